//! The outside world on one machine: an EPJ and Nav.
