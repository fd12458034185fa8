//! Reading all sources: which files, in which order, in parallel, with counts that add up.

use rayon::prelude::*;

use super::config::{Config, SITE_FILE, SourceConfig, SourceKind, read_config};
use super::{Input, Reading, content, lines, portal_catalogue, portal_crawl, portal_json, portal_list, shared, table};
use crate::catalogue::{Procedure, SourceId, Tally};
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, FileErrorKind, FileId, FileTable, Files, Location};

/// A source with what became of it.
#[derive(Debug, Default)]
pub struct SourceReport {
    /// The word of its kind.
    pub kind: &'static str,
    /// Its path as configured.
    pub path: Box<str>,
    /// Files read.
    pub files: usize,
    /// Records that were met: `records + rejected`.
    pub records: usize,
    /// Records that could not be used: an error says why, or a warning where nothing is lost by leaving one out.
    pub rejected: usize,
    /// How the fields were understood.
    pub tally: Tally,
}

/// Everything the sources gave.
#[derive(Debug)]
pub struct Sources {
    /// The site and its sources.
    pub config: Config,
    /// The records, in the order in which they overlay.
    pub records: Vec<Procedure>,
    /// What each source gave.
    pub reports: Vec<SourceReport>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The files.
    pub files: FileTable,
}

/// A source and its configuration.
pub type Source<'a> = (SourceId, &'a SourceConfig);

/// Reads the configuration and every source. Fails only where there is no configuration at all.
pub fn read_sources(files: &dyn Files) -> Sources {
    let mut table = FileTable::default();
    let mut diagnostics = Vec::new();
    let site_file = table.add(SITE_FILE);
    let config = match read_checked(files, SITE_FILE) {
        Ok(bytes) => {
            // What other letters make of a configuration is nothing to be told of.
            let text = simdutf8::compat::from_utf8(&bytes).unwrap_or_else(|error| {
                let at = error.valid_up_to() as u64;
                diagnostics.push(not_utf8(Location::bytes(site_file, at..at + 1), &bytes));
                "title = \"?\""
            });
            let (config, found) = read_config(site_file, text);
            diagnostics.extend(found);
            config
        }
        Err(error) => {
            diagnostics.push(
                Diagnostic::error("source/unreadable", Location::whole(site_file), error.to_string())
                    .help("run the command in the folder of a site, or name the folder; `motcua new DIR` makes one"),
            );
            read_config(site_file, "title = \"?\"").0
        }
    };

    let mut sources = Sources { config, records: Vec::new(), reports: Vec::new(), diagnostics, files: table };
    for (index, source) in sources.config.sources.clone().iter().enumerate() {
        let id = SourceId(u16::try_from(index).unwrap_or(u16::MAX));
        let (reading, count) = read_source(files, (id, source), &mut sources.files);
        sources.reports.push(SourceReport {
            kind: source.kind.word(),
            path: source.path.clone(),
            files: count,
            records: reading.records.len() + reading.rejected,
            rejected: reading.rejected,
            tally: reading.tally,
        });
        // The first source is often the only one, and its records are many.
        if sources.records.is_empty() {
            sources.records = reading.records;
        } else {
            sources.records.extend(reading.records);
        }
        sources.diagnostics.extend(reading.diagnostics);
    }
    shared::reject_wrong_pages(&mut sources);
    sources
}

fn read_source(files: &dyn Files, source: Source<'_>, table: &mut FileTable) -> (Reading, usize) {
    let mut whole = Reading::default();
    let pattern = &source.1.path;
    let folder = pattern.split('*').next().and_then(|start| start.rfind('/').map(|end| &start[..end])).unwrap_or("");
    let listing = files.list(folder);
    for problem in &listing.problems {
        // What cannot be looked into may hold files of the source: none of it is passed over.
        let file = table.add(&problem.path);
        whole.reject(Diagnostic::from_file_error(file, problem));
    }
    let paths: Vec<(FileId, &String)> =
        listing.paths.iter().filter(|path| matches(pattern, path)).map(|path| (table.add(path), path)).collect();
    if paths.is_empty() && whole.rejected == 0 {
        whole.diagnostics.push(
            Diagnostic::warning("source/no-files", source.1.at, format!("no file is called {pattern}"))
                .help("paths are relative to the site's folder; `*` stands for any part of a name"),
        );
    }
    // In batches, so that what is held twice for a moment does not grow with the site.
    const BATCH: usize = 512;
    whole.records.reserve(paths.len());
    for batch in paths.chunks(BATCH) {
        let readings: Vec<Reading> =
            batch.par_iter().map(|&(file, path)| read_file(files, source, file, path)).collect();
        readings.into_iter().for_each(|reading| whole.append(reading));
    }
    (whole, paths.len())
}

