//! `content/site.toml`: the site and the sources it is made of.

use super::toml::{Document, Table};
use super::{Column, Input};
use crate::catalogue::{Bilingual, Site, SourceId, SourceInfo};
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Location};
use crate::language::Date;

/// Where the configuration stands, relative to the root of the site.
pub const SITE_FILE: &str = "content/site.toml";

/// A source as the configuration describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceConfig {
    /// Which reader.
    pub kind: SourceKind,
    /// Its files: a path relative to the root of the site, with `*` for part of a name.
    pub path: Box<str>,
    /// When it was retrieved.
    pub retrieved: Option<Date>,
    /// What pages call it.
    pub title: Bilingual,
    /// For tables: which column holds which field.
    pub columns: Vec<(Column, Box<str>)>,
    /// For tables: the sheet, where it is not the first.
    pub sheet: Option<Box<str>>,
    /// Where it is configured.
    pub at: Location,
}

/// The kinds of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// One JSON file a record, as the national portal's pages load it.
    PortalJson,
    /// One row of the portal's catalogue a line, as JSON.
    PortalCatalogue,
    /// One crawled page a line, as JSON, its tables glued to text.
    PortalCrawl,
    /// The portal's lists as it exports them: XLSX.
    PortalList,
    /// A table of an agency's own: CSV or XLSX, with a mapping of columns.
    Table,
    /// Front matter and Markdown, written by editors.
    Content,
}

impl SourceKind {
    /// The words of `kind = "..."`.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("portal-json", Self::PortalJson),
        ("portal-catalogue-jsonl", Self::PortalCatalogue),
        ("portal-crawl", Self::PortalCrawl),
        ("portal-list-xlsx", Self::PortalList),
        ("csv", Self::Table),
        ("content", Self::Content),
    ];

    /// The word of this kind.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Whether a source of this kind is an official publication. An agency's own table is one;
    /// what editors write is an overlay.
    pub fn is_official(self) -> bool {
        self != Self::Content
    }

    fn title(self) -> Bilingual {
        match self {
            Self::Content => both("Biên tập", "Editors"),
            Self::Table => both("Danh mục của cơ quan", "The agency's list"),
            _ => both("Cổng Dịch vụ công quốc gia", "National Public Service Portal"),
        }
    }
}

fn both(vi: &str, en: &str) -> Bilingual {
    Bilingual { vi: vi.into(), en: Some(en.into()) }
}

/// The site and its sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The site.
    pub site: Site,
    /// The sources, in the order in which they overlay.
    pub sources: Vec<SourceConfig>,
    /// The tables that name places.
    pub places: Vec<PlacesConfig>,
}

/// A table that names places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacesConfig {
    /// Its path, relative to the root of the site.
    pub path: Box<str>,
    /// The headings that stand in it for those of `places.csv`; where there are any, other columns are passed over.
    pub columns: Vec<(PlaceColumn, Box<str>)>,
    /// The first day on which the former places of it were no more, where their rows do not say so.
    pub until: Option<Date>,
    /// Where the path stands.
    pub at: Location,
}

/// The columns of a table that names places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceColumn {
    /// The code; of a commune with the province's before it, unless `parent` says that.
    Code,
    /// The name.
    Name,
    /// The name in English.
    NameEn,
    /// What kind of unit it is.
    Level,
    /// The code of the place it lies in.
    Parent,
    /// The first day on which it was no more.
    Until,
    /// The code of the place it is part of since.
    Successor,
}

impl PlaceColumn {
    /// Each with its heading.
    pub const ALL: [(&'static str, Self); 7] = [
        ("code", Self::Code),
        ("name", Self::Name),
        ("name_en", Self::NameEn),
        ("level", Self::Level),
        ("parent", Self::Parent),
        ("until", Self::Until),
        ("successor", Self::Successor),
    ];

    /// By its heading.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|column| column.0 == key).map(|column| column.1)
    }
}

impl Config {
    /// What pages say of the sources.
    pub fn source_infos(&self) -> Vec<SourceInfo> {
        let info = |source: &SourceConfig| SourceInfo {
            title: source.title.clone(),
            retrieved: source.retrieved,
            official: source.kind.is_official(),
        };
        self.sources.iter().map(info).collect()
    }
}

/// Reads the configuration. Without any `[[source]]` the content folder is the only one.
pub fn read_config(file: FileId, text: &str) -> (Config, Vec<Diagnostic>) {
    let input = Input { source: SourceId(0), file, path: SITE_FILE, bytes: text.as_bytes(), base: 0 };
    let (mut document, mut table) = Document::parse(&input, text, 0);
    let doc = &mut document;
    let title = doc.bilingual(&mut table, "title").map(|(title, _)| title).unwrap_or_default();
    if title.vi.is_empty() && !doc.failed() {
        doc.error(
            "config/no-title",
            0..0,
            "the site has no title",
            "add a line: title = { vi = \"...\", en = \"...\" }",
        );
    }
    let description = doc.bilingual(&mut table, "description").map(|(text, _)| text).unwrap_or_default();
    let base_url = base_url(doc, &mut table);
    let english = languages(doc, &mut table);
    let site = Site {
        title,
        description,
        base_url,
        english,
        publisher: doc.bilingual(&mut table, "publisher").map(|(text, _)| text),
        publisher_url: link(doc, &mut table, "publisher_url"),
        hotline: doc.text(&mut table, "hotline").map(|(text, _)| text),
        report: link(doc, &mut table, "report"),
        official: doc.bool(&mut table, "official").is_some_and(|(official, _)| official),
        search: doc.bool(&mut table, "search").is_none_or(|(search, _)| search),
    };
    let sources = match doc.tables(&mut table, "source") {
        Some((tables, _)) => tables.into_iter().filter_map(|table| source(doc, table)).collect(),
        None => vec![SourceConfig {
            kind: SourceKind::Content,
            path: "content/procedures/*.md".into(),
            retrieved: None,
            title: SourceKind::Content.title(),
            columns: Vec::new(),
            sheet: None,
            at: Location::whole(file),
        }],
    };
    let places = doc.tables(&mut table, "places").map(|(tables, _)| tables).unwrap_or_default();
    let places = places.into_iter().filter_map(|table| place_table(doc, table)).collect();
    document.finish(table);
    (Config { site, sources, places }, document.diagnostics)
}

