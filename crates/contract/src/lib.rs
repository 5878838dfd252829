//! What app and gateway say to each other.
