//! What changed from one version of a dataset to the next: columns first, then the first rows of each kind.

use std::borrow::Cow;

use serde::Serialize;

use super::columns::{kind_word, unit_beside};
use super::version::Download;
use super::versions::{address, name, rows};
use super::withdrawn::titled;
use super::written::{count, said, said_in_data, shown};
use crate::catalogue::{Language, Withdrawal};
use crate::dataset::diff::{ChangedRow, Column, Counts, Diff, SchemaChange, WholeRow};
use crate::dataset::publication::{Changes, Version};
use crate::files::FileError;
use crate::site::render::{Head, Renderer, Said, other};
use crate::site::routes::{Address, Section};
use crate::site::words::Words;
use crate::table::Kind;

#[derive(Serialize)]
struct ChangesPage<'a> {
    title: Said<'a>,
    /// All datasets, this one as it is today, and the version.
    all: String,
    dataset: String,
    version: String,
    from: String,
    from_iso: String,
    /// The page of the version before, and its rows.
    from_href: String,
    from_rows: String,
    to: String,
    to_iso: String,
    to_rows: String,
    sums: Vec<String>,
    /// The columns of which cells changed, and how many, the most first.
    columns: Vec<ColumnSum<'a>>,
    /// That rows have no names, so that a changed row is one removed and one added.
    unkeyed: Option<&'a str>,
    schema: Vec<SchemaLine<'a>>,
    changed: Option<Group<'a, Changed<'a>>>,
    added: Option<Group<'a, Vec<Cell<'a>>>>,
    removed: Option<Group<'a, Vec<Cell<'a>>>>,
    file: Download<'a>,
    style: Option<String>,
}

/// How many cells of a column changed.
#[derive(Serialize)]
struct ColumnSum<'a> {
    column: Said<'a>,
    cells: String,
}

/// What changed about columns.
#[derive(Serialize)]
struct SchemaLine<'a> {
    what: &'a str,
    column: Option<Said<'a>>,
    id: Option<&'a str>,
    /// What kind of column came or went.
    kind: Option<&'a str>,
    before: Option<String>,
    after: Option<String>,
}

/// The first rows of a kind.
#[derive(Serialize)]
struct Group<'a, R> {
    /// How many there are, where these are not all.
    first: Option<String>,
    head: Vec<Heading<'a>>,
    rows: Vec<R>,
}

#[derive(Serialize, Clone)]
struct Heading<'a> {
    title: Said<'a>,
    unit: Option<&'a str>,
    is_number: bool,
}

/// A row of which cells changed.
#[derive(Serialize)]
struct Changed<'a> {
    /// The columns that name it, as text alone, and their values.
    named_by: String,
    key: Said<'static>,
    /// What the row is, in words, where its key is a code.
    name: Option<Said<'static>>,
    cells: Vec<ChangedCell<'a>>,
}

#[derive(Serialize)]
struct ChangedCell<'a> {
    column: Heading<'a>,
    before: Option<Said<'static>>,
    after: Option<Said<'static>>,
}

/// A cell of a row that came or went.
#[derive(Serialize)]
struct Cell<'a> {
    text: Said<'static>,
    is_key: bool,
    is_number: bool,
    /// The name of its column, as text alone: it stands in an attribute.
    column: Cow<'a, str>,
}

/// How much changed, in words: "2 thay đổi về cột, 4 dòng sửa (8 ô)".
pub(in crate::site) fn summary(words: &Words, counts: Counts) -> String {
    if counts.is_empty() {
        return words.say("version_same").to_owned();
    }
    sums(words, counts).join(", ")
}

fn sums(words: &Words, counts: Counts) -> Vec<String> {
    let counted = |key, number: u64| words.count(key, usize::try_from(number).unwrap_or(usize::MAX));
    let mut sums = Vec::new();
    if counts.schema > 0 {
        sums.push(counted("version_schema_n", counts.schema));
    }
    if counts.changed > 0 {
        let cells = counted("version_cells_n", counts.cells);
        sums.push(format!("{} ({cells})", counted("version_changed_n", counts.changed)));
    }
    if counts.added > 0 {
        sums.push(counted("version_added_n", counts.added));
    }
    if counts.removed > 0 {
        sums.push(counted("version_removed_n", counts.removed));
    }
    sums
}

