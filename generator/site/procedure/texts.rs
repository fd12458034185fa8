//! Longer texts of a procedure, as HTML.

use serde::Serialize;

use super::Making;
use crate::catalogue::{Language, Localised, Prose};
use crate::site::markdown::markdown_into;
use crate::site::prose::plain_into;
use crate::site::render::{Html, LangAttr, Said};

/// A text as HTML, with its language.
#[derive(Debug, Serialize)]
pub(super) struct Passage {
    pub html: Html,
    pub lang: LangAttr,
}

/// A step.
#[derive(Debug, Serialize)]
pub(super) struct StepItem<'a> {
    pub name: Option<Said<'a>>,
    pub text: Passage,
}

impl<'a> Making<'_, 'a> {
    /// A text as HTML with its widest heading at `<h{top}>`.
    fn html(&self, text: &Prose, top: u8) -> Html {
        let mut out = String::with_capacity(text.source().len() * 5 / 4);
        match text {
            Prose::Plain(text) => plain_into(text, &mut out),
            Prose::Markdown(text) => markdown_into(text, top, &"../".repeat(self.page.depth()), &mut out),
        }
        Html(out)
    }

    pub(super) fn passage(&self, text: &Localised<Prose>, top: u8) -> Option<Passage> {
        let (text, language) = text.get(self.language)?;
        let html = self.html(&text.value, top);
        (!html.0.trim().is_empty()).then(|| Passage { html, lang: LangAttr::of(language, self.language) })
    }

    pub(super) fn steps(&self) -> Vec<StepItem<'a>> {
        let steps = self.procedure.steps.iter().flat_map(|steps| &steps.value);
        let item = |step: &'a crate::catalogue::Step| {
            let (text, language) = match (self.language, &step.text_en) {
                (Language::En, Some(text)) => (text, Language::En),
                _ => (&step.text, Language::Vi),
            };
            let name = step.name.as_ref().map(|name| Said::of(name, self.language));
            StepItem {
                name: name.filter(|name| !name.text.trim().is_empty()),
                text: Passage { html: self.html(text, 4), lang: LangAttr::of(language, self.language) },
            }
        };
        steps.map(item).filter(|step| step.name.is_some() || !step.text.html.0.is_empty()).collect()
    }
}