fn read_file(files: &dyn Files, source: Source<'_>, file: FileId, path: &str) -> Reading {
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let mut out = Reading::default();
            out.reject(Diagnostic::from_file_error(file, &error));
            return out;
        }
    };
    read_input(source, &Input { source: source.0, file, path, bytes: &bytes, base: 0 })
}

/// The bytes of a file that no listing named, so that links on the way to it are checked.
fn read_checked(files: &dyn Files, path: &str) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    files.open(path)?.read_to_end(&mut bytes).map_err(|error| FileError::io(path, &error))?;
    Ok(bytes)
}

/// The bytes of a file that need not be there. Only a missing file counts as absent, not one that cannot be read.
pub fn read_if_there(files: &dyn Files, path: &str) -> Result<Option<Vec<u8>>, FileError> {
    match read_checked(files, path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind == FileErrorKind::Missing => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads the bytes of one file of a source.
pub fn read_input(source: Source<'_>, input: &Input<'_>) -> Reading {
    let mut out = Reading::default();
    match source.1.kind {
        SourceKind::PortalJson => portal_json::read(input, &mut out),
        SourceKind::PortalCatalogue => read_lines(input, &mut out, portal_catalogue::read),
        SourceKind::PortalCrawl => read_lines(input, &mut out, portal_crawl::read),
        SourceKind::PortalList => portal_list::read(input, &mut out),
        SourceKind::Table => table::read(input, source.1, &mut out),
        SourceKind::Content => content::read(input, &mut out),
    }
    out
}

/// Reads a record a line. Lines of one file are read in parallel, in pieces large enough to be worth it.
fn read_lines(input: &Input<'_>, out: &mut Reading, read: fn(&Input<'_>, &mut Reading)) {
    const PIECE: usize = 1 << 20;
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < input.bytes.len() {
        let probe = (start + PIECE).min(input.bytes.len());
        let end =
            input.bytes[probe..].iter().position(|&byte| byte == b'\n').map_or(input.bytes.len(), |at| probe + at + 1);
        pieces.push(Input { bytes: &input.bytes[start..end], base: input.base + start as u64, ..*input });
        start = end;
    }
    let readings: Vec<Reading> = pieces
        .par_iter()
        .map(|piece| {
            let mut out = Reading::default();
            lines::each_line(piece, &mut out, read);
            out
        })
        .collect();
    readings.into_iter().for_each(|reading| out.append(reading));
}

/// The text of an input, or a rejection that says where it stops being UTF-8.
pub(super) fn utf8<'a>(input: &Input<'a>, out: &mut Reading) -> Option<&'a str> {
    match simdutf8::compat::from_utf8(input.bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = error.valid_up_to();
            out.reject(not_utf8(input.place(at..at + error.error_len().unwrap_or(1)), input.bytes));
            None
        }
    }
}

fn not_utf8(place: Location, bytes: &[u8]) -> Diagnostic {
    let (what, help) = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        ("this file is UTF-16, not UTF-8", "save it again with the encoding UTF-8")
    } else {
        (
            "these bytes are not UTF-8",
            "save the file as UTF-8; text in TCVN3, VNI or windows-1258 has to be converted first",
        )
    };
    Diagnostic::error("source/not-utf8", place, what).help(help)
}

/// Whether `path` fits `pattern`, in which `*` stands for any part of one name and `**` for any folders.
pub fn matches(pattern: &str, path: &str) -> bool {
    fn names(pattern: &[&str], path: &[&str]) -> bool {
        match (pattern.split_first(), path.split_first()) {
            (None, None) => true,
            (Some((&"**", rest)), _) => {
                names(rest, path) || path.split_first().is_some_and(|(_, path)| names(pattern, path))
            }
            (Some((wanted, rest)), Some((name, path))) => {
                name_matches(wanted.as_bytes(), name.as_bytes()) && names(rest, path)
            }
            _ => false,
        }
    }
    fn name_matches(pattern: &[u8], name: &[u8]) -> bool {
        match pattern.split_first() {
            None => name.is_empty(),
            Some((b'*', rest)) => (0..=name.len()).any(|skip| name_matches(rest, &name[skip..])),
            Some((byte, rest)) => name.first() == Some(byte) && name_matches(rest, &name[1..]),
        }
    }
    names(&pattern.split('/').collect::<Vec<_>>(), &path.split('/').collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_parts_of_names_and_two_for_folders() {
        assert!(matches("a/*.json", "a/1.001.json"));
        assert!(!matches("a/*.json", "a/b/1.json"));
        assert!(matches("a/**/*.json", "a/b/c/1.json"));
        assert!(matches("a/**/*.json", "a/1.json"));
        assert!(!matches("*.json", "1.jsonl"));
    }
}
