//! What pages are made with: templates, words, styles, scripts, icons.
//!
//! In: the files embedded in the binary and, over them file by file, those of `web/` beside the site.
//! Out: compiled templates and assets under names that change with their content. A site's template may
//! extend the one it replaces as `default/<name>`.

mod minify;
mod published;
mod templates;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use tera::Tera;

use self::published::Asset;
pub(super) use self::published::Use;
use self::templates::{engine, templates};
pub(super) use self::templates::{line_in, template_error};
use super::assets::{self, Embedded};
use super::routes::Address;
use super::words::Words;
use crate::catalogue::Language;
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, FileTable, Files, Location, Sink};

/// Something wrong with a file of the theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeError {
    /// The file, from the root of the site.
    pub path: String,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong; for templates with the line it stands in.
    pub message: String,
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

impl std::error::Error for ThemeError {}

impl ThemeError {
    /// The finding, at its line of the file.
    fn diagnostic(&self, files: &dyn Files, table: &mut FileTable) -> Diagnostic {
        let file = table.add(&self.path);
        let line = self.line.and_then(|line| line_range(&files.read(&self.path).ok()?, line));
        let location = line.map_or(Location::whole(file), |range| Location::bytes(file, range));
        // The first line says what; the rest draws what the location shows better.
        let message = self.message.lines().next().unwrap_or_default();
        Diagnostic::error("theme/invalid", location, message)
            .help("delete the file to use the built-in one, or extend that as \"default/<name>\"")
    }
}

/// A finding for each file of the site's `web/` that no theme has a use for: its folder or its name may be mistyped.
fn unused(files: &dyn Files, table: &mut FileTable) -> Vec<Diagnostic> {
    let paths = files.list("web").paths;
    let finding = |path: &String| {
        let message = format!("nothing uses {path}");
        let help = "a theme has templates/*.html, styles/*.css, i18n/vi.toml, i18n/en.toml, icons/* and scripts/*.js";
        Diagnostic::warning("theme/unused", Location::whole(table.add(path)), message).help(help)
    };
    paths.iter().filter(|path| path.strip_prefix("web/").is_some_and(|name| !is_used(name))).map(finding).collect()
}

/// Whether a theme has a use for a file, by its path below `web/`.
fn is_used(name: &str) -> bool {
    match name.split_once('/') {
        Some(("templates", name)) => name.ends_with(".html"),
        Some(("styles", name)) => name.ends_with(".css"),
        Some(("scripts", name)) => name.ends_with(".js"),
        Some(("i18n", name)) => assets::WORDS.iter().any(|(words, _)| *words == name),
        Some(("icons" | "pkg", _)) => true,
        None => name == "tsconfig.json",
        _ => false,
    }
}

/// The bytes of a line, counted from 1, without its indentation and end.
fn line_range(bytes: &[u8], number: usize) -> Option<Range<u64>> {
    let mut start = 0;
    for (at, line) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
        if at + 1 == number {
            let text = line.trim_ascii();
            let start = start + (line.len() - line.trim_ascii_start().len()) as u64;
            return Some(start..start + text.len() as u64);
        }
        start += line.len() as u64;
    }
    None
}

/// Templates, words and assets, ready for use.
#[derive(Debug)]
pub struct Theme {
    /// One engine a language, each with its words.
    engines: [Tera; 2],
    words: [Words; 2],
    assets: Vec<Asset>,
}

impl Theme {
    /// The embedded theme alone.
    pub fn embedded() -> Result<Self, Vec<ThemeError>> {
        Self::build(&Overrides::default())
    }

    /// The embedded theme with the files of `web/` laid over it, tried against a catalogue with one of everything.
    ///
    /// Where something is wrong with the site's files the theme is the embedded one, and the findings say what.
    pub fn load(files: &dyn Files, table: &mut FileTable) -> (Self, Vec<Diagnostic>) {
        Self::settle(Self::read(files), files, table)
    }

