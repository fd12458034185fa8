//! Where everything stands: the one table of addresses.
//!
//! In: a kind of page, a language, an id. Out: an [`Address`] from the root of the site, and from it
//! the file it is written to and the relative link that leads there. No other file of the project
//! may spell an address. Links between pages are always relative, so that a site works under any path.

mod segment;

use self::segment::LONGEST;
pub use self::segment::{Codes, escape};
use crate::catalogue::Language;

/// The kinds of pages that come in many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Procedures, by code.
    Procedure,
    /// All procedures, by first letter.
    Letter,
    /// Agencies.
    Agency,
    /// Fields of administration.
    Field,
    /// Levels of the administration.
    Level,
    /// Groups of services.
    Group,
    /// What changed.
    Changes,
    /// Datasets, by id.
    Dataset,
    /// Legal documents, by number.
    Legal,
    /// What is followed over time.
    Indicator,
}

impl Section {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Procedure,
        Self::Letter,
        Self::Agency,
        Self::Field,
        Self::Level,
        Self::Group,
        Self::Changes,
        Self::Dataset,
        Self::Legal,
        Self::Indicator,
    ];

    /// The first part of its addresses.
    pub fn folder(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Procedure => ("thu-tuc", "procedures"),
            Self::Letter => ("a-z", "a-z"),
            Self::Agency => ("co-quan", "agencies"),
            Self::Field => ("linh-vuc", "fields"),
            Self::Level => ("cap", "levels"),
            Self::Group => ("nhom-dich-vu", "services"),
            Self::Changes => ("thay-doi", "changes"),
            Self::Dataset => ("du-lieu", "datasets"),
            Self::Legal => ("van-ban", "legal-documents"),
            Self::Indicator => ("chi-tieu", "indicators"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}

/// The folder of the search index.
pub const SEARCH: &str = "search";

/// The folder of what the eligibility pages fetch.
pub const RULES: &str = "rules";

/// The folder of everything that is not a page: styles, scripts, icons.
pub const ASSETS: &str = "assets";

/// The files in the root of a site that are no pages of it.
pub const OWN_FILES: [&str; 11] = [
    "404.html",
    "robots.txt",
    "sitemap.xml",
    "cpsv-ap.ttl",
    "catalog.ttl",
    "catalog.jsonld",
    "data.json",
    "datapackage.json",
    "_redirects",
    "_headers",
    ".motcua-manifest",
];

/// The folder of the files of a dataset, whose id is that of a folder of the sources: that of its page.
pub fn dataset_folder(id: &str) -> String {
    format!("{}/{id}", Section::Dataset.folder(Language::Vi))
}

/// The folder of the files of a version of a dataset: that of its page.
pub fn version_folder(id: &str, version: &str) -> String {
    format!("{}/{VERSIONS}/{version}", dataset_folder(id))
}

/// The folder of the versions of a dataset, beside its page.
const VERSIONS: &str = "v";

/// Whether an editor's page may not have this id, because the site itself stands there.
pub fn is_reserved(id: &str) -> bool {
    let segment = escape(id).to_ascii_lowercase();
    let taken = |language| Section::ALL.into_iter().any(|section| section.folder(language) == segment);
    let own = [ASSETS, SEARCH, RULES, "en", "tim-kiem", check_folder(Language::Vi), check_folder(Language::En)];
    is_own_file(&segment) || own.contains(&&*segment) || taken(Language::Vi) || taken(Language::En)
}

/// Whether the site has a file of this name in its root that is no page.
pub fn is_own_file(name: &str) -> bool {
    OWN_FILES.contains(&name) || name.starts_with("sitemap") && name.ends_with(".xml")
}

/// The address of this site that `/thu-tuc/cu/` names, whether or not anything stands there.
///
/// It ends in a slash unless it names a file; `/x/index.html` is `/x/`. `None` for what can be no address: it would
/// lead elsewhere, or could not be a file's name everywhere, or would mean something else in a host's configuration.
pub fn inner_address(text: &str) -> Option<Address> {
    let inner = text.strip_prefix('/')?;
    let strange = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`' | '{' | '}' | '|' | '?' | '#' | '*' | ':')
    };
    if inner.contains(strange) {
        return None;
    }
    let inner = if inner == "index.html" || inner.ends_with("/index.html") {
        &inner[..inner.len() - "index.html".len()]
    } else {
        inner
    };
    let whole = inner.strip_suffix('/').unwrap_or(inner);
    let fits = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= LONGEST;
    if inner == "/" || !whole.is_empty() && !whole.split('/').all(fits) {
        return None;
    }
    let is_file = !inner.ends_with('/')
        && whole.rsplit('/').next().is_some_and(|name| name.contains(".html") || name.contains(".xml"));
    Some(Address(if whole.is_empty() || is_file { whole.to_owned() } else { format!("{whole}/") }))
}

/// The same, and the part after `#` with its sign, of an address that may have one.
pub fn inner_target(text: &str) -> Option<(Address, &str)> {
    let (path, fragment) = text.split_at(text.find('#').unwrap_or(text.len()));
    let strange = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`');
    if fragment.contains(strange) { None } else { Some((inner_address(path)?, fragment)) }
}

/// Whether a link that an editor or a source gave may be followed: one that leads to a host of the web.
///
/// Browsers drop line breaks and tabs inside an address, and take `\` for `/`.
pub fn is_web(url: &str) -> bool {
    let after = |scheme: &str| {
        url.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme)).map(|_| &url[scheme.len()..])
    };
    let rest = after("https://").or_else(|| after("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'))
}

/// A place of the site, from its root: `thu-tuc/1.001193/` for a page, `robots.txt` for a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// The home page.
    pub fn home(language: Language) -> Self {
        Self(prefix(language).to_owned())
    }

    /// The page of the search.
    pub fn search(language: Language) -> Self {
        Self(match language {
            Language::Vi => "tim-kiem/".to_owned(),
            Language::En => format!("en/{SEARCH}/"),
        })
    }

    /// The page that asks what one can or must do, over the whole catalogue.
    pub fn check_all(language: Language) -> Self {
        Self([prefix(language), check_folder(language), "/"].concat())
    }

    /// The page that asks whether this procedure is for the person who reads; of a procedure's page.
    pub fn check(&self, language: Language) -> Self {
        self.beside(&[check_folder(language), "/"].concat())
    }

    /// The page of a version of a dataset; of the dataset's page.
    pub fn version(&self, version: &str) -> Self {
        self.beside(&[VERSIONS, "/", version, "/"].concat())
    }

    /// What changed in a version of a dataset; of the version's page.
    pub fn version_changes(&self, language: Language) -> Self {
        self.beside(&[Section::Changes.folder(language), "/"].concat())
    }

    /// The page of a section.
    pub fn section(section: Section, language: Language) -> Self {
        Self([prefix(language), section.folder(language), "/"].concat())
    }

    /// A page of a section; `segment` comes from [`Codes::segment`] or is an id that [`escape`] leaves alone.
    pub fn item(section: Section, language: Language, segment: &str) -> Self {
        Self([prefix(language), section.folder(language), "/", segment, "/"].concat())
    }

    /// The datasets that have this value of a facet.
    pub fn datasets_by(language: Language, facet: &str, value: &str) -> Self {
        let word = match language {
            Language::Vi => "loc",
            Language::En => "filter",
        };
        Self::section(Section::Dataset, language).beside(&format!("{word}/{facet}/{value}/"))
    }

    /// All datasets, the one that was brought up to date last first.
    pub fn datasets_by_date(language: Language) -> Self {
        match language {
            Language::Vi => Self::datasets_by(language, "sap-xep", "ngay"),
            Language::En => Self::datasets_by(language, "sort", "date"),
        }
    }

    /// A page an editor wrote.
    pub fn page(language: Language, id: &str) -> Self {
        Self(format!("{}{}/", prefix(language), escape(id)))
    }

    /// A file, by its path.
    pub fn file(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// A file beside this page.
    pub fn beside(&self, name: &str) -> Self {
        Self([&self.0, name].concat())
    }

    /// The `number`th page of a long list, counted from 1; the first is the list's own address.
    ///
    /// The number has a folder of its own, so that no id of a section can be taken for it.
    pub fn part(&self, language: Language, number: usize) -> Self {
        if number <= 1 { self.clone() } else { Self(format!("{}/{number}/", self.parts(language).0)) }
    }

    /// The folder of the further pages of a long list, without a slash at its end.
    pub fn parts(&self, language: Language) -> Self {
        let word = match language {
            Language::Vi => "trang",
            Language::En => "page",
        };
        self.beside(word)
    }

    /// The address from the root, without a slash before it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders below the root it stands.
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|&byte| byte == b'/').count()
    }

    /// The file it is written to.
    pub fn path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { [&self.0, "index.html"].concat() } else { self.0.clone() }
    }

    /// The link that leads here from a page that stands `depth` folders below the root.
    pub fn from_depth(&self, depth: usize, links: Links) -> String {
        let mut link = String::with_capacity(3 * depth + self.0.len() + "index.html".len());
        (0..depth).for_each(|_| link.push_str("../"));
        link.push_str(&self.0);
        if links == Links::Files && (link.is_empty() || link.ends_with('/')) {
            link.push_str("index.html");
        }
        if link.is_empty() {
            link.push_str("./");
        }
        link
    }

    /// The whole address, below a base that ends in `/`.
    pub fn absolute(&self, base: &str) -> String {
        [base, &self.0].concat()
    }
}

/// What links to pages look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Links {
    /// They end in `/`, as a web server wants them.
    #[default]
    Folders,
    /// They end in `index.html`, so that the site can be read from a disk without a server.
    Files,
}

fn check_folder(language: Language) -> &'static str {
    match language {
        Language::Vi => "kiem-tra",
        Language::En => "check",
    }
}

fn prefix(language: Language) -> &'static str {
    match language {
        Language::Vi => "",
        Language::En => "en/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_lead_home() {
        let procedure = Address::item(Section::Procedure, Language::Vi, "1.001193");
        let english = Address::item(Section::Procedure, Language::En, "1.001193");
        assert_eq!(procedure.path(), "thu-tuc/1.001193/index.html");
        assert_eq!(english.as_str(), "en/procedures/1.001193/");
        assert_eq!(procedure.from_depth(english.depth(), Links::Folders), "../../../thu-tuc/1.001193/");
        assert_eq!(Address::home(Language::Vi).from_depth(0, Links::Folders), "./");
        assert_eq!(Address::home(Language::Vi).from_depth(2, Links::Files), "../../index.html");
        assert_eq!(procedure.part(Language::Vi, 3).as_str(), "thu-tuc/1.001193/trang/3/");
        assert_eq!(procedure.absolute("https://a.vn/x/"), "https://a.vn/x/thu-tuc/1.001193/");
    }

    #[test]
    fn addresses_of_the_site_stay_on_it() {
        for (text, address) in [
            ("/thu-tuc/cu/", "thu-tuc/cu/"),
            ("/thu-tuc/cu", "thu-tuc/cu/"),
            ("/", ""),
            ("/a.html", "a.html"),
            ("/index.html", ""),
            ("/x/index.html", "x/"),
        ] {
            assert_eq!(inner_address(text).map(|address| address.0).as_deref(), Some(address));
        }
        for text in
            ["", "x", "//", "//evil.vn", "/../x", "/a//b", "/a//", "/a\\b", "/a?b", "/a#b", "/a/*", "/:a", "/a b"]
        {
            assert_eq!(inner_address(text), None, "{text}");
        }
        assert_eq!(inner_target("/a/#b"), Some((Address("a/".to_owned()), "#b")));
        assert_eq!(inner_target("/a/#b\"c"), None);
        assert!(
            [
                "robots.txt",
                "Thu-Tuc",
                "en",
                "sitemap-2.xml",
                "procedures",
                "assets",
                "search",
                "tim-kiem",
                "kiem-tra",
                "check",
                "rules"
            ]
            .into_iter()
            .all(is_reserved)
        );
        assert!(!is_reserved("gioi-thieu"));
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        assert!(is_web("https://dichvucong.gov.vn/x?a=1") && is_web("HTTP://10.0.0.1:80/"));
        for url in
            ["javascript:alert(1)", "//evil.vn", "https://", "http:/a", "https://a.vn/\"onload=x", "ftp://a.vn", "é"]
        {
            assert!(!is_web(url), "{url}");
        }
    }
}
