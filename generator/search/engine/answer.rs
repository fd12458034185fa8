//! The answer, as far as it is known: as JSON for a page, and piece by piece for other code.

use super::Engine;
use super::json::Json;
use super::options::Sort;
use crate::search::analysis::each_token;
use crate::search::document::Kind;
use crate::search::format::shown::Entry;
use crate::search::question::Question;

/// A result, as other code of this program sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub id: u32,
    /// Its code, or nothing.
    pub code: String,
    /// Its title in the language asked for.
    pub title: String,
    /// Its address.
    pub address: String,
    /// The line below its title.
    pub detail: String,
    /// Its score.
    pub score: u32,
}

impl Engine {
    /// The results of the page that are here, for other code of this program.
    pub fn hits(&self) -> Vec<Hit> {
        let lang = self.asked.options.lang;
        let hit = |&(score, document): &(u32, u32)| {
            let entry = self.entry(document)?;
            let (page, _) = entry.page(lang);
            Some(Hit {
                id: document,
                code: entry.code.clone(),
                title: page.title.clone(),
                address: page.address.clone(),
                detail: page.detail.clone(),
                score,
            })
        };
        self.page().results.iter().filter_map(hit).collect()
    }

    /// Whether the results of the page are here; filters and counts may not be.
    pub fn is_shown(&self) -> bool {
        self.page().shown
    }

    /// How many documents match, and whether that is exact.
    pub fn total(&self) -> (usize, bool) {
        (self.page().total, self.page().exact)
    }

    /// What the question was corrected to, if it was.
    pub fn corrected(&self) -> Option<String> {
        self.ranked().corrected.then(|| self.spelled())
    }

    /// Whether no document answers the question as a whole: then the results are only those nearest to it.
    pub fn is_near(&self) -> bool {
        let ranked = self.ranked();
        // What was meant by a misspelled word may yet do better.
        self.page().shown && ranked.better.is_empty() && ranked.ranking.as_ref().is_some_and(|ranking| ranking.near)
    }

    /// The words of the question that a result lacks for certain, between commas, where none answers it as a whole.
    pub fn missing_words(&self, document: u32) -> String {
        let ranked = self.ranked();
        let ranking = ranked.ranking.as_ref().filter(|_| self.is_near());
        let lacking = ranking.map_or(0, |ranking| ranking.lacking(document));
        let mut missing = String::new();
        for (at, word) in ranked.question.words.iter().enumerate() {
            if lacking & 1 << at != 0 {
                if !missing.is_empty() {
                    missing.push_str(", ");
                }
                missing.push_str(&word.text);
            }
        }
        missing
    }

    /// The part of a page that was asked for.
    pub fn section(&self) -> Option<&'static str> {
        self.asked.question.section.map(super::super::question::Section::id)
    }

    /// The corrected question, with the marks the results have.
    fn spelled(&self) -> String {
        let entries = self.page().results.iter().filter_map(|(_, document)| self.entry(*document));
        let titles: Vec<&str> = entries.map(|entry| entry.vi.title.as_str()).collect();
        let spell = |term: &str, text: &str| {
            let mut found = None;
            for title in &titles {
                each_token(title, &mut |token| {
                    if found.is_none() && token.term == term {
                        found = Some(token.text.chars().map(crate::language::lower).collect::<String>());
                    }
                });
            }
            found.unwrap_or_else(|| text.to_owned())
        };
        let words: Vec<String> = self
            .ranked()
            .question
            .words
            .iter()
            .map(|word| if word.key.is_none() { spell(&word.term, &word.text) } else { word.text.clone() })
            .collect();
        words.join(" ")
    }

    /// The answer, as far as it is known: the JSON that the module's documentation describes.
    pub fn answer(&self) -> String {
        let options = &self.asked.options;
        let page = self.page();
        let mut json = Json::default();
        let stage = match () {
            () if !page.shown => "head",
            () if page.wanted.is_empty() => "full",
            () => "first",
        };
        let pages = page.total.div_ceil(options.size).max(1);
        json.open('{');
        json.key("generation").number(self.generation);
        json.key("stage").text(stage);
        json.key("total").number(page.total as u32);
        json.key("exact").flag(page.exact);
        json.key("page").number(options.page as u32);
        json.key("pages").number(pages as u32);
        json.key("corrected");
        match self.corrected() {
            Some(corrected) => json.text(&corrected),
            None => json.null(),
        }
        json.key("near").flag(self.is_near());
        json.key("section");
        match self.section() {
            Some(section) => json.text(section),
            None => json.null(),
        }
        json.key("results").open('[');
        if page.shown {
            let terms = self.ranked().ranking.as_ref().map_or(&[][..], |ranking| &ranking.terms);
            for &(_, document) in &page.results {
                if let Some(entry) = self.entry(document) {
                    self.write_result(&mut json, document, entry, terms);
                }
            }
        } else {
            self.write_head(&mut json);
        }
        json.close(']');
        json.key("facets").open('[');
        page.facets.iter().for_each(|facet| self.write_facet(&mut json, facet));
        json.close(']');
        json.key("suggestions").open('[');
        if page.total == 0 && page.shown && page.wanted.is_empty() {
            for suggestion in &self.root.suggestions {
                json.open('{');
                json.labelled("label", &suggestion.label, options.lang);
                json.key("address").text(suggestion.address.get(options.lang));
                json.close('}');
            }
        }
        json.close(']');
        json.close('}');
        json.finish()
    }

    fn write_head(&self, json: &mut Json) {
        let options = &self.asked.options;
        // Filters and other orders need what the head has not.
        if !options.filters.is_empty() || options.page > 1 || options.sort != Sort::Rank {
            return;
        }
        let Some(head) = &self.files.head else { return };
        let question: &Question = &self.asked.question;
        let terms: Vec<String> = question.words.iter().map(|word| word.term.clone()).collect();
        for entry in head.search(question, options.size) {
            self.write_result(json, entry.id, entry, &terms);
        }
    }

    fn write_result(&self, json: &mut Json, id: u32, entry: &Entry, terms: &[String]) {
        let (page, lang) = entry.page(self.asked.options.lang);
        json.open('{');
        json.key("id").number(id);
        json.key("kind").text(Kind::id(entry.kind));
        json.key("lang").text(lang.tag());
        json.key("title").text(&page.title);
        json.key("marks").marks(&page.title, terms);
        json.key("address").text(&page.address);
        json.key("code").text(&entry.code);
        json.key("detail").text(&page.detail);
        json.key("summary").text(&page.summary);
        json.key("summaryMarks").marks(&page.summary, terms);
        json.key("lacks").text(&self.missing_words(id));
        // A record stands beside the Vietnamese page, whichever is shown.
        json.key("record");
        if entry.record {
            json.text(&entry.vi.address);
        } else {
            json.null();
        }
        json.close('}');
    }
}