/// Writes the page of what changed in a version.
pub(super) fn write(
    renderer: &Renderer<'_>,
    (id, version, withdrawal): (&str, &Version, Option<&Withdrawal>),
    changes: &Changes,
    language: Language,
) -> Result<(), FileError> {
    let words = renderer.words(language);
    let of_version = address(id, language, version);
    let page = of_version.version_changes(language);
    let title = Said::of(&version.title, language);
    let diff = &changes.first;
    let (from, to) = (name(words, &changes.from), name(words, &version.id));
    let read = Shown { words, diff, counts: changes.counts };
    let content = ChangesPage {
        title: title.clone(),
        all: renderer.href(&page, &Address::section(Section::Dataset, language)),
        dataset: renderer.href(&page, &Address::item(Section::Dataset, language, id)),
        version: renderer.href(&page, &of_version),
        from: from.clone(),
        from_iso: changes.from.chars().take(10).collect(),
        from_href: renderer.href(&page, &Address::item(Section::Dataset, language, id).version(&changes.from)),
        from_rows: rows(words, changes.from_rows),
        to: to.clone(),
        to_iso: version.recorded.iso(),
        to_rows: rows(words, version.rows),
        sums: sums(words, changes.counts),
        columns: read.columns(),
        unkeyed: read.is_unkeyed().then(|| words.say("version_unkeyed")),
        schema: diff.schema.iter().map(|change| read.schema(change)).collect(),
        changed: read.changed(),
        added: read.whole(changes.counts.added, &diff.added, &diff.after, Side::After),
        removed: read.whole(changes.counts.removed, &diff.removed, &diff.before, Side::Before),
        file: Download::new(renderer, words, &page, &changes.file),
        style: renderer.theme.asset("styles/dataset.css").map(|asset| renderer.href(&page, asset)),
    };
    // A dataset has a page of changes for each version but the first.
    let of = titled(renderer, &version.title, withdrawal, language);
    let head_title = format!("{}: {}, {from} → {to}", words.say("version_changes"), of.text);
    let lead = format!("{from} → {to}: {}", summary(words, changes.counts));
    let other_page = || address(id, other(language), version).version_changes(other(language));
    let head = Head {
        section: Some(Section::Dataset),
        other: renderer.languages().contains(&other(language)).then(other_page),
        ..Head::new(&head_title, lead)
    };
    renderer.put("dataset-changes.html", language, &page, head, &content)
}

/// Which table a row is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// A difference as a page shows it.
struct Shown<'a> {
    words: &'a Words,
    diff: &'a Diff,
    counts: Counts,
}

impl<'a> Shown<'a> {
    /// Whether rows that came and went may be rows that changed.
    fn is_unkeyed(&self) -> bool {
        let Counts { added, removed, .. } = self.counts;
        self.diff.keys.is_empty() && added > 0 && removed > 0
    }

    fn title(&self, column: &'a Column) -> Said<'a> {
        let language = self.words.language();
        match &column.title {
            Some(title) => Said::of(title, language),
            None => Said::new(&*column.heading, Language::Vi, language),
        }
    }

    fn heading(&self, column: &'a Column) -> Heading<'a> {
        let title = self.title(column);
        let unit = unit_beside(&title.text, column.unit.as_deref());
        Heading { title, unit, is_number: column.kind.is_number() }
    }

    fn schema(&self, change: &'a SchemaChange) -> SchemaLine<'a> {
        let Self { words, diff, .. } = self;
        let column = |columns: &'a [Column], id: &str| columns.iter().find(|column| *column.id == *id);
        let named =
            |columns: &'a [Column], id: &'a str, key, before: Option<String>, after: Option<String>| SchemaLine {
                what: words.say(key),
                column: column(columns, id).map(|column| self.title(column)),
                id: Some(id),
                kind: None,
                before,
                after,
            };
        let kind = |kind: &Kind| Some(kind_word(words, *kind).to_owned());
        match change {
            SchemaChange::Keys(was, is) => {
                let titles = |columns: &'a [Column], ids: &[Box<str>]| {
                    let titles = ids.iter().filter_map(|id| column(columns, id)).map(|column| self.title(column).text);
                    Some(titles.collect::<Vec<_>>().join(", ")).filter(|titles| !titles.is_empty())
                };
                let (before, after) = (titles(&diff.before, was), titles(&diff.after, is));
                SchemaLine {
                    what: words.say("version_keys_changed"),
                    column: None,
                    id: None,
                    kind: None,
                    before,
                    after,
                }
            }
            SchemaChange::Removed(id, was) => SchemaLine {
                kind: Some(kind_word(words, *was)),
                ..named(&diff.before, id, "version_column_removed", None, None)
            },
            SchemaChange::Added(id, is) => SchemaLine {
                kind: Some(kind_word(words, *is)),
                ..named(&diff.after, id, "version_column_added", None, None)
            },
            SchemaChange::Renamed(was, is) => {
                named(&diff.after, is, "version_column_renamed", Some(was.to_string()), Some(is.to_string()))
            }
            SchemaChange::Kind(id, was, is) => named(&diff.after, id, "version_type_changed", kind(was), kind(is)),
            SchemaChange::Unit(id, was, is) => {
                let [was, is] = [was, is].map(|unit| unit.as_deref().map(str::to_owned));
                named(&diff.after, id, "version_unit_changed", was, is)
            }
        }
    }

    /// A cell as pages write it; nothing where it is empty.
    fn cell(&self, column: &Column, text: &str) -> Option<Said<'static>> {
        (!text.is_empty()).then(|| said(self.words, column.kind, text))
    }

    /// How many rows there are, where only the first are shown.
    fn first(&self, all: u64, rows: usize) -> Option<String> {
        let is_cut = all > rows as u64;
        let text = || {
            let text = self.words.say_with("version_first_n", &count(self.words, rows as u64));
            text.replace("{to}", &count(self.words, all))
        };
        is_cut.then(text)
    }

    /// How many cells changed of each column, the most first.
    fn columns(&self) -> Vec<ColumnSum<'a>> {
        let mut counted: Vec<(usize, u64)> = self.diff.cells.iter().map(|(&at, &cells)| (at, cells)).collect();
        counted.sort_by_key(|&(at, cells)| (std::cmp::Reverse(cells), at));
        let sum = |(at, cells): (usize, u64)| ColumnSum {
            column: self.title(&self.diff.after[at]),
            cells: self.words.count("version_cells_n", usize::try_from(cells).unwrap_or(usize::MAX)),
        };
        counted.into_iter().map(sum).collect()
    }

