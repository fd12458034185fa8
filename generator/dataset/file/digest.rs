//! What a file has, by its SHA-256 and its size, taken while it is read for something else.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

/// The bytes of a file, told from all others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Content {
    /// Their SHA-256.
    pub sha256: [u8; 32],
    /// How many there are.
    pub bytes: u64,
}

/// Bytes being met.
#[derive(Debug, Clone, Default)]
pub struct Met {
    sha256: Sha256,
    bytes: u64,
}

impl Met {
    /// Adds the next of them.
    pub fn add(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// What they are.
    pub fn content(self) -> Content {
        Content { sha256: self.sha256.finalize().into(), bytes: self.bytes }
    }
}

/// A file being read from its beginning, and digested on the way where that is wanted.
#[derive(Debug)]
pub struct Digested<R> {
    input: R,
    met: Option<Met>,
}

impl<R> Digested<R> {
    /// Reads `input`, which is at its beginning.
    pub fn new(input: R, is_wanted: bool) -> Self {
        Self { input, met: is_wanted.then(Met::default) }
    }

    /// What was read, where that was wanted: the content of the file once it was read to its end.
    pub fn content(&self) -> Option<Content> {
        self.met.clone().map(Met::content)
    }
}

impl<R: Read> Read for Digested<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        if let Some(met) = &mut self.met {
            met.add(&buffer[..length]);
        }
        Ok(length)
    }
}

/// Bytes that are digested and forgotten.
#[derive(Debug, Default)]
pub struct Forgotten(Met);

impl Forgotten {
    /// What was written.
    pub fn content(self) -> Content {
        self.0.content()
    }
}

impl Write for Forgotten {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_and_what_is_written_have_the_same_content() {
        let mut input = Digested::new(&b"abc"[..], true);
        let mut output = Forgotten::default();
        io::copy(&mut input, &mut output).unwrap();
        let content = input.content().unwrap();
        assert_eq!(output.content(), content);
        // The first example of FIPS 180-4.
        assert!(content.bytes == 3 && crate::hex::hex(&content.sha256).starts_with("ba7816bf8f01cfea"));
        assert_eq!(Digested::new(&b""[..], false).content(), None);
    }
}
