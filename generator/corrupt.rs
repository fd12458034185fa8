//! What the engines say of bytes that they cannot read.

/// Why bytes could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corrupt {
    /// They are of another version of this program.
    Version,
    /// They are damaged, or of another file.
    Bytes,
}

impl Corrupt {
    /// `version` or `corrupt`, as pages are told.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::Bytes => "corrupt",
        }
    }
}

impl std::fmt::Display for Corrupt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl std::error::Error for Corrupt {}
