//! One page: from an address, a head and a context to bytes in the sink.
//!
//! What all pages share (navigation, styles, icons) is resolved once for each language and depth, since links
//! are relative; a page's own context is small and borrows from the catalogue.

mod portal;
mod said;

use std::cell::RefCell;

use serde::Serialize;
use tera::{Context, Value};

use self::portal::site_context;
pub(super) use self::said::{Html, Link, Said, cut_at_word};

use super::eligibility::Eligibility;
use super::index::Index;
use super::qr::QrCodes;
use super::routes::{Address, Links, Section};
use super::search_page::SearchLinks;
use super::theme::{Theme, template_error};
use super::words::Words;
use super::{SiteDatasets, SiteOptions};
use crate::catalogue::Language;
use crate::dataset::Publication;
use crate::dataset::publication::Archived;
use crate::files::{FileError, FileErrorKind, Sink};

/// Pages deeper than this have no shell of their own; none are.
const DEEPEST: usize = 6;

/// What every page is made with.
pub(super) struct Renderer<'a> {
    pub index: &'a Index<'a>,
    /// What can be answered; nothing where no procedure has rules.
    pub eligibility: Option<Eligibility<'a>>,
    /// The datasets that were published.
    pub datasets: &'a [Publication<'a>],
    /// Those that were withdrawn.
    pub withdrawn: &'a [Archived<'a>],
    pub theme: &'a Theme,
    pub sink: &'a dyn Sink,
    /// Where the site will be served, ending in `/`.
    pub base: Option<String>,
    links: Links,
    /// Whether there is a search index.
    pub searched: bool,
    /// How many procedures a page of a list holds.
    pub page_size: usize,
    pub qr_codes: QrCodes,
    /// By language and depth.
    shells: [Vec<Value>; 2],
    site: [Value; 2],
}

/// What the head of a page says.
pub(super) struct Head<'a> {
    /// What the page is called; the site's name where empty.
    pub title: &'a str,
    /// What tells it from others whose names begin alike.
    pub code: Option<&'a str>,
    pub description: String,
    /// The section of the navigation it stands in.
    pub section: Option<Section>,
    /// The same page in the other language.
    pub other: Option<Address>,
    /// Where the same stands that is to be found.
    pub canonical: Option<Address>,
    /// Whether search engines stay out.
    pub noindex: bool,
    /// The record beside the page.
    pub record: Option<&'a str>,
    /// The same for machines.
    pub files: Vec<FileLink>,
    /// What it says to search engines, as JSON without `<`.
    pub linked_data: Option<String>,
}

/// A file that says the same as a page.
#[derive(Debug, Serialize)]
pub(super) struct FileLink {
    /// Its media type.
    pub media: &'static str,
    pub href: String,
    pub title: &'static str,
}

impl<'a> Head<'a> {
    pub fn new(title: &'a str, description: impl Into<String>) -> Self {
        let description = description.into();
        Self {
            title,
            code: None,
            description,
            section: None,
            other: None,
            canonical: None,
            noindex: false,
            record: None,
            files: Vec::new(),
            linked_data: None,
        }
    }
}

#[derive(Serialize)]
struct HeadContext<'a> {
    /// The title, short enough for a tab and a list of results.
    title: String,
    /// The whole name.
    name: &'a str,
    description: &'a str,
    canonical: Option<&'a str>,
    alternates: Vec<Alternate>,
    other: Option<String>,
    section: &'static str,
    noindex: bool,
    record: Option<&'a str>,
    files: &'a [FileLink],
    linked_data: Option<Html>,
}

#[derive(Serialize)]
struct Alternate {
    lang: &'static str,
    href: String,
}

#[derive(Serialize)]
struct Shell<'a> {
    root: String,
    home: String,
    nav: Vec<NavLink>,
    changes: Option<String>,
    pages: Vec<Link<'a>>,
    other_home: Option<String>,
    css: String,
    icon: String,
    scripts: Vec<String>,
    module: Option<String>,
    search: SearchLinks,
    /// The page of what one can or must do.
    check: Option<String>,
    /// The page of what is followed over time.
    indicators: Option<String>,
    feed: Option<String>,
}

#[derive(Serialize)]
struct NavLink {
    key: &'static str,
    href: String,
    text: String,
}

