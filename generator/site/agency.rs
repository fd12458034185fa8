//! What an editor says of an agency, above its list.

use serde::Serialize;

use super::directory::Entry;
use super::render::{Link, Renderer, Said};
use super::routes::is_web;
use super::routes::{Address, Section};
use crate::catalogue::{Agency, Language};

/// Where an agency is and how it is reached.
#[derive(Serialize)]
pub(super) struct AgencyFacts<'a> {
    address: Option<Said<'a>>,
    hotline: Option<String>,
    url: Option<&'a str>,
    parent: Option<Link<'a>>,
}

impl<'a> AgencyFacts<'a> {
    /// The facts of `agency`, as `page` shows them.
    pub fn new(renderer: &Renderer<'a>, language: Language, page: &Address, agency: &'a Agency) -> Self {
        let described =
            |entry: &&Entry<'a>| entry.agency.is_some_and(|other| Some(&other.id) == agency.parent.as_ref());
        let above = renderer.index.agencies.entries.iter().find(described);
        let link = |entry: &'a Entry<'a>| {
            let (text, shown) = entry.name.get(language);
            let address = Address::item(Section::Agency, shown, &entry.id);
            Link { href: renderer.href(page, &address), text: Said::new(text, shown, language) }
        };
        Self {
            address: agency.address.as_ref().map(|address| Said::of(address, language)),
            hotline: agency.hotline.as_ref().map(|hotline| hotline.replace(' ', "\u{A0}")),
            url: agency.url.as_deref().filter(|url| is_web(url)),
            parent: above.map(link),
        }
    }
}
