//! What a file gives, in numbers that tell whether it is the same again.

use std::io;

use super::clean::{self, Failed};
use crate::dataset::file::digest::{Content, Forgotten};
use crate::dataset::rows::Plan;
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, Files};
use crate::hex::hex;

/// What a file gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// The SHA-256 of the file.
    pub original: [u8; 32],
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of the clean CSV.
    pub clean: [u8; 32],
    /// The size of that in bytes.
    pub clean_bytes: u64,
    /// Its rows.
    pub rows: u64,
}

impl Edition {
    /// Reads the file of a plan.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn of(files: &dyn Files, plan: &Plan) -> Result<Self, Box<Diagnostic>> {
        let failed = |error: io::Error| {
            let error = FileError::io(&*plan.store.path, &error);
            Box::new(Diagnostic::from_file_error(plan.store.file, &error))
        };
        let (rows, clean) = match clean::write(files, plan, Forgotten::default()) {
            Ok(written) => written,
            Err(Failed::Reading(found)) => return Err(found),
            Err(Failed::Writing(error)) => return Err(failed(error)),
        };
        let (original, clean) = (plan.content, clean.content());
        Ok(Self {
            original: original.sha256,
            bytes: original.bytes,
            clean: clean.sha256,
            clean_bytes: clean.bytes,
            rows,
        })
    }
}

/// What a file has.
pub(super) fn content(files: &dyn Files, path: &str) -> Result<Content, FileError> {
    let mut out = Forgotten::default();
    io::copy(&mut files.open(path)?, &mut out).map_err(|error| FileError::io(path, &error))?;
    Ok(out.content())
}

/// The hash these digits are.
pub(super) fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(digits.as_chunks::<2>().0) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    (hex(&hash) == text).then_some(hash)
}
