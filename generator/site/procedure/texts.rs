//! Longer texts of a procedure, as HTML.

use serde::Serialize;

use super::Making;
use crate::catalogue::{Language, Localised, Prose};
use crate::site::markdown::markdown_into;
use crate::site::prose::plain_into;
use crate::site::render::{Html, Said};

/// A step.
#[derive(Debug, Serialize)]
pub(super) struct StepItem<'a> {
    pub name: Option<Said<'a>>,
    pub text: Html,
}

impl<'a> Making<'_, 'a> {
    /// A text as a block of HTML with its widest heading at `<h{top}>`; `None` where there is nothing to read.
    fn html(&self, text: &Prose, language: Language, top: u8) -> Option<Html> {
        Html::passage(language, self.language, text.source().len(), |out| match text {
            Prose::Plain(text) => plain_into(text, out),
            Prose::Markdown(text) => {
                markdown_into(text, top, &|address| self.renderer.inner_href(&self.page, address), out);
            }
        })
    }

    pub(in crate::site) fn passage(&self, text: &Localised<Prose>, top: u8) -> Option<Html> {
        let (text, language) = text.get(self.language)?;
        self.html(&text.value, language, top)
    }

    pub(super) fn steps(&self) -> Vec<StepItem<'a>> {
        let steps = self.procedure.steps.iter().flat_map(|steps| &steps.value);
        let item = |step: &'a crate::catalogue::Step| {
            let (text, language) = match (self.language, &step.text_en) {
                (Language::En, Some(text)) => (text, Language::En),
                _ => (&step.text, Language::Vi),
            };
            let name = step.name.as_ref().map(|name| Said::of(name, self.language)).filter(|name| !name.is_blank());
            let text = self.html(text, language, 4);
            (name.is_some() || text.is_some()).then(|| StepItem { name, text: text.unwrap_or_default() })
        };
        steps.filter_map(item).collect()
    }
}