    /// What [`load`](Self::load) makes of a theme that was read before there was a table of files.
    pub(crate) fn settle(
        read: Result<Self, Vec<ThemeError>>,
        files: &dyn Files,
        table: &mut FileTable,
    ) -> (Self, Vec<Diagnostic>) {
        let mut found = unused(files, table);
        match read {
            Ok(theme) => (theme, found),
            Err(errors) => {
                found.extend(errors.iter().map(|error| error.diagnostic(files, table)));
                (Self::embedded().unwrap_or_else(|_| Self::empty()), found)
            }
        }
    }

    /// A theme that can make nothing: what is left where even the embedded one is broken.
    fn empty() -> Self {
        Self { engines: Default::default(), words: Language::ALL.map(Words::none), assets: Vec::new() }
    }

    /// The same, or everything that is wrong with the site's files.
    pub(crate) fn read(files: &dyn Files) -> Result<Self, Vec<ThemeError>> {
        let site = Overrides::read(files)?;
        let theme = Self::build(&site)?;
        // The embedded theme is known to be right: a test says so.
        let errors = if site.0.is_empty() { Vec::new() } else { super::check_templates(&theme) };
        if errors.is_empty() { Ok(theme) } else { Err(errors) }
    }

    fn build(site: &Overrides) -> Result<Self, Vec<ThemeError>> {
        let mut errors = Vec::new();
        let words = Language::ALL.map(|language| words(language, site, &mut errors));
        let templates = templates(site, &mut errors);
        let [Some(vi), Some(en)] = words else { return Err(errors) };
        if !errors.is_empty() {
            return Err(errors);
        }
        let engine = |words: &Words| engine(&templates, words).map_err(|error| vec![error]);
        Ok(Self { engines: [engine(&vi)?, engine(&en)?], words: [vi, en], assets: published::collect(site) })
    }

    /// The words of a language.
    pub fn words(&self, language: Language) -> &Words {
        &self.words[language as usize]
    }

    pub(super) fn engine(&self, language: Language) -> &Tera {
        &self.engines[language as usize]
    }

    /// Where the file that was called `name` is published.
    pub(super) fn asset(&self, name: &str) -> Option<&Address> {
        self.assets.iter().find(|asset| asset.name == name).map(|asset| &asset.address)
    }

    /// Where the scripts of lists are published.
    pub(super) fn scripts(&self) -> impl Iterator<Item = &Address> {
        // Folders are of pages that say which of them they want.
        let of_lists = |name: &str| name.strip_prefix("scripts/").is_some_and(|name| !name.contains('/'));
        self.assets.iter().filter(move |asset| of_lists(&asset.name)).map(|asset| &asset.address)
    }

    /// Publishes the assets that pages of these kinds have a use for; returns how many there are.
    pub(super) fn put_assets(&self, wanted: &[Use], sink: &dyn Sink, errors: &mut Vec<FileError>) -> usize {
        let assets = self.assets.iter().filter(|asset| wanted.contains(&asset.of));
        // Two files of one name and the same bytes, in two folders, are one file of the site.
        let once: BTreeMap<&Address, &Asset> = assets.map(|asset| (&asset.address, asset)).collect();
        for (address, asset) in &once {
            errors.extend(sink.put(&address.path(), &asset.bytes).err());
        }
        once.len()
    }
}

/// The files of `web/` beside the site, by their path below it.
#[derive(Debug, Default)]
struct Overrides(BTreeMap<String, Vec<u8>>);

impl Overrides {
    fn read(files: &dyn Files) -> Result<Self, Vec<ThemeError>> {
        let mut site = Self::default();
        let mut errors = Vec::new();
        for path in files.list("web").paths {
            let Some(name) = path.strip_prefix("web/") else { continue };
            match files.read(&path) {
                Ok(bytes) => {
                    site.0.insert(name.to_owned(), bytes);
                }
                Err(error) => errors.push(ThemeError { path: path.clone(), line: None, message: error.to_string() }),
            }
        }
        if errors.is_empty() { Ok(site) } else { Err(errors) }
    }

    /// The files of a folder and those embedded under it, by name, the site's where both have one.
    fn over<'a>(&'a self, folder: &str, embedded: Embedded) -> BTreeMap<&'a str, &'a [u8]> {
        let mut all: BTreeMap<&str, &[u8]> = embedded.iter().copied().collect();
        all.extend(self.folder(folder));
        all
    }

    /// The site's files of a folder, by name.
    fn folder<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let strip = move |path: &'a str| path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        self.0.iter().filter_map(move |(path, bytes)| Some((strip(path)?, bytes.as_slice())))
    }
}

