//! Editors' Markdown as HTML that is safe whoever wrote it.
//!
//! In: Markdown. Out: HTML from a short list of elements, always through ammonia. Headings stand below those
//! of the page. Links from the root of the site become relative; other schemes than the web's, mail and
//! telephone go; so do addresses that borrow the page's scheme. Images become their descriptions: nothing
//! publishes image files yet.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("abbr", HashSet::from(["title"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .generic_attributes(HashSet::from(["lang"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::Custom(Box::new(inside)))
        .link_rel(None);
    cleaner
});

/// A relative link, if it stays on this site.
fn inside(url: &str) -> Option<Cow<'_, str>> {
    is_inside(url).then_some(Cow::Borrowed(url))
}

/// Whether a relative link stays on this site: it begins with a letter, a digit, a dot, `#` or `?`.
fn is_inside(url: &str) -> bool {
    url.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '#' | '?')) && !url.contains('\\')
}

/// Renders Markdown whose widest heading becomes `<h{top}>`; `inner` makes links of addresses from the root of the site.
pub fn markdown_into(text: &str, top: u8, inner: &dyn Fn(&str) -> String, out: &mut String) {
    if is_bare(text) {
        out.push_str("<p>");
        out.push_str(text);
        out.push_str("</p>\n");
        return;
    }
    render_into(text, top, inner, out);
}

/// Whether a text is one line of words in which nothing can be markup: then the paragraph is the text itself, and a
/// parser and a cleaner (which most steps of most procedures would pass through) have nothing to do. A property test
/// holds this against them.
fn is_bare(text: &str) -> bool {
    text.starts_with(is_letter)
        && !text.ends_with(' ')
        && text.chars().all(|c| match c {
            '0'..='9' | ' ' | ',' | '.' | ';' | ':' | '/' | '(' | ')' | '%' | '-' => true,
            c => is_letter(c),
        })
}

/// Letters of Vietnamese and its neighbours, by range: a table of all letters costs more than the whole rest.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}') && !matches!(c, '×' | '÷')
}

fn render_into(text: &str, top: u8, inner: &dyn Fn(&str) -> String, out: &mut String) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let widest = Parser::new_ext(text, options)
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level as u8),
            _ => None,
        })
        .min()
        .unwrap_or(top);
    let mut headings = Headings { top, widest, last: top.saturating_sub(1) };
    let events = Parser::new_ext(text, options).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => {
            let level = headings.open(level);
            Some(Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }))
        }
        Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Heading(headings.current()))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Some(Event::Start(Tag::Link { link_type, dest_url: relative(dest_url, inner), title, id }))
        }
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        other => Some(other),
    });
    let mut unsafe_html = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut unsafe_html, events);
    out.push_str(&CLEANER.clean(&unsafe_html).to_string());
}

/// Keeps headings below the page's own and without a gap between them.
struct Headings {
    top: u8,
    widest: u8,
    last: u8,
}

impl Headings {
    fn open(&mut self, level: HeadingLevel) -> HeadingLevel {
        let wanted = self.top + (level as u8).saturating_sub(self.widest);
        self.last = wanted.min(self.last + 1).min(6);
        self.current()
    }

    fn current(&self) -> HeadingLevel {
        HeadingLevel::try_from(usize::from(self.last)).unwrap_or(HeadingLevel::H6)
    }
}

/// `/thu-tuc/1.001193/` from wherever the page stands.
fn relative<'a>(url: CowStr<'a>, inner: &dyn Fn(&str) -> String) -> CowStr<'a> {
    match url.strip_prefix('/') {
        Some(rest) if !rest.starts_with(['/', '\\']) => inner(rest).into(),
        _ => url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let mut out = String::new();
        markdown_into(text, 3, &|address| format!("../../{address}"), &mut out);
        out.trim_end().replace('\n', "")
    }

    #[test]
    fn headings_stand_below_the_page_and_leave_no_gap() {
        assert_eq!(html("# A\n### B\n# C"), "<h3>A</h3><h4>B</h4><h3>C</h3>");
        assert_eq!(html("## A"), "<h3>A</h3>");
    }

    #[test]
    fn links_stay_inside_or_lead_to_the_web() {
        assert_eq!(html("[a](/thu-tuc/1/)"), "<p><a href=\"../../thu-tuc/1/\">a</a></p>");
        assert_eq!(html("[a](https://a.vn)"), "<p><a href=\"https://a.vn\">a</a></p>");
        for hostile in ["//evil.vn", "/\\evil.vn", "javascript:alert(1)", "data:text/html,x", "\\\\evil.vn"] {
            assert!(!html(&format!("[a](<{hostile}>)")).contains("href=\"//"), "{hostile}");
            assert!(!html(&format!("[a](<{hostile}>)")).contains("evil.vn\""), "{hostile}");
            assert!(!html(&format!("<a href=\"{hostile}\">a</a>")).contains("href"), "{hostile}");
        }
    }

    #[test]
    fn nothing_that_runs_or_loads_survives() {
        let text = "<script>alert(1)</script><img src=x onerror=alert(1)>\n\n![Bản đồ](http://a.vn/x.png)\n\n<p onclick=x style=y>chữ</p><svg><a></svg><iframe src=x>";
        let out = html(text);
        for word in ["<script", "alert", "onerror", "onclick", "style", "<img", "http:", "<svg", "<iframe"] {
            assert!(!out.contains(word), "{word}: {out}");
        }
        assert!(out.contains("Bản đồ") && out.contains("<p>chữ</p>"));
    }

    proptest::proptest! {
        #[test]
        fn a_bare_line_is_what_the_parser_and_the_cleaner_make_of_it(text in "[\\p{L}][\\p{L}\\p{N} ,.;:/()%-]{0,60}") {
            let (mut short, mut long) = (String::new(), String::new());
            markdown_into(&text, 3, &str::to_owned, &mut short);
            render_into(&text, 3, &str::to_owned, &mut long);
            proptest::prop_assert_eq!(short, long);
        }
    }
}
