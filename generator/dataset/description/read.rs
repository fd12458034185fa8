//! Reads `dataset.toml`, key by key.

use super::chart::charts;
use super::column::{columns, nulls};
use super::id::is_id;
use super::indicator::indicators;
use super::listing::listing;
use super::{Derived, Description, Frequency, Grouping, Hints, Keeping, licence};
use crate::catalogue::SourceId;
use crate::dataset::description::FileFormat;
use crate::dataset::encoding::{Encoding, Letters};
use crate::dataset::notation::date::DateOrder;
use crate::dataset::notation::number::Mark;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::{FileId, Location};
use crate::source::toml::{Document, Table};
use crate::source::{Input, is_link};

const KEEPING: [(&str, Keeping); 2] = [("keep", Keeping::Keep), ("drop", Keeping::Drop)];
/// The only thing that can be said of cells beyond the last column: to keep them one gives them a heading.
const LONG_ROWS: [(&str, Keeping); 1] = [("drop", Keeping::Drop)];
/// The only thing that can be said of what a workbook hides: the file is published as it is.
const HIDDEN: [(&str, Keeping); 1] = [("keep", Keeping::Keep)];
/// The most rows that can be said to stand below a table.
const LOWEST: u32 = 1000;
const DELIMITERS: [(&str, u8); 5] = [(",", b','), (";", b';'), ("\t", b'\t'), ("|", b'|'), (":", b':')];
/// Files beside the data are called so, with endings that those of a dataset may have, too.
const TAKEN: [&str; 4] = ["croissant", "datapackage", "original", "repairs"];
const QUOTES: [(&str, u8); 2] = [("\"", b'"'), ("'", b'\'')];

/// Reads the description that stands at `path`, which is `datasets/<id>/dataset.toml`. With a mistake in it there is none.
pub fn read_description(file: FileId, path: &str, text: &str) -> (Option<Description>, Vec<Diagnostic>) {
    let input = Input { source: SourceId(0), file, path, bytes: text.as_bytes(), base: 0 };
    let (mut document, mut table) = Document::parse(&input, text, 0);
    let doc = &mut document;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let description = description(doc, &mut table, file, folder);
    document.finish(table);
    (description.filter(|_| !document.failed()), document.diagnostics)
}

fn description(doc: &mut Document<'_>, table: &mut Table<'_>, file: FileId, folder: &str) -> Option<Description> {
    let id = folder.rsplit('/').next().unwrap_or(folder);
    if !is_id(id, b'-') {
        let help = "rename it: an id has small letters without marks, digits and hyphens, such as tinh-thanh-2025";
        doc.error("dataset/id", 0..0, format!("the folder's name \"{id}\" cannot be part of an address"), help);
    }
    if TAKEN.contains(&id) {
        let message = format!("the folder's name \"{id}\" is that of a file every dataset has");
        doc.error("dataset/id", 0..0, message, "rename it: its files would have the same names");
    }
    let title = doc.bilingual(table, "title").map(|(title, _)| title).filter(|title| !title.vi.is_empty());
    if title.is_none() && !doc.failed() {
        doc.error(
            "dataset/no-title",
            0..0,
            "the dataset has no title",
            "add a line: title = { vi = \"...\", en = \"...\" }",
        );
    }
    let (path, derive) = file_of(doc, table, folder);
    let bilingual =
        |doc: &mut Document<'_>, table: &mut Table<'_>, key| doc.bilingual(table, key).map(|(text, _)| text);
    let description = bilingual(doc, table, "description");
    let publisher = bilingual(doc, table, "publisher");
    let spatial = bilingual(doc, table, "spatial");
    let source = bilingual(doc, table, "source");
    let licence = licence_of(doc, table);
    let listing = listing(doc, table);
    let frequency = doc.word(table, "frequency", &Frequency::ALL.map(|frequency| (frequency.word, frequency)));
    let temporal = temporal(doc, table);
    let contact = link(doc, table, "contact");
    let source_url = link(doc, table, "source_url");
    let retrieved = doc.date(table, "retrieved").map(|(date, _)| date);
    let keys = doc.texts(table, "keys").map(|(keys, _)| keys).unwrap_or_default();
    let keys = keys.into_iter().map(|(key, span)| (key, doc.place(&span))).collect();
    let hints = hints(doc, table);
    let formats = formats(doc, table);
    let coordinates = coordinates(doc, table);
    let columns = columns(doc, table);
    let charts = charts(doc, table);
    let indicators = indicators(doc, table);
    Some(Description {
        id: id.into(),
        file,
        title: title?,
        description,
        publisher,
        licence,
        listing,
        frequency: frequency.map(|(frequency, _)| frequency),
        temporal,
        spatial,
        contact,
        source,
        source_url,
        retrieved,
        keys,
        path: path?,
        derive,
        hints,
        formats,
        coordinates,
        columns,
        charts,
        indicators,
    })
}

