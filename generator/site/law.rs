//! A legal document, as the page of the procedures that rest on it shows it.

use serde::Serialize;

use super::render::Renderer;
use super::routes::is_web;
use crate::catalogue::{Language, Law};

/// What is known of a legal document.
#[derive(Serialize)]
pub(super) struct LawFacts<'a> {
    number: &'a str,
    date: Option<String>,
    url: Option<&'a str>,
}

impl<'a> LawFacts<'a> {
    pub fn new(renderer: &Renderer<'_>, language: Language, law: &'a Law) -> Self {
        Self {
            number: &law.number,
            date: law.date.map(|date| renderer.words(language).date(date)),
            url: law.url.as_deref().filter(|url| is_web(url)),
        }
    }
}