    fn changed(&self) -> Option<Group<'a, Changed<'a>>> {
        let rows = &self.diff.changed;
        let row = |row: &'a ChangedRow| {
            let names = self.diff.keys.iter().zip(&row.key);
            let names = names.map(|(&at, key)| shown(self.words, self.diff.after[at].kind, key));
            let cells = row.cells.iter().map(|cell| {
                let column = &self.diff.after[cell.column];
                let was = self.diff.before.iter().find(|other| other.id == column.id).unwrap_or(column);
                ChangedCell {
                    column: self.heading(column),
                    before: self.cell(was, &cell.before),
                    after: self.cell(column, &cell.after),
                }
            });
            let named_by = self.diff.keys.iter().map(|&at| self.title(&self.diff.after[at]).text);
            let named_by = named_by.collect::<Vec<_>>().join(" · ");
            let key = names.collect::<Vec<_>>().join(" · ");
            let is_text = |&at: &usize| matches!(self.diff.after[at].kind, Kind::Text | Kind::Place);
            let key = if self.diff.keys.iter().any(is_text) {
                said_in_data(self.words, key)
            } else {
                Said::new(key, self.words.language(), self.words.language())
            };
            let name = self.diff.name.zip(row.name.as_deref());
            let name = name.and_then(|(at, name)| self.cell(&self.diff.after[at], name));
            Changed { named_by, key, name, cells: cells.collect() }
        };
        let head = self.diff.keys.iter().map(|&at| self.heading(&self.diff.after[at])).collect();
        let first = self.first(self.counts.changed, rows.len());
        (!rows.is_empty()).then(|| Group { first, head, rows: rows.iter().map(row).collect() })
    }

    fn whole(
        &self,
        all: u64,
        rows: &'a [WholeRow],
        columns: &'a [Column],
        side: Side,
    ) -> Option<Group<'a, Vec<Cell<'a>>>> {
        // Those of the newer table name a row in both.
        let is_key = |at: usize| {
            side == Side::After && self.diff.keys.contains(&at)
                || side == Side::Before && self.diff.keys.iter().any(|&key| self.diff.after[key].id == columns[at].id)
        };
        let row = |row: &'a WholeRow| {
            let cell = |(at, text): (usize, &'a str)| {
                let column = &columns[at];
                let text = said(self.words, column.kind, text);
                Cell { text, is_key: is_key(at), is_number: column.kind.is_number(), column: self.title(column).text }
            };
            row.cells.iter().map(|text| &**text).enumerate().map(cell).collect()
        };
        let head = columns.iter().map(|column| self.heading(column)).collect();
        let first = self.first(all, rows.len());
        (!rows.is_empty()).then(|| Group { first, head, rows: rows.iter().map(row).collect() })
    }
}