/// The path of the file, or of the one that is made of the site.
fn file_of(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
    folder: &str,
) -> (Option<(Box<str>, Location)>, Option<Derived>) {
    let path = doc.text(table, "file");
    let span = table.value_span("derive");
    let derive = doc.word(table, "derive", &Derived::WORDS);
    if let (Some(_), Some(span)) = (&path, span) {
        doc.error(
            "dataset/file-and-derive",
            span,
            "a dataset with a file and `derive` besides",
            "remove one of the two",
        );
    }
    if let Some((derive, span)) = derive {
        return (Some((format!("{folder}/{}", derive.file_name()).into(), doc.place(&span))), Some(derive));
    }
    if path.is_none() && !doc.failed() {
        doc.error("dataset/no-file", 0..0, "the dataset has no file", "add a line: file = \"du-lieu.csv\"");
    }
    let path = path.map(|(name, span)| {
        if name.is_empty() || name.starts_with('/') || name.split('/').any(|part| part == "..") {
            let help = "copy it beside dataset.toml and give its name";
            doc.error("dataset/file-outside", span.clone(), format!("\"{name}\" leads out of the folder"), help);
        }
        (format!("{folder}/{name}").into_boxed_str(), doc.place(&span))
    });
    (path, None)
}

fn licence_of(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Box<str>> {
    let (id, span) = doc.text(table, "licence")?;
    if let Err(near) = licence::check(&id) {
        let near = near.map(|near| format!(": is it \"{near}\"?")).unwrap_or_default();
        let help = format!("write an id of https://spdx.org/licenses/, or LicenseRef-name for one of your own{near}");
        doc.error("dataset/licence", span, format!("there is no licence \"{id}\""), help);
    }
    Some(id)
}

fn temporal(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
) -> (Option<crate::language::Date>, Option<crate::language::Date>) {
    let Some(mut inner) = doc.table(table, "temporal") else { return (None, None) };
    let start = doc.date(&mut inner, "start").map(|(date, _)| date);
    let end = doc.date(&mut inner, "end");
    if let (Some(start), Some((end, span))) = (start, &end)
        && start > *end
    {
        doc.error(
            "dataset/temporal",
            span.clone(),
            format!("it ends on {end} and begins on {start}"),
            "exchange the two",
        );
    }
    doc.finish(inner);
    (start, end.map(|(date, _)| date))
}

fn link(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Box<str>> {
    let (url, span) = doc.text(table, key)?;
    if !is_link(&url) {
        let help = "an address begins with https://, http://, mailto: or tel:";
        doc.error("dataset/link", span, format!("`{key}` cannot be \"{url}\""), help);
    }
    Some(url)
}

fn hints(doc: &mut Document<'_>, table: &mut Table<'_>) -> Hints {
    Hints {
        encoding: doc.word(table, "encoding", &Encoding::WORDS).map(|(encoding, _)| encoding),
        letters: doc.word(table, "letters", &Letters::WORDS).map(|(letters, _)| letters),
        delimiter: doc.word(table, "delimiter", &DELIMITERS).map(|(delimiter, _)| delimiter),
        quote: doc.word(table, "quote", &QUOTES).map(|(quote, _)| quote),
        skip: doc.count(table, "skip").map(|(count, _)| count),
        skip_end: skip_end(doc, table),
        header_rows: doc.count(table, "header_rows").map(|(count, _)| count),
        column_numbers: doc.word(table, "column_numbers", &KEEPING).map(|(keeping, _)| keeping),
        decimal: doc.word(table, "decimal", &Mark::WORDS).map(|(mark, _)| mark),
        dates: doc.word(table, "dates", &DateOrder::WORDS).map(|(order, _)| order),
        null: nulls(doc, table),
        sheet: doc.text(table, "sheet").map(|(sheet, _)| sheet),
        totals: doc.word(table, "totals", &KEEPING).map(|(keeping, _)| keeping),
        groups: doc.word(table, "groups", &Grouping::WORDS).map(|(grouping, _)| grouping),
        long_rows: doc.word(table, "long_rows", &LONG_ROWS).map(|(keeping, _)| keeping),
        hidden: doc.word(table, "hidden", &HIDDEN).map(|(keeping, _)| keeping),
    }
}

fn skip_end(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<u32> {
    let (count, span) = doc.count(table, "skip_end")?;
    if count > LOWEST {
        let help =
            format!("so many rows are held while the file is read: at most {LOWEST}; cut more of them off the file");
        doc.error("toml/wrong-kind", span, format!("`skip_end` cannot be {count}"), help);
    }
    Some(count)
}

fn formats(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Vec<FileFormat>> {
    let (words, _) = doc.texts(table, "formats")?;
    let mut formats = Vec::new();
    for (word, span) in words {
        match FileFormat::WORDS.iter().find(|(known, _)| *known == &*word) {
            Some((_, format)) => formats.push(format.clone()),
            None => {
                let words = FileFormat::WORDS.map(|(word, _)| word);
                let near = nearest(&word, words).map(|near| format!(" (\"{near}\"?)")).unwrap_or_default();
                let help = format!("the formats are {}", words.join(", "));
                doc.error("toml/unknown-word", span, format!("there is no format \"{word}\"{near}"), help);
            }
        }
    }
    Some(formats)
}

fn coordinates(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<([Box<str>; 2], Location)> {
    let mut inner = doc.table(table, "coordinates")?;
    let span = inner.span.clone();
    let at = doc.place(&span);
    let [latitude, longitude] = ["latitude", "longitude"].map(|key| doc.text(&mut inner, key).map(|(id, _)| id));
    doc.finish(inner);
    if latitude.is_none() || longitude.is_none() {
        let help = "write coordinates = { latitude = \"...\", longitude = \"...\" } with the ids of two columns";
        doc.error("dataset/coordinates", span, "`coordinates` needs a latitude and a longitude", help);
    }
    Some(([latitude?, longitude?], at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileTable;
    use crate::table::Kind;

    fn read(text: &str) -> (Option<Description>, Vec<String>) {
        let path = "datasets/dan-so/dataset.toml";
        let (description, found) = read_description(FileTable::default().add(path), path, text);
        (description, found.into_iter().map(|found| format!("{}: {}", found.rule, found.message)).collect())
    }

    #[test]
    fn ten_lines_describe_a_dataset() {
        let (description, found) = read(
            "title = { vi = \"Dân số\", en = \"Population\" }\nfile = \"ds.csv\"\nlicence = \"CC-BY-4.0\"\n\
             frequency = \"annual\"\nkeys = [\"ma\"]\ndecimal = \",\"\ntemporal = { start = 2025-07-01 }\n\
             [[column]]\nsource = \"Mã\"\nid = \"ma\"\ntype = \"code\"\nmin = 1.50\nrequired = true\n",
        );
        assert_eq!(found, [""; 0]);
        let description = description.unwrap();
        assert_eq!((&*description.id, &*description.path.0), ("dan-so", "datasets/dan-so/ds.csv"));
        assert_eq!(description.hints.decimal, Some(Mark::Comma));
        assert_eq!(description.columns[0].kind, Some(Kind::Code));
        assert_eq!(description.columns[0].min.as_ref().map(|(min, _)| &**min), Some("1.50"));
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let (description, found) = read(
            "title = \"Dân số\"\nfile = \"../ds.csv\"\nlicence = \"CC-BY\"\nfrequency = \"yearly\"\n\
             contact = \"abc\"\nfoo = 1\n[[column]]\nid = \"Mã\"\ntype = \"cod\"\n",
        );
        assert!(description.is_none());
        assert_eq!(
            found,
            [
                "dataset/file-outside: \"../ds.csv\" leads out of the folder",
                "dataset/licence: there is no licence \"CC-BY\"",
                "toml/unknown-word: `frequency` cannot be \"yearly\"",
                "dataset/link: `contact` cannot be \"abc\"",
                "dataset/column-id: `id` cannot be \"Mã\"",
                "toml/unknown-word: there is no type \"cod\" (\"code\"?)",
                "toml/unknown-key: the top of the file has no key `foo`",
            ]
        );
    }

    #[test]
    fn catalogues_are_told_what_they_ask_for() {
        let (description, found) = read(
            "title = \"x\"\nfile = \"x.csv\"\nthemes = [\"gove\", \"gove\", \"econ\"]\nkeywords = [\"a\", { vi = \"b\", en = \"c\" }]\n\
             issued = 2025-07-01\nversion = 1.2\nlanguages = [\"en\"]\n",
        );
        assert_eq!(found, [""; 0]);
        let listing = description.unwrap().listing;
        assert_eq!(listing.themes.iter().map(|theme| theme.word).collect::<Vec<_>>(), ["gove", "econ"]);
        assert_eq!((listing.keywords.len(), listing.version.as_deref()), (2, Some("1.2")));
        let wrong = "title = \"x\"\nfile = \"x.csv\"\nthemes = [\"GOVE\"]\nlanguages = [\"fr\"]\nlicence_url = \"mailto:a@b.vn\"\nconforms_to = \"https://a b\"\n";
        assert_eq!(
            read(wrong).1,
            [
                "toml/unknown-word: `languages` cannot have \"fr\"",
                "toml/unknown-word: `themes` cannot have \"GOVE\"",
                "dataset/link: `licence_url` cannot be \"mailto:a@b.vn\"",
                "dataset/link: `conforms_to` cannot be \"https://a b\"",
            ]
        );
    }

    #[test]
    fn a_title_and_a_file_are_needed() {
        assert_eq!(read("title = \"Dân số\"\n").1, ["dataset/no-file: the dataset has no file"]);
        assert_eq!(read("file = \"ds.csv\"\n").1, ["dataset/no-title: the dataset has no title"]);
        assert_eq!(
            read("title = \"x\"\nfile = \"ds.csv\"\nderive = \"procedures\"\n").1,
            ["dataset/file-and-derive: a dataset with a file and `derive` besides"]
        );
    }
}
