//! Files that are published, with their sizes and hashes.

use std::io::{self, Write};

use super::FileFormat;
use crate::dataset::file::digest::{Content, Met};
use crate::files::{FileError, Sink};
use crate::hex::hex;

/// A file that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// What it is.
    pub format: FileFormat,
    /// Where it stands, from the root of the site.
    pub path: Box<str>,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl Distribution {
    /// Its name, without folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its hash in small hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256)
    }
}

/// The folder a dataset's files are published in.
#[derive(Clone, Copy)]
pub struct Folder<'s> {
    sink: &'s dyn Sink,
    path: &'s str,
}

impl<'s> Folder<'s> {
    /// The folder at `path`, from the root of the site, without a slash at its end.
    pub fn new(sink: &'s dyn Sink, path: &'s str) -> Self {
        Self { sink, path }
    }

    /// Where the folder's files go.
    pub fn sink(self) -> &'s dyn Sink {
        self.sink
    }

    /// The path of a file of it, from the root of the site.
    pub fn path_of(self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }

    /// A file to be written in pieces, whose size and hash are wanted.
    ///
    /// # Errors
    /// Where the sink cannot make it.
    pub fn create(self, format: FileFormat, name: &str) -> Result<HashedFile<'s>, FileError> {
        let path = self.path_of(name);
        let out = self.sink.create(&path)?;
        Ok(HashedFile { out, format, path: path.into(), met: Met::default() })
    }
}

/// A file being published.
pub struct HashedFile<'s> {
    out: Box<dyn Write + Send + 's>,
    format: FileFormat,
    path: Box<str>,
    met: Met,
}

impl HashedFile<'_> {
    /// Writes what is left.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self) -> Result<Distribution, FileError> {
        self.out.flush().map_err(|error| FileError::io(&*self.path, &error))?;
        let Content { sha256, bytes } = self.met.content();
        Ok(Distribution { format: self.format, path: self.path, bytes, sha256 })
    }

    /// Where it stands, from the root of the site.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The error of this file.
    pub fn failed(&self, error: &io::Error) -> FileError {
        FileError::io(&*self.path, error)
    }
}

impl Write for HashedFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.met.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemorySink;

    #[test]
    fn a_published_file_knows_its_size_and_hash() {
        let sink = MemorySink::default();
        let mut file = Folder::new(&sink, "du-lieu/a").create(FileFormat::Csv, "a.csv").unwrap();
        file.write_all(b"ab").unwrap();
        file.write_all(b"c").unwrap();
        let published = file.finish().unwrap();
        assert_eq!((&*published.path, published.name(), published.bytes), ("du-lieu/a/a.csv", "a.csv", 3));
        // The first example of FIPS 180-4.
        assert!(published.sha256_hex().starts_with("ba7816bf8f01cfea414140de5dae2223"));
        assert_eq!(sink.into_files()["du-lieu/a/a.csv"], b"abc");
    }
}
