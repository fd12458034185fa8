//! Reads what is said of columns.

use super::id::is_id;
use super::{Blank, ColumnNote};
use crate::dataset::notation::date::DateOrder;
use crate::dataset::notation::number::Mark;
use crate::diagnostic::nearest;
use crate::source::toml::{Document, Table};
use crate::table::Kind;

/// Reads all `[[column]]`.
pub(super) fn columns(doc: &mut Document<'_>, table: &mut Table<'_>) -> Vec<ColumnNote> {
    let mut columns: Vec<ColumnNote> = Vec::new();
    for mut table in doc.tables(table, "column").map(|(tables, _)| tables).unwrap_or_default() {
        let span = table.span.clone();
        let note = column(doc, &mut table);
        doc.finish(table);
        let Some(note) = note else { continue };
        if columns.iter().any(|other| other.source == note.source || (note.id.is_some() && other.id == note.id)) {
            let help = "each [[column]] has a heading and an id of its own";
            doc.error("dataset/column-twice", span, format!("\"{}\" is described twice", note.source), help);
        }
        columns.push(note);
    }
    columns
}

fn column(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<ColumnNote> {
    let at = doc.place(&table.span);
    let span = table.span.clone();
    let id = doc.text(table, "id");
    if let Some((id, span)) = id.as_ref().filter(|(id, _)| !is_id(id, b'_')) {
        let help = "an id has small letters without marks, digits and underscores, such as \"dan_so\"";
        doc.error("dataset/column-id", span.clone(), format!("`id` cannot be \"{id}\""), help);
    }
    let id = id.map(|(id, _)| id);
    let source = doc.text(table, "source").map(|(source, _)| source).or_else(|| id.clone());
    if source.is_none() && !doc.failed() {
        let help = "add a line: source = \"...\" with the heading as the file has it";
        doc.error("dataset/column-source", span, "a column without `source`", help);
    }
    let placed = |doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str| {
        doc.plain(table, key).map(|(text, span)| (text, doc.place(&span)))
    };
    let min = placed(doc, table, "min");
    let max = placed(doc, table, "max");
    let pattern = doc.text(table, "pattern").map(|(text, span)| (text, doc.place(&span)));
    let references = doc.text(table, "references");
    if let Some((text, span)) = references.as_ref().filter(|(text, _)| !text.contains('.')) {
        let help = "write references = \"dataset.column\", both by their ids";
        doc.error("dataset/references", span.clone(), format!("\"{text}\" names no column of a dataset"), help);
    }
    let codes = doc.text_table(table, "codes").map(|(codes, _)| codes).unwrap_or_default();
    Some(ColumnNote {
        at,
        id,
        kind: kind(doc, table),
        unit: doc.text(table, "unit").map(|(unit, _)| unit),
        title: doc.bilingual(table, "title").map(|(title, _)| title),
        description: doc.bilingual(table, "description").map(|(text, _)| text),
        codes: codes.into_iter().map(|(code, meaning, _)| (code.into_boxed_str(), meaning)).collect(),
        decimal: doc.word(table, "decimal", &Mark::WORDS).map(|(mark, _)| mark),
        dates: doc.word(table, "dates", &DateOrder::WORDS).map(|(order, _)| order),
        null: nulls(doc, table),
        blank: doc.word(table, "blank", &Blank::WORDS).map(|(blank, _)| blank),
        required: doc.bool(table, "required").is_some_and(|(required, _)| required),
        unique: doc.bool(table, "unique").is_some_and(|(unique, _)| unique),
        min,
        max,
        pattern,
        references: references.map(|(text, span)| (text, doc.place(&span))),
        source: source?,
    })
}

fn kind(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Kind> {
    let (word, span) = doc.text(table, "type")?;
    let found = Kind::ALL.iter().find(|(_, known)| *known == &*word).map(|&(kind, _)| kind);
    if found.is_none() {
        let near = nearest(&word, Kind::ALL.map(|(_, word)| word)).map(|near| format!(" (\"{near}\"?)"));
        let words = Kind::ALL.map(|(_, word)| format!("\"{word}\"")).join(", ");
        let message = format!("there is no type \"{word}\"{}", near.unwrap_or_default());
        doc.error("toml/unknown-word", span, message, format!("it is one of {words}"));
    }
    found
}

/// What stands for nothing, in the file or in a column.
pub(super) fn nulls(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Vec<Box<str>>> {
    doc.texts(table, "null").map(|(texts, _)| texts.into_iter().map(|(text, _)| text).collect())
}
