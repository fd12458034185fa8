//! Atom feeds (RFC 4287), of procedures and of datasets.

use std::fmt::Write as _;

use super::prose::escape_into;
use crate::catalogue::Language;
use crate::language::Date;

/// A feed.
pub(super) struct Feed<'a> {
    pub language: Language,
    pub title: String,
    /// Who writes it.
    pub author: &'a str,
    /// The whole address of the page that shows the same, which is its id.
    pub page: String,
    /// Its own whole address.
    pub own: String,
    /// Its time: a build has no clock, so that it is that of its newest entry.
    pub updated: Option<Date>,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub title: String,
    /// The whole address of the page it is about.
    pub url: String,
    /// What tells it from others about the same page.
    pub id: String,
    pub updated: Date,
    pub summary: String,
}

impl Feed<'_> {
    /// As XML.
    pub fn xml(&self) -> String {
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
            self.language.tag()
        );
        element(&mut xml, "title", &self.title);
        element(&mut xml, "id", &self.page);
        link(&mut xml, "self", &self.own);
        link(&mut xml, "alternate", &self.page);
        element(&mut xml, "updated", &self.updated.or_else(|| Date::new(1970, 1, 1)).map_or_else(String::new, instant));
        xml.push_str("<author>");
        element(&mut xml, "name", self.author);
        xml.push_str("</author>\n");
        for entry in &self.entries {
            xml.push_str("<entry>\n");
            element(&mut xml, "title", &entry.title);
            element(&mut xml, "id", &format!("{}#{}", entry.url, entry.id));
            link(&mut xml, "alternate", &entry.url);
            element(&mut xml, "updated", &instant(entry.updated));
            element(&mut xml, "summary", &entry.summary);
            xml.push_str("</entry>\n");
        }
        xml.push_str("</feed>\n");
        xml
    }
}

/// The beginning of a day in Vietnam.
fn instant(date: Date) -> String {
    format!("{}T00:00:00+07:00", date.iso())
}

fn element(xml: &mut String, name: &str, text: &str) {
    let _ = write!(xml, "<{name}>");
    escape_into(&writable(text), xml);
    let _ = writeln!(xml, "</{name}>");
}

/// A text without what XML 1.0 has no way to write: most control characters, and two that are none.
fn writable(text: &str) -> String {
    let is_writable = |c: char| matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|&c| is_writable(c)).collect()
}

fn link(xml: &mut String, rel: &str, href: &str) {
    let _ = write!(xml, "<link rel=\"{rel}\" href=\"");
    escape_into(href, xml);
    xml.push_str("\"/>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_goes() {
        let mut xml = String::new();
        element(&mut xml, "title", "a\u{fffe}b\u{ffff}c\u{0}\u{b}\t<\n");
        assert_eq!(xml, "<title>abc\t&lt;\n</title>\n");
    }
}
