//! The list of a site's files with their SHA-256, in the form `sha256sum -c` reads.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::tree::make_way;

/// Its name. A folder without it is not ours.
pub const MANIFEST: &str = ".motcua-manifest";

pub(super) type Hash = [u8; 32];
pub(super) type Manifest = BTreeMap<String, Hash>;

/// The manifest of a folder, where it has one.
pub(super) fn read_manifest(folder: &Path) -> io::Result<Option<Manifest>> {
    let text = match fs::read_to_string(folder.join(MANIFEST)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        text => text?,
    };
    let row = |line: &str| {
        let (hash, path) = line.split_at_checked(64)?;
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(hash.as_bytes().chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some((path.strip_prefix("  ")?.to_owned(), bytes))
    };
    // A line that cannot be read makes its file one that is written again.
    Ok(Some(text.lines().filter_map(row).collect()))
}

/// Writes the manifest of a folder.
pub(super) fn write_manifest(folder: &Path, manifest: &Manifest) -> io::Result<()> {
    let mut text = String::with_capacity(manifest.len() * 96);
    for (path, hash) in manifest {
        for byte in hash {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
        text.push_str("  ");
        text.push_str(path);
        text.push('\n');
    }
    make_way(folder, MANIFEST)?;
    fs::write(folder.join(MANIFEST), text)
}
