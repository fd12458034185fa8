//! What was published before.
