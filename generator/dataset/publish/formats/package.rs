//! The ZIP with everything, and the checksums beside it.

use std::io::{self, Read};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::Output;
use super::archive::{Archive, PIECE, Piece};
use crate::dataset::description::FileFormat;
use crate::dataset::publication::Distribution;
use crate::dataset::publish::Companion;
use crate::files::FileError;
use crate::hex::hex;

/// What a list of checksums is called.
pub const SUMS: &str = "SHA256SUMS";
/// How hard files are packed: they are large, and each is there by itself as well.
const LEVEL: u32 = 2;
/// Pieces that are packed together, on all processors.
const TOGETHER: usize = 8;
/// A file of this size may be larger than the older fields of an archive can say.
const LARGE: u64 = 0xF000_0000;

/// Writes an archive of all files that were published, of `companions` that stand in the archive alone, and of the checksums of
/// both. Nothing where the sink keeps no files to read again.
pub fn write(
    output: Output<'_>,
    files: &[Distribution],
    companions: &[Companion],
) -> Result<Option<Distribution>, FileError> {
    let sink = output.folder.sink();
    let Some(first) = files.first() else { return Ok(None) };
    if sink.reopen(&first.path)?.is_none() {
        return Ok(None);
    }
    let out = output.create(FileFormat::Zip)?;
    let path = out.path().to_owned();
    let failed = |error: io::Error| FileError::io(&*path, &error);
    let mut archive = Archive::new(out);
    for file in files {
        let Some(mut input) = sink.reopen(&file.path)? else { continue };
        archive.begin(file.name(), file.bytes >= LARGE).map_err(failed)?;
        let mut bytes = vec![0; (PIECE * TOGETHER).min(file.bytes as usize + 1)];
        loop {
            let read = fill(&mut *input, &mut bytes).map_err(|error| FileError::io(&*file.path, &error))?;
            let pieces: Vec<Piece> = bytes[..read].par_chunks(PIECE).map(|bytes| Piece::pack(bytes, LEVEL)).collect();
            pieces.iter().try_for_each(|piece| archive.add(piece)).map_err(failed)?;
            if read < bytes.len() {
                break;
            }
        }
        archive.end().map_err(failed)?;
    }
    let mut sums = checksums(files);
    for Companion { name, bytes } in companions {
        archive.whole(name, bytes, LEVEL).map_err(failed)?;
        sums.push_str(&line(&Sha256::digest(bytes).into(), name));
    }
    archive.whole(SUMS, sums.as_bytes(), LEVEL).map_err(failed)?;
    Ok(Some(archive.finish().map_err(failed)?.finish()?))
}

/// The checksums of files, as `sha256sum -c` reads them.
pub fn checksums<'d>(files: impl IntoIterator<Item = &'d Distribution>) -> String {
    files.into_iter().map(|file| line(&file.sha256, file.name())).collect()
}

fn line(sha256: &[u8; 32], name: &str) -> String {
    format!("{}  {name}\n", hex(sha256))
}

/// Reads as much as there is room for; less only at the end.
fn fill(input: &mut dyn Read, bytes: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < bytes.len() {
        match input.read(&mut bytes[read..]) {
            Ok(0) => break,
            Ok(some) => read += some,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(read)
}
