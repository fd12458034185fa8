//! A chart in a page: the picture, its table, what is not in it, and files to take away.

use serde::Serialize;

use super::labels::{filled, numbers};
use crate::chart::{self, Chart, Setting};
use crate::dataset::Publication;
use crate::files::{FileError, FileErrorKind};
use crate::site::render::{Html, Renderer, Said};
use crate::site::routes::{Address, dataset_folder};
use crate::site::words::Words;

/// A chart with the table it is drawn from.
#[derive(Serialize)]
pub(super) struct Figure<'a> {
    /// Its place on the page.
    id: String,
    title: Said<'a>,
    note: Option<Said<'a>>,
    unit: Option<String>,
    svg: Html,
    /// What is to be known of it: what is not in it, and why.
    remarks: Vec<String>,
    head: Vec<Said<'a>>,
    rows: Vec<Vec<Cell<'a>>>,
    svg_file: String,
    csv_file: String,
}

/// A cell of a table.
#[derive(Serialize)]
pub(super) struct Cell<'a> {
    text: Said<'a>,
    is_number: bool,
    href: Option<String>,
}

impl<'a> Cell<'a> {
    pub fn words(text: Said<'a>) -> Self {
        Self { text, is_number: false, href: None }
    }

    pub fn link(text: Said<'a>, href: String) -> Self {
        Self { text, is_number: false, href: Some(href) }
    }

    pub fn number(text: String, words: &Words) -> Self {
        Self { text: Said::new(text, words.language(), words.language()), is_number: true, href: None }
    }
}

/// What a figure is made of.
pub(super) struct Parts<'a> {
    pub folder: Folder,
    pub title: Said<'a>,
    pub note: Option<Said<'a>>,
    pub chart: Chart,
    pub remarks: Vec<String>,
    pub head: Vec<Said<'a>>,
    pub rows: Vec<Vec<Cell<'a>>>,
    /// The table as CSV: a row of headings, then cells as files have them.
    pub csv: Vec<Vec<String>>,
}

/// Which files are a figure's.
pub(super) struct Folder {
    /// The dataset.
    pub dataset: Box<str>,
    /// `charts`, `indicators`.
    pub kind: &'static str,
    /// Its id.
    pub id: Box<str>,
}

impl Folder {
    /// Its place on the page.
    pub fn anchor(&self) -> String {
        format!("{}-{}", self.kind.trim_end_matches('s'), self.id)
    }

    fn file(&self, ending: &str) -> Address {
        Address::file(format!("{}/{}/{}.{ending}", dataset_folder(&self.dataset), self.kind, self.id))
    }

    fn svg(&self, words: &Words) -> Address {
        self.file(&format!("{}.svg", words.language().tag()))
    }
}

impl<'a> Parts<'a> {
    /// The figure on a page.
    pub fn figure(self, renderer: &Renderer<'_>, words: &Words, page: &Address) -> Figure<'a> {
        Figure {
            id: self.folder.anchor(),
            svg: Html(chart::draw(&self.chart, Setting::Page)),
            unit: self.chart.unit.as_ref().map(|unit| words.say_with("chart_unit", unit)),
            svg_file: renderer.href(page, &self.folder.svg(words)),
            csv_file: renderer.href(page, &self.folder.file("csv")),
            title: self.title,
            note: self.note,
            remarks: self.remarks,
            head: self.head,
            rows: self.rows,
        }
    }

    /// Writes the picture as a file, and in Vietnamese, since it is in every site, the numbers; returns how many files.
    pub fn write(self, renderer: &Renderer<'_>, words: &Words) -> Result<usize, FileError> {
        let svg = chart::draw(&self.chart, Setting::File);
        renderer.sink.put(self.folder.svg(words).as_str(), svg.as_bytes())?;
        if words.language() == crate::catalogue::Language::En {
            return Ok(1);
        }
        let path = self.folder.file("csv");
        let failed = |why: String| FileError::new(path.as_str(), FileErrorKind::Io(why));
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        for row in &self.csv {
            out.write_record(row).map_err(|error| failed(error.to_string()))?;
        }
        let bytes = out.into_inner().map_err(|error| failed(error.to_string()))?;
        renderer.sink.put(path.as_str(), &bytes)?;
        Ok(2)
    }
}

/// A chart without numbers, with what all charts of a page share.
pub(super) fn blank(publication: &Publication<'_>, words: &Words, folder: &Folder, title: &Said<'_>) -> Chart {
    let language = words.language();
    let description = &publication.dataset.description;
    let source = description.source.as_ref().or(description.publisher.as_ref());
    let source = source.map(|source| filled(words.say("chart_source"), &[("n", source.get(language).0)]));
    Chart {
        kind: chart::Kind::Bars,
        id: format!("{}-svg", folder.anchor()),
        title: title.text.to_string(),
        description: String::new(),
        unit: None,
        numbers: numbers(language),
        x: Vec::new(),
        series: Vec::new(),
        reference: None,
        reverse: false,
        none: words.say("chart_none").to_owned(),
        source,
        language: language.tag().to_owned(),
    }
}
