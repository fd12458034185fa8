//! Adding and dating sources in `content/site.toml` without touching anything else in it.
//!
//! In: the text of the file, as a person wrote it. Out: the same text with a few lines more or one date changed;
//! comments, order and spelling stay.

use crate::files::{At, FileTable};
use crate::language::Date;
use crate::source::config::{SITE_FILE, SourceConfig, SourceKind, read_config};
use crate::source::matches;

/// Where in the order of sources a kind belongs: the more a source knows of a procedure, the later it is laid over.
const ORDER: [SourceKind; 6] = [
    SourceKind::PortalCatalogue,
    SourceKind::PortalList,
    SourceKind::PortalCrawl,
    SourceKind::PortalJson,
    SourceKind::Table,
    SourceKind::Content,
];

/// Where content is looked for where nobody says otherwise.
const CONTENT: &str = "content/procedures";

fn rank(kind: SourceKind) -> usize {
    ORDER.iter().position(|&other| other == kind).unwrap_or(ORDER.len())
}

/// Where a file is kept, and the source that will read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The path in the site's folder.
    pub path: String,
    /// The path of the source in the configuration; it is to be added where there is none.
    pub pattern: String,
}

/// Where a file of `kind` with `name` is kept: where a source of that kind looks for it, else in a folder of its own.
pub fn home(sources: &[SourceConfig], kind: SourceKind, name: &str) -> Home {
    let of_kind = sources.iter().filter(|source| source.kind == kind);
    let found = of_kind.filter_map(|source| {
        let fixed = source.path.split('*').next().unwrap_or_default();
        let folder = &fixed[..fixed.rfind('/').map_or(0, |end| end + 1)];
        let path = format!("{folder}{name}");
        matches(&source.path, &path).then(|| Home { path, pattern: source.path.to_string() })
    });
    if kind == SourceKind::Content && !sources.iter().any(|source| source.kind == kind) {
        return Home { path: format!("{CONTENT}/{name}"), pattern: format!("{CONTENT}/*.md") };
    }
    found.into_iter().next().unwrap_or_else(|| Home {
        path: format!("catalogue/{}/{name}", kind.word()),
        pattern: format!("catalogue/{}/*", kind.word()),
    })
}

/// The configuration with a source of `kind` at `pattern` that was retrieved on `date`: added, or dated anew.
/// `None` where the file is written in a way that cannot be edited line by line.
pub fn with_source(text: &str, kind: SourceKind, pattern: &str, date: Date) -> Option<String> {
    let sources = sources(text);
    let edited = match sources.iter().find(|source| source.kind == kind && *source.path == *pattern) {
        Some(source) => with_date(text, source, date)?,
        None => with_new(text, &sources, kind, pattern, date)?,
    };
    let read = self::sources(&edited);
    let right = |source: &&SourceConfig| source.kind == kind && *source.path == *pattern;
    let dated = read.iter().find(right).is_some_and(|source| source.retrieved == Some(date));
    let added = usize::from(!sources.iter().any(|source| right(&source)));
    (dated && read.len() == sources.len() + added).then_some(edited)
}

/// The configuration with the content folder as its last source, for a site that has only official ones.
pub fn with_content(text: &str) -> String {
    format!("{}\n\n{}", text.trim_end(), content_source())
}

fn content_source() -> String {
    format!("[[source]]\nkind = \"content\"\npath = \"{CONTENT}/*.md\"\n")
}

fn sources(text: &str) -> Vec<SourceConfig> {
    let file = FileTable::default().add(SITE_FILE);
    read_config(file, text).0.sources
}

/// Where the lines of a source begin.
fn start(source: &SourceConfig) -> Option<usize> {
    match source.at.at() {
        At::Bytes { start, .. } => usize::try_from(start).ok(),
        _ => None,
    }
}

fn with_date(text: &str, source: &SourceConfig, date: Date) -> Option<String> {
    let start = start(source)?;
    let mut at = start;
    let mut after_path = None;
    for (index, line) in text[start..].split_inclusive('\n').enumerate() {
        let bare = line.trim_start();
        if index > 0 && bare.starts_with('[') {
            break;
        }
        if let Some(value) = key_value(bare, "retrieved") {
            let from = at + (line.len() - value.len());
            let to = from + value.find(|c: char| c.is_whitespace() || c == '#').unwrap_or(value.len());
            return Some(format!("{}{}{}", &text[..from], date.iso(), &text[to..]));
        }
        at += line.len();
        if key_value(bare, "path").is_some() {
            after_path = Some(at);
        }
    }
    let at = after_path?;
    let gap = if text[..at].ends_with('\n') { "" } else { "\n" };
    Some(format!("{}{gap}retrieved = {}\n{}", &text[..at], date.iso(), &text[at..]))
}

