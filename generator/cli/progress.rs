//! How far long work has come: files that are read in pieces are counted as they are read.

use std::io::{IsTerminal, Read, Result, Seek, SeekFrom};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Global, report};
use crate::files::{DiskFiles, FileError, Files, Listing, ReadSeek};

/// Datasets of fewer bytes are read in a moment.
const MUCH: u64 = 16 << 20;
/// How often a build reads the file of a dataset: for its encoding, its types, its profile, its rows, and to copy it.
const TIMES: u64 = 5;
/// How often it reads the file of a version: twice to see that it is what was recorded, to write it clean, to copy it, and to
/// compare it with the versions before and after.
const TIMES_OF_VERSION: u64 = 6;

/// The files of a site, with a bar that moves as its datasets are read.
pub(super) struct Watched<'f> {
    files: &'f DiskFiles,
    bar: ProgressBar,
}

impl<'f> Watched<'f> {
    /// Files whose reading is shown on a terminal, and nothing in a pipe.
    pub(super) fn new(files: &'f DiskFiles, global: Global, message: &'static str) -> Self {
        let is_seen = !global.quiet && std::io::stderr().is_terminal();
        let bytes = if is_seen { bytes_to_read(files) } else { 0 };
        let bar = report::progress(global, message);
        if bytes >= MUCH * TIMES {
            let style =
                ProgressStyle::with_template("{spinner} {msg} {bar:24} {bytes} of {total_bytes} {elapsed:.dim}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_length(bytes);
        }
        Self { files, bar }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// The bytes of all files of datasets and of their versions, as often as they are read.
fn bytes_to_read(files: &DiskFiles) -> u64 {
    let size = |path: &str| files.open(path).ok().and_then(|mut file| file.seek(SeekFrom::End(0)).ok());
    let times = |path: &str| match path.split('/').collect::<Vec<_>>()[..] {
        ["datasets", _, _] => TIMES,
        ["datasets", _, "versions", _, _] => TIMES_OF_VERSION,
        _ => 0,
    };
    let paths = files.list("datasets").paths;
    let read = paths.iter().map(|path| (path, times(path))).filter(|(_, times)| *times > 0);
    read.filter_map(|(path, times)| Some(size(path)? * times)).sum()
}

impl Files for Watched<'_> {
    fn list(&self, folder: &str) -> Listing {
        self.files.list(folder)
    }

    fn read(&self, path: &str) -> std::result::Result<Vec<u8>, FileError> {
        self.files.read(path)
    }

    fn open(&self, path: &str) -> std::result::Result<Box<dyn ReadSeek + '_>, FileError> {
        let file = self.files.open(path)?;
        Ok(if self.bar.length().is_some() { Box::new(Counted { file, bar: &self.bar }) } else { file })
    }

    fn exists(&self, path: &str) -> bool {
        self.files.exists(path)
    }
}

struct Counted<'f> {
    file: Box<dyn ReadSeek + 'f>,
    bar: &'f ProgressBar,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.file.read(buffer)?;
        self.bar.inc(read as u64);
        Ok(read)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.file.seek(to)
    }
}