fn text<'a>(path: &str, bytes: &'a [u8], errors: &mut Vec<ThemeError>) -> Option<&'a str> {
    let text = std::str::from_utf8(bytes);
    if text.is_err() {
        errors.push(ThemeError { path: path.to_owned(), line: None, message: "the file is not UTF-8 text".to_owned() });
    }
    text.ok()
}

fn words(language: Language, site: &Overrides, errors: &mut Vec<ThemeError>) -> Option<Words> {
    let file = format!("{}.toml", language.tag());
    let path = format!("web/i18n/{file}");
    let mut read = |bytes| {
        let source = text(&path, bytes, errors)?;
        Words::parse(language, &path, source).map_err(|error| errors.push(error)).ok()
    };
    let mut words = read(assets::WORDS.iter().find(|(name, _)| *name == file)?.1)?;
    if let Some((_, bytes)) = site.folder("i18n").find(|(name, _)| *name == file) {
        words.overlay(read(bytes)?);
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFiles;

    #[test]
    fn a_site_may_replace_one_template_and_build_on_the_one_it_replaces() {
        let files = MemoryFiles::default()
            .with("web/templates/page.html", "{% extends \"default/page.html\" %}{% block main %}mine{% endblock %}")
            .with("web/styles/theme.css", ":root{--accent:red}")
            .with("web/i18n/vi.toml", "nav_fields = \"Mảng\"");
        let theme = Theme::read(&files).unwrap();
        assert_eq!(theme.words(Language::Vi).say("nav_fields"), "Mảng");
        assert!(!theme.words(Language::Vi).say("nav_agencies").is_empty());
        let css = theme.assets.iter().find(|asset| asset.name == "styles/site.css").unwrap();
        assert!(css.bytes.ends_with(b":root{--accent:red}"));
    }

    #[test]
    fn files_that_nothing_uses_are_named() {
        let files = MemoryFiles::default()
            .with("web/template/list.html", "")
            .with("web/i18n/fr.toml", "")
            .with("web/scripts/a.ts", "")
            .with("web/icons/dark/logo.svg", "<svg/>")
            .with("web/templates/mine.html", "x")
            .with("web/styles/theme.css", "");
        let (_, found) = Theme::load(&files, &mut FileTable::default());
        let messages: Vec<_> = found.iter().map(|finding| &*finding.message).collect();
        assert_eq!(
            messages,
            ["nothing uses web/i18n/fr.toml", "nothing uses web/scripts/a.ts", "nothing uses web/template/list.html"]
        );
    }

    #[test]
    fn equal_files_of_one_name_are_published_once() {
        let files =
            MemoryFiles::default().with("web/icons/logo.svg", "<svg/>").with("web/icons/dark/logo.svg", "<svg/>");
        let theme = Theme::read(&files).unwrap();
        assert_eq!(theme.asset("icons/logo.svg"), theme.asset("icons/dark/logo.svg"));
        let (sink, mut errors) = (crate::files::MemorySink::default(), Vec::new());
        let count = theme.put_assets(&[Use::All, Use::Rules, Use::Datasets], &sink, &mut errors);
        assert_eq!((errors, sink.into_files().len()), (Vec::new(), count));
    }

    #[test]
    fn every_broken_file_is_named_with_its_line() {
        let files = MemoryFiles::default()
            .with("web/templates/a.html", "\n{% if %}")
            .with("web/templates/b.html", "{{ 1 + }}")
            .with("web/i18n/en.toml", "a = \"x\"\nb = 3");
        let errors = Theme::read(&files).unwrap_err();
        let places: Vec<_> = errors.iter().map(|error| (error.path.as_str(), error.line)).collect();
        assert_eq!(
            places,
            [("web/i18n/en.toml", Some(2)), ("web/templates/a.html", Some(2)), ("web/templates/b.html", Some(1))]
        );
    }
}
