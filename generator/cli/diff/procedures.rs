//! What changed in procedures since the last record.

use std::io::{self, Write};

use super::super::{Stop, report};
use super::Format;
use crate::catalogue::{Catalogue, ChangeKind};
use crate::files::Files;
use crate::history::{self, DIGESTS_FILE, Digests, News};
use crate::language::Date;
use crate::source::read_if_there;

/// Shows what the next record would say of procedures.
pub(super) fn show(
    files: &dyn Files,
    catalogue: &Catalogue,
    format: Format,
    most: u64,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let last = read_if_there(files, DIGESTS_FILE)?;
    let last = last.map(|bytes| Digests::parse(&String::from_utf8_lossy(&bytes))).unwrap_or_default();
    // On which day it would be recorded changes nothing of what is shown.
    let Some(date) = report::today().or_else(|| Date::new(1970, 1, 1)) else { return Ok(()) };
    let recording = history::record(catalogue, &[], &last, date, &|_| false);
    let written = match format {
        Format::Text if recording.first && catalogue.procedures.is_empty() => Ok(()),
        Format::Text => text(&recording, most, out),
        Format::Json => recording.news.iter().try_for_each(|news| json(news, out)),
    };
    report::unless_closed(written)
}

fn text(recording: &history::Recording, most: u64, out: &mut dyn Write) -> io::Result<()> {
    if recording.first {
        return writeln!(out, "procedures: nothing was recorded yet");
    }
    writeln!(out, "procedures: as they are now, since the last record")?;
    let mut met = [0; 3];
    for news in &recording.news {
        met[news.kind as usize] += 1;
        if met[news.kind as usize] > most {
            continue;
        }
        let sign = match news.kind {
            ChangeKind::Added => '+',
            ChangeKind::Changed => '~',
            ChangeKind::Removed => '-',
        };
        let fields = if news.fields.is_empty() { String::new() } else { format!(": {}", news.fields.join(", ")) };
        writeln!(out, "  {sign} {} {}{fields}", news.code, news.name)?;
    }
    if met.iter().any(|met| *met > most) {
        writeln!(out, "  ... the first {most} of each kind; --rows N shows more, --format json all")?;
    }
    let [added, changed, removed] = recording.counts;
    writeln!(out, "  {changed} changed, {added} added, {removed} removed")
}

fn json(news: &News, out: &mut dyn Write) -> io::Result<()> {
    let change = match news.kind {
        ChangeKind::Added => "added",
        ChangeKind::Changed => "changed",
        ChangeKind::Removed => "removed",
    };
    let object = serde_json::json!({
        "procedure": news.code, "change": change, "name": news.name, "fields": news.fields
    });
    writeln!(out, "{object}")
}