impl<'a> Renderer<'a> {
    pub fn new(
        index: &'a Index<'a>,
        eligibility: Option<Eligibility<'a>>,
        datasets: SiteDatasets<'a>,
        theme: &'a Theme,
        options: &SiteOptions,
        sink: &'a dyn Sink,
    ) -> Self {
        let base = index.catalogue.site.base();
        let mut renderer = Self {
            index,
            eligibility,
            datasets: datasets.published,
            withdrawn: datasets.withdrawn,
            theme,
            sink,
            base,
            links: options.links,
            searched: options.search && index.catalogue.site.search,
            page_size: options.page_size.max(1),
            qr_codes: QrCodes::default(),
            shells: [Vec::new(), Vec::new()],
            site: Language::ALL.map(|language| site_context(index, language, options)),
        };
        renderer.shells =
            Language::ALL.map(|language| (0..=DEEPEST).map(|depth| renderer.shell(language, depth)).collect());
        renderer
    }

    pub fn words(&self, language: Language) -> &'a Words {
        self.theme.words(language)
    }

    /// Whether there are or were datasets, and so pages of them.
    pub fn has_datasets(&self) -> bool {
        !(self.datasets.is_empty() && self.withdrawn.is_empty())
    }

    /// The languages pages are made in.
    pub fn languages(&self) -> &'static [Language] {
        if self.index.catalogue.site.english { &Language::ALL } else { &[Language::Vi] }
    }

    /// The relative link from `page` to `to`.
    pub fn href(&self, page: &Address, to: &Address) -> String {
        to.from_depth(page.depth(), self.links)
    }

    /// The relative link from `page` to what an editor wrote as an address from the root: `thu-tuc/1.001193/#documents`.
    pub fn inner_href(&self, page: &Address, inner: &str) -> String {
        let (path, rest) = inner.split_at(inner.find(['#', '?']).unwrap_or(inner.len()));
        format!("{}{rest}", self.href(page, &Address::file(path)))
    }

    /// Renders a page and puts it into the sink.
    pub fn put<T: Serialize>(
        &self,
        template: &str,
        language: Language,
        page: &Address,
        head: Head<'_>,
        content: &T,
    ) -> Result<(), FileError> {
        thread_local! {
            static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        BUFFER.with_borrow_mut(|buffer| {
            buffer.clear();
            self.render(template, language, page, head, content, buffer)?;
            self.sink.put(&page.path(), buffer)
        })
    }

    /// Renders a page.
    pub fn render<T: Serialize>(
        &self,
        template: &str,
        language: Language,
        page: &Address,
        head: Head<'_>,
        content: &T,
        out: &mut Vec<u8>,
    ) -> Result<(), FileError> {
        let rendered = self
            .context(language, page, &head, content)
            .and_then(|context| self.theme.engine(language).render_to(template, &context, out));
        rendered.map_err(|error| self.failed(template, page, &error))
    }

    /// Renders a page that a server shows at any address, so that its links cannot be relative.
    pub fn put_anywhere(
        &self,
        template: &str,
        language: Language,
        page: &Address,
        head: Head<'_>,
    ) -> Result<(), FileError> {
        let mut out = Vec::new();
        let rendered = self.context(language, page, &head, &()).and_then(|mut context| {
            context.insert_value("shell", self.shell_anywhere(language));
            self.theme.engine(language).render_to(template, &context, &mut out)
        });
        rendered.map_err(|error| self.failed(template, page, &error))?;
        self.sink.put(&page.path(), &out)
    }

    fn failed(&self, template: &str, page: &Address, error: &tera::Error) -> FileError {
        let error = template_error(template, error);
        FileError::new(error.path, FileErrorKind::Io(format!("at /{}: {}", page.as_str(), error.message)))
    }

    fn context<T: Serialize>(
        &self,
        language: Language,
        page: &Address,
        head: &Head<'_>,
        content: &T,
    ) -> tera::TeraResult<Context> {
        let site_title = self.index.catalogue.site.title.get(language).0;
        let canonical = self.base.as_deref().map(|base| head.canonical.as_ref().unwrap_or(page).absolute(base));
        let other_language = other(language);
        let alternates = match (&self.base, &head.other) {
            (Some(base), Some(other)) => vec![
                Alternate { lang: language.tag(), href: page.absolute(base) },
                Alternate { lang: other_language.tag(), href: other.absolute(base) },
            ],
            _ => Vec::new(),
        };
        let context = HeadContext {
            title: short_title(head, site_title),
            name: if head.title.is_empty() { site_title } else { head.title },
            description: &head.description,
            canonical: canonical.as_deref().filter(|_| !head.noindex),
            alternates,
            other: head.other.as_ref().map(|other| self.href(page, other)),
            section: head.section.map_or("", |section| section.folder(Language::En)),
            noindex: head.noindex,
            record: head.record,
            files: &head.files,
            linked_data: head.linked_data.clone().map(Html),
        };
        let mut values = Context::new();
        values.insert_value("page", Value::try_from_serializable(&context)?);
        values.insert_value("p", Value::try_from_serializable(content)?);
        values.insert_value("site", self.site[language as usize].clone());
        values.insert_value("shell", self.shells[language as usize][page.depth().min(DEEPEST)].clone());
        Ok(values)
    }

    fn shell(&self, language: Language, depth: usize) -> Value {
        self.shell_at(language, |address| address.from_depth(depth, self.links))
    }

    /// The shell of the page that a server shows for any address that does not exist: its links are whole.
    fn shell_anywhere(&self, language: Language) -> Value {
        // The path of the base: `https://a.vn/x/` stands at `/x/`.
        let path = self
            .base
            .as_deref()
            .and_then(|base| base.split_once("://"))
            .map_or("/", |(_, rest)| &rest[rest.find('/').unwrap_or(0)..]);
        self.shell_at(language, |address| {
            format!("{path}{}", address.from_depth(0, self.links).trim_start_matches("./"))
        })
    }

    fn shell_at(&self, language: Language, href: impl Fn(&Address) -> String) -> Value {
        let words = self.words(language);
        let catalogue = self.index.catalogue;
        let nav = [(Section::Field, "nav_fields"), (Section::Agency, "nav_agencies"), (Section::Letter, "nav_letters")];
        let datasets = self.has_datasets().then_some((Section::Dataset, "nav_datasets"));
        let nav = nav.into_iter().chain(datasets).map(|(section, key)| NavLink {
            key: section.folder(Language::En),
            href: href(&Address::section(section, language)),
            text: words.say(key).to_owned(),
        });
        let pages = catalogue.pages.iter().filter_map(|page| {
            let (title, found) = page.title.get(language)?;
            let shown = if page.title.en.is_some() { found } else { Language::Vi };
            Some(Link { href: href(&Address::page(shown, &page.id)), text: Said::new(&*title.value, shown, language) })
        });
        let asset = |name| self.theme.asset(name).map(&href);
        let shell = Shell {
            root: href(&Address::file("")).trim_end_matches("index.html").to_owned(),
            home: href(&Address::home(language)),
            nav: nav.collect(),
            changes: Some(href(&Address::section(Section::Changes, language))),
            pages: pages.collect(),
            other_home: catalogue.site.english.then(|| href(&Address::home(other(language)))),
            css: asset("styles/site.css").unwrap_or_default(),
            icon: asset("icons/favicon.svg").unwrap_or_default(),
            scripts: self.theme.scripts().map(&href).collect(),
            module: asset("pkg/motcua.js"),
            search: SearchLinks::new(self.theme, href(&Address::search(language)), self.searched, &href),
            check: self.eligibility.as_ref().map(|_| href(&Address::check_all(language))),
            indicators: super::dataset::has_indicators(self)
                .then(|| href(&Address::section(Section::Indicator, language))),
            feed: self.base.as_ref().map(|_| href(&Address::section(Section::Changes, language).beside("feed.xml"))),
        };
        Value::from_serializable(&shell)
    }
}

/// The longest title of a page, in characters.
const TITLE: usize = 70;

/// A page's name with the site's where there is room, else cut at a word, with the code that tells it apart.
fn short_title(head: &Head<'_>, site: &str) -> String {
    if head.title.is_empty() {
        return site.to_owned();
    }
    let length = |text: &str| text.chars().count();
    if length(head.title) + length(site) + 3 <= TITLE {
        return format!("{} – {site}", head.title);
    }
    if length(head.title) <= TITLE {
        return head.title.to_owned();
    }
    let code = head.code.map(|code| format!(" – {code}")).unwrap_or_default();
    let room = TITLE.saturating_sub(length(&code) + 1);
    let end = head.title.char_indices().nth(room).map_or(head.title.len(), |(at, _)| at);
    let cut = head.title[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…{code}", head.title[..cut].trim_end_matches([' ', ',', ';', '-', '–']))
}

/// The other language.
pub(super) fn other(language: Language) -> Language {
    match language {
        Language::Vi => Language::En,
        Language::En => Language::Vi,
    }
}
