//! What every page says of the site as a whole.

use serde::Serialize;
use tera::Value;

use crate::catalogue::Language;
use crate::site::SiteOptions;
use crate::site::index::Index;
use crate::site::routes::is_web;

#[derive(Serialize)]
struct SiteContext<'a> {
    title: &'a str,
    description: &'a str,
    publisher: Option<&'a str>,
    publisher_url: Option<&'a str>,
    hotline: Option<String>,
    hotline_href: Option<String>,
    report: Option<&'a str>,
    official: bool,
    english: bool,
    /// Whether there is a search to lead to.
    search: bool,
}

/// The site, in a language.
pub(super) fn site_context(index: &Index<'_>, language: Language, options: &SiteOptions) -> Value {
    let site = &index.catalogue.site;
    let hotline = site.hotline.as_deref();
    let digits = |hotline: &str| hotline.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    Value::from_serializable(&SiteContext {
        title: site.title.get(language).0,
        description: site.description.get(language).0,
        publisher: site.publisher.as_ref().map(|publisher| publisher.get(language).0),
        publisher_url: site.publisher_url.as_deref().filter(|url| is_web(url)),
        // A number is read as one.
        hotline: hotline.map(|hotline| hotline.replace(' ', "\u{A0}")),
        hotline_href: hotline.map(|hotline| format!("tel:{}", digits(hotline))),
        report: site.report.as_deref().filter(|report| is_web(report) || is_mail(report)),
        official: site.official,
        english: site.english,
        search: options.search && site.search,
    })
}

fn is_mail(report: &str) -> bool {
    report.strip_prefix("mailto:").is_some_and(|rest| rest.contains('@') && !rest.contains(char::is_whitespace))
}
