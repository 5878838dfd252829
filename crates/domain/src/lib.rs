//! The sick note: its types and their constructors.
