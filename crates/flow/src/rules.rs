//! Step rules: what the rules say of a note.
