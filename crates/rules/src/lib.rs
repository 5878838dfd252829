//! Nav's rules as trees of data.