/// What follows `key =` on a line.
fn key_value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    Some(line.strip_prefix(key)?.trim_start().strip_prefix('=')?.trim_start())
}

fn with_new(text: &str, sources: &[SourceConfig], kind: SourceKind, pattern: &str, date: Date) -> Option<String> {
    let block = format!("[[source]]\nkind = \"{}\"\npath = \"{pattern}\"\nretrieved = {}\n", kind.word(), date.iso());
    if !text.lines().any(|line| line.trim_start().starts_with("[[source]]")) {
        // Until now the content folder was the only source; said or not, it stays one.
        return Some(format!("{}\n\n{block}\n{}", text.trim_end(), content_source()));
    }
    let Some(next) = sources.iter().find(|source| rank(source.kind) > rank(kind)) else {
        return Some(format!("{}\n\n{block}", text.trim_end()));
    };
    // Comments directly above a source are about it.
    let mut at = start(next)?;
    at = text[..at].rfind('\n').map_or(0, |end| end + 1);
    while let Some(above) = text[..at].trim_end_matches('\n').rfind('\n').map(|end| end + 1)
        && text[..at].ends_with('\n')
        && !text[..at].ends_with("\n\n")
        && text[above..at].trim_start().starts_with('#')
    {
        at = above;
    }
    Some(format!("{}{block}\n{}", &text[..at], &text[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "title = \"Một cửa\"   # tên\n";

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    fn edit(text: &str, kind: SourceKind) -> String {
        let pattern = format!("catalogue/{}/*", kind.word());
        with_source(text, kind, &pattern, day("2026-07-18")).unwrap()
    }

    #[test]
    fn the_first_source_does_not_push_out_the_content() {
        let text = edit(SITE, SourceKind::PortalJson);
        assert_eq!(
            text,
            format!(
                "{SITE}\n[[source]]\nkind = \"portal-json\"\npath = \"catalogue/portal-json/*\"\nretrieved = 2026-07-18\n\n\
                 [[source]]\nkind = \"content\"\npath = \"content/procedures/*.md\"\n"
            )
        );
    }

    #[test]
    fn a_new_source_stands_before_those_that_know_more_and_above_their_comments() {
        let text = edit(SITE, SourceKind::PortalJson);
        let text =
            text.replace("\n[[source]]\nkind = \"portal-json\"", "\n# Bản ghi\n[[source]]\nkind = \"portal-json\"");
        let text = edit(&text, SourceKind::PortalCatalogue);
        let kinds: Vec<_> = sources(&text).iter().map(|source| source.kind).collect();
        assert_eq!(kinds, [SourceKind::PortalCatalogue, SourceKind::PortalJson, SourceKind::Content]);
        assert!(text.contains("\n\n# Bản ghi\n[[source]]\nkind = \"portal-json\""), "{text}");
    }

    #[test]
    fn a_source_is_dated_anew_where_it_stands() {
        let text = format!(
            "{SITE}\n[[source]]\nkind = \"portal-json\"\nretrieved = 2026-01-01  # tháng một\npath = \"catalogue/portal-json/*\"\n"
        );
        let dated = edit(&text, SourceKind::PortalJson);
        assert_eq!(dated, text.replace("2026-01-01", "2026-07-18"));
        let text = text.replace("retrieved = 2026-01-01  # tháng một\n", "");
        let dated = edit(text.trim_end(), SourceKind::PortalJson);
        assert_eq!(dated, format!("{text}retrieved = 2026-07-18\n"));
    }

    #[test]
    fn a_file_goes_where_a_source_looks_for_it() {
        let text = format!("{SITE}[[source]]\nkind = \"portal-json\"\npath = \"catalogue/portal/*.json\"\n");
        let home = |name| super::home(&sources(&text), SourceKind::PortalJson, name).path;
        assert_eq!(home("1.json"), "catalogue/portal/1.json");
        assert_eq!(home("1.txt"), "catalogue/portal-json/1.txt");
    }

    #[test]
    fn what_cannot_be_edited_line_by_line_is_left_alone() {
        let text = "title = \"x\"\nsource = [{ kind = \"content\", path = \"content/procedures/*.md\" }]\n";
        let edited = with_source(text, SourceKind::PortalJson, "catalogue/portal-json/*", day("2026-07-18"));
        assert_eq!(edited, None);
    }
}
