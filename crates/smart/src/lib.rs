//! SMART App Launch 2.2 without I/O.