fn base_url(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Box<str>> {
    let (url, span) = doc.text(table, "base_url")?;
    if !url.starts_with("https://") && !url.starts_with("http://") {
        doc.error(
            "config/base-url",
            span,
            format!("`base_url` cannot be \"{url}\""),
            "write the whole address, such as https://thutuc.example.gov.vn/",
        );
        return None;
    }
    Some(format!("{}/", url.trim_end_matches('/')).into())
}

fn languages(doc: &mut Document<'_>, table: &mut Table<'_>) -> bool {
    let Some((languages, span)) = doc.texts(table, "languages") else { return true };
    for (language, span) in &languages {
        if !matches!(&**language, "vi" | "en") {
            doc.error(
                "config/language",
                span.clone(),
                format!("there is no language \"{language}\""),
                "the languages are \"vi\" and \"en\"",
            );
        }
    }
    if !languages.iter().any(|(language, _)| &**language == "vi") {
        doc.error("config/language", span, "Vietnamese is missing", "write languages = [\"vi\", \"en\"] or [\"vi\"]");
    }
    languages.iter().any(|(language, _)| &**language == "en")
}

/// Whether an address may stand in a page: the web, a mailbox or a telephone.
pub(crate) fn is_link(url: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme))
}

/// An address that may stand in a page: the web, or a mailbox. Never a script, never `//host`.
pub(super) fn link(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Box<str>> {
    let (url, span) = doc.text(table, key)?;
    if !is_link(&url) {
        doc.error(
            "config/link",
            span,
            format!("`{key}` cannot be \"{url}\""),
            "an address begins with https://, http://, mailto: or tel:",
        );
        return None;
    }
    Some(url)
}

fn source(doc: &mut Document<'_>, mut table: Table<'_>) -> Option<SourceConfig> {
    let at = doc.place(&table.span);
    let span = table.span.clone();
    let kind = doc.word(&mut table, "kind", &SourceKind::WORDS);
    let path = doc.text(&mut table, "path");
    let retrieved = doc.date(&mut table, "retrieved").map(|(date, _)| date);
    let title = doc.bilingual(&mut table, "title").map(|(title, _)| title);
    let sheet = doc.text(&mut table, "sheet").map(|(sheet, _)| sheet);
    let columns = columns(doc, &mut table);
    if kind.is_none() && !table.has("kind") && path.is_some() {
        doc.error("config/source", span.clone(), "a source without `kind`", "add a line: kind = \"portal-json\"");
    }
    if path.is_none() {
        doc.error("config/source", span, "a source without `path`", "add a line: path = \"catalogue/*.json\"");
    }
    doc.finish(table);
    let ((kind, _), (path, path_span)) = (kind?, path?);
    if leads_out(doc, &path, path_span) {
        return None;
    }
    let title = title.unwrap_or_else(|| kind.title());
    Some(SourceConfig { kind, path, retrieved, title, columns, sheet, at })
}

/// Whether a path leads out of the site's folder, which is an error.
fn leads_out(doc: &mut Document<'_>, path: &str, span: std::ops::Range<usize>) -> bool {
    let out = path.starts_with('/') || path.split('/').any(|part| part == "..");
    if out {
        doc.error(
            "config/source-outside",
            span,
            format!("\"{path}\" leads out of the site's folder"),
            "copy the files into the site's folder and name them from there, such as catalogue/portal/*.json",
        );
    }
    out
}

fn place_table(doc: &mut Document<'_>, mut table: Table<'_>) -> Option<PlacesConfig> {
    let span = table.span.clone();
    let path = doc.text(&mut table, "path");
    let until = doc.date(&mut table, "until").map(|(date, _)| date);
    let named = doc.text_table(&mut table, "columns").map(|(texts, _)| texts).unwrap_or_default();
    let mut columns = Vec::new();
    for (key, heading, span) in named {
        match PlaceColumn::of_key(&key) {
            Some(known) => columns.push((known, heading)),
            None => {
                let known = PlaceColumn::ALL.map(|column| column.0).join(", ");
                doc.error("config/column", span, format!("places have no `{key}`"), format!("they have {known}"));
            }
        }
    }
    if path.is_none() && !doc.failed() {
        doc.error("config/places", span, "[[places]] without `path`", "add a line: path = \"content/places.csv\"");
    }
    doc.finish(table);
    let (path, span) = path?;
    let at = doc.place(&span);
    (!leads_out(doc, &path, span)).then_some(PlacesConfig { path, columns, until, at })
}

fn columns(doc: &mut Document<'_>, table: &mut Table<'_>) -> Vec<(Column, Box<str>)> {
    let Some((texts, _)) = doc.text_table(table, "columns") else { return Vec::new() };
    let mut columns = Vec::new();
    for (key, column, span) in texts {
        match Column::of_key(&key) {
            Some(known) => columns.push((known, column)),
            None => {
                let known = Column::all().map(Column::key).collect::<Vec<_>>().join(", ");
                doc.error(
                    "config/column",
                    span,
                    format!("there is no field `{key}`"),
                    format!("the fields are {known}"),
                );
            }
        }
    }
    columns
}
