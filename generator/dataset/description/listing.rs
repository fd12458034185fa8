//! What catalogues of data ask for beyond what a page shows: themes, keywords, days, version, languages.

use crate::catalogue::{Bilingual, Language};
use crate::files::Location;
use crate::language::Date;
use crate::source::toml::{Document, Table};

/// How catalogues list a dataset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// What it is about.
    pub themes: Vec<Theme>,
    /// Words to find it by.
    pub keywords: Vec<Bilingual>,
    /// When it was published for the first time.
    pub issued: Option<Date>,
    /// When its data last changed.
    pub modified: Option<Date>,
    /// Where that is said.
    pub modified_at: Option<Location>,
    /// What its publisher calls this state of it.
    pub version: Option<Box<str>>,
    /// The languages of its texts, the first of them most; Vietnamese where that is not said.
    pub languages: Vec<Language>,
    /// Where the licence is written: needed for one of the publisher's own.
    pub licence_url: Option<Box<str>>,
    /// The address of the standard or regulation it follows.
    pub conforms_to: Option<Box<str>>,
}

/// A theme of the European Union's list, <http://publications.europa.eu/resource/authority/data-theme>, which DCAT-AP asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Theme {
    /// Its word in `dataset.toml`: the code in small letters.
    pub word: &'static str,
    /// The key of its name among the words of the interface.
    pub key: &'static str,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self { word: "agri", key: "dataset_theme_agri" },
        Self { word: "econ", key: "dataset_theme_econ" },
        Self { word: "educ", key: "dataset_theme_educ" },
        Self { word: "ener", key: "dataset_theme_ener" },
        Self { word: "envi", key: "dataset_theme_envi" },
        Self { word: "gove", key: "dataset_theme_gove" },
        Self { word: "heal", key: "dataset_theme_heal" },
        Self { word: "intr", key: "dataset_theme_intr" },
        Self { word: "just", key: "dataset_theme_just" },
        Self { word: "regi", key: "dataset_theme_regi" },
        Self { word: "soci", key: "dataset_theme_soci" },
        Self { word: "tech", key: "dataset_theme_tech" },
        Self { word: "tran", key: "dataset_theme_tran" },
    ];

    /// Its code in the list: `GOVE`.
    pub fn code(self) -> String {
        self.word.to_ascii_uppercase()
    }
}

/// Reads what is said of it.
pub(super) fn listing(doc: &mut Document<'_>, table: &mut Table<'_>) -> Listing {
    let keywords = doc.bilinguals(table, "keywords").map(|(keywords, _)| keywords).unwrap_or_default();
    let themes = Theme::ALL.map(|theme| (theme.word, theme));
    let modified = doc.date(table, "modified");
    let languages = words(doc, table, "languages", &Language::ALL.map(|language| (language.tag(), language)));
    Listing {
        themes: words(doc, table, "themes", &themes),
        keywords: keywords.into_iter().filter(|keyword| !keyword.vi.trim().is_empty()).collect(),
        issued: doc.date(table, "issued").map(|(date, _)| date),
        modified: modified.as_ref().map(|(date, _)| *date),
        modified_at: modified.map(|(_, span)| doc.place(&span)),
        version: doc.plain(table, "version").map(|(version, _)| version),
        languages: if languages.is_empty() { vec![Language::Vi] } else { languages },
        licence_url: web(doc, table, "licence_url"),
        conforms_to: web(doc, table, "conforms_to"),
    }
}

/// A list of words that are known, each once.
fn words<T: Copy + PartialEq>(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
    key: &'static str,
    known: &[(&'static str, T)],
) -> Vec<T> {
    let mut found = Vec::new();
    for (word, span) in doc.texts(table, key).map(|(words, _)| words).unwrap_or_default() {
        match known.iter().find(|(known, _)| *known == &*word) {
            Some(&(_, value)) if !found.contains(&value) => found.push(value),
            Some(_) => {}
            None => {
                let all = known.iter().map(|(known, _)| format!("\"{known}\"")).collect::<Vec<_>>().join(", ");
                let message = format!("`{key}` cannot have \"{word}\"");
                doc.error("toml/unknown-word", span, message, format!("its words are {all}"));
            }
        }
    }
    found
}

/// An address of the web.
fn web(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Box<str>> {
    let (url, span) = doc.text(table, key)?;
    let strange = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    if host.is_none_or(str::is_empty) || url.contains(strange) {
        let help = "an address of the web begins with https:// and has no spaces";
        doc.error("dataset/link", span, format!("`{key}` cannot be \"{url}\""), help);
    }
    Some(url)
}
