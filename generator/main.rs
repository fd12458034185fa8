//! The `motcua` command.
fn main() {}
