//! Editors' Markdown as HTML that is safe whoever wrote it.
//!
//! In: Markdown. Out: HTML from a short list of elements, through ammonia wherever an author could have put anything else
//! into it. Headings stand below those
//! of the page. Links from the root of the site become relative; other schemes than the web's, mail and
//! telephone go; so do addresses that borrow the page's scheme. Images become their descriptions: nothing
//! publishes image files yet.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::routes::is_web;

/// What is understood beyond CommonMark.
const EXTENSIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

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

/// The words of Markdown, without its marks and where its links lead.
pub fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for event in Parser::new_ext(text, EXTENSIONS) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            // What stands inside a line ends no word.
            Event::End(TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    words
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

/// The elements of Markdown as HTML.
///
/// What a cleaner is there for is what an author may smuggle in: elements written as HTML, attributes, addresses. A text
/// without raw HTML whose links all lead to the web, to mail, to a telephone or inside has none of them: then the writer's
/// own output is what the cleaner would leave, and it goes out as it is. Anything else passes through ammonia.
fn render_into(text: &str, top: u8, inner: &dyn Fn(&str) -> String, out: &mut String) {
    let mut events: Vec<Event<'_>> = Parser::new_ext(text, EXTENSIONS).collect();
    let is_plain = adapt(&mut events, top, inner);
    if is_plain {
        html::push_html(out, events.into_iter());
    } else {
        clean_into(events, text.len(), out);
    }
}

fn clean_into(events: Vec<Event<'_>>, length: usize, out: &mut String) {
    let mut unsafe_html = String::with_capacity(length * 3 / 2);
    html::push_html(&mut unsafe_html, events.into_iter());
    out.push_str(&CLEANER.clean(&unsafe_html).to_string());
}

/// Moves headings below the page's own, makes links relative, takes away what no page shows; says whether all that is
/// left is certainly harmless.
fn adapt(events: &mut Vec<Event<'_>>, top: u8, inner: &dyn Fn(&str) -> String) -> bool {
    let levels = events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    });
    let mut headings = Headings { top, widest: levels.min().unwrap_or(top), last: top.saturating_sub(1) };
    let mut is_plain = true;
    events.retain_mut(|event| {
        match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                *level = headings.open(*level);
                (*id, *classes, *attrs) = (None, Vec::new(), Vec::new());
            }
            Event::End(TagEnd::Heading(level)) => *level = headings.current(),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                *dest_url = relative(std::mem::replace(dest_url, CowStr::Borrowed("")), inner);
                *title = CowStr::Borrowed("");
                is_plain &= is_harmless(dest_url);
            }
            // The language of a block of code and the sides of a table's columns would be attributes.
            Event::Start(Tag::CodeBlock(kind)) => *kind = CodeBlockKind::Indented,
            Event::Start(Tag::Table(sides)) => sides.fill(Alignment::None),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return false,
            Event::Html(_) | Event::InlineHtml(_) => is_plain = false,
            _ => {}
        }
        true
    });
    is_plain
}

/// Whether a link certainly may stay as it is; of any other the cleaner decides.
fn is_harmless(url: &str) -> bool {
    let is_path = is_inside(url) && !url.contains(':');
    let rest = ["mailto:", "tel:"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/?#@!$&()*+,;=:%".contains(c);
    (is_path || is_web(url) || rest.is_some_and(|rest| !rest.is_empty())) && url.chars().all(is_plain)
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
    fn words_have_no_marks_and_no_addresses() {
        assert_eq!(words("# Về **trang**\n\nXem [nguồn](https://x.vn/) và `mã`.").trim(), "Về trang Xem nguồn và mã.");
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

        #[test]
        fn what_goes_out_uncleaned_is_what_the_cleaner_would_leave(
            pieces in proptest::collection::vec(
                proptest::sample::select(vec![
                    "# ", "## ", "- ", "1. ", "7. ", "> ", "**", "_", "~~", "`", "```", "```rust\n", "\n", "\n\n", "    ", "\\", "&", "&lt;",
                    "&#60;", "<", ">", "\"", "'", "[a]", "(https://a.vn/x?y=1&z)", "(/thu-tuc/1/ \"t\")", "(mailto:a@b.vn)", "(tel:19001234)",
                    "(javascript:alert(1))", "(//evil.vn)", "(<a b>)", "![b](c.png)", "| a | b |\n|:--|--:|\n| c | d |\n", "<https://a.vn>",
                    "[x]: /y/ 'z'\n", "[x]", "Đăng ký", "chữ ", "a", " ", "\t", "---\n", "===\n", "{#id .c}", "\u{a0}", "&nbsp;",
                ]),
                0..24,
            ),
        ) {
            let text = pieces.concat();
            let mut events: Vec<Event<'_>> = Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect();
            if adapt(&mut events, 3, &str::to_owned) {
                let (mut plain, mut cleaned) = (String::new(), String::new());
                html::push_html(&mut plain, events.clone().into_iter());
                clean_into(events, text.len(), &mut cleaned);
                // The cleaner writes a quotation mark in a text, a no-break space and an empty element its own way.
                let same = |html: &str| html.replace("&quot;", "\"").replace('\u{a0}', "&nbsp;").replace(" />", ">");
                proptest::prop_assert_eq!(same(&plain), same(&cleaned));
            }
        }
    }
}
