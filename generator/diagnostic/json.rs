//! Findings as JSON Lines: one object a line, so that a long list can be read as it comes.

use std::io::{self, Write};

use serde::Serialize;

use super::Diagnostic;
use super::places::{Place, Places};
use crate::files::{FileTable, Files};

#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    place: Place,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paste: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    procedure: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place,
    message: &'a str,
}

/// Writes `diagnostics`, one JSON object a line.
pub fn render_json(
    diagnostics: &[Diagnostic],
    table: &FileTable,
    files: &dyn Files,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut places = Places::new(table, files);
    for diagnostic in diagnostics {
        let row = Row {
            rule: diagnostic.rule,
            severity: diagnostic.severity.word(),
            place: places.place(diagnostic.location),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            paste: diagnostic.paste.as_deref(),
            procedure: diagnostic.subject.as_deref(),
            related: diagnostic
                .related
                .iter()
                .map(|(location, message)| Related { place: places.place(*location), message })
                .collect(),
        };
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
