//! From a ranking to an answer: corrections, filters, the page, counts, and what is still wanted.

use super::correct::Correction;
use super::json::Json;
use super::options::Sort;
use super::rank::Ranking;
use super::{Engine, State};
use crate::search::analysis::each_token;
use crate::search::document::{Kind, Lang};
use crate::search::format::column::{self, Column};
use crate::search::format::root::Hash;
use crate::search::format::shown::Entry;
use crate::search::order;
use crate::search::question::Question;

/// The counts of one facet.
#[derive(Debug, Clone, Default)]
pub(super) struct FacetCounts {
    /// Which column.
    pub(super) hash: Hash,
    /// Its name.
    pub(super) id: String,
    /// Value and count, the commonest first.
    pub(super) values: Vec<(u32, u32)>,
}

/// The most values of a facet an answer lists.
const VALUES: usize = 40;

/// So many results of tier 1 are enough to do without tier 2.
const ENOUGH: usize = 4;

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
    /// Works out all that the files here allow.
    pub(super) fn work_out(&self) -> State {
        let mut state = State { question: self.asked.question.clone(), ..State::default() };
        let mut scope = self.files_first(&state.question);
        let missing = self.missing(&scope);
        let mut beside = Vec::new();
        if self.files.ranks.is_none() && !self.files.failed.contains(&self.root.ranks) {
            beside.push(self.root.ranks);
        }
        if !missing.is_empty() || !beside.is_empty() {
            if self.files.head.is_none() && !self.files.failed.contains(&self.root.head) {
                state.wanted.push(self.root.head);
            }
            state.wanted.extend(missing);
            state.wanted.extend(beside);
            return state;
        }
        let mut ranking = self.rank(&state.question, &scope);
        if self.weights.correct && !self.asked.options.literal && ranking.well == 0 && !state.question.words.is_empty()
        {
            match self.correct(&state.question, &scope, ranking.complete == 0) {
                Correction::Wants(files) => state.wanted.extend(files),
                Correction::To(question) => {
                    let files = self.files_first(&question);
                    let missing = self.missing(&files);
                    let corrected = self.rank(&question, &files);
                    if missing.is_empty() && is_better(&corrected, &ranking) {
                        (state.question, state.corrected, ranking) = (question, true, corrected);
                        scope = files;
                    }
                    state.wanted.extend(missing);
                }
                Correction::None => {}
            }
        }
        state.scope = scope;
        self.choose(ranking, &mut state);
        state
    }

    /// Filters, orders and counts what was ranked.
    fn choose(&self, mut ranking: Ranking, state: &mut State) {
        let options = &self.asked.options;
        let wants_all = options.need_all() || ranking.matches.len() < options.size.min(ENOUGH);
        // Tier 2 counts where it is wanted, and not where it happens to be here from a question before.
        let files = if wants_all { self.files_second(&state.question, &state.scope) } else { Vec::new() };
        let second = self.missing(&files);
        if second.len() < files.len() {
            state.scope.extend(files);
            ranking = self.rank(&state.question, &state.scope);
        }
        let mut columns = Vec::new();
        let mut matches = ranking.matches.clone();
        let filters = self.filters(&mut columns);
        if options.facets {
            self.count(&matches, &filters, state, &mut columns);
        }
        matches.retain(|(_, document)| filters.iter().all(|filter| filter.has(*document)));
        match options.sort {
            Sort::Rank => {}
            Sort::Name => self.sort(&mut matches, column::NAME, &mut columns),
            Sort::Updated => self.sort(&mut matches, column::UPDATED, &mut columns),
        }
        let waits = !columns.is_empty() && (!options.filters.is_empty() || options.sort != Sort::Rank);
        let from = (options.page - 1).saturating_mul(options.size);
        state.total = matches.len();
        state.exact = ranking.exact;
        state.shown = !waits;
        if !waits {
            state.page = matches.iter().skip(from).take(options.size).map(|(_, document)| *document).collect();
        }
        for &document in &state.page {
            let Some(&hash) = self.block_of(document) else { continue };
            if !self.files.blocks.has(hash) && !self.files.failed.contains(&hash) {
                state.shown = false;
                if !state.wanted.contains(&hash) {
                    state.wanted.push(hash);
                }
            }
        }
        // What is to be seen first is fetched first: filters, counts and the rest of the postings follow.
        if state.shown || waits || state.page.is_empty() {
            state.wanted.extend(second);
            state.wanted.extend(columns);
        }
        state.ranking = Some(ranking);
    }

    fn block_of(&self, document: u32) -> Option<&Hash> {
        self.root.blocks.get((document / self.root.block) as usize)
    }

    fn entry(&self, document: u32) -> Option<&Entry> {
        self.files.blocks.get(*self.block_of(document)?)?.get((document % self.root.block) as usize)
    }

    /// A column, or a note that it is wanted.
    fn column(&self, id: &str, wanted: &mut Vec<Hash>) -> Option<(&Column, Hash)> {
        let (_, hash) = self.root.columns.iter().find(|(known, _)| known == id)?;
        let column = self.files.columns.get(*hash);
        if column.is_none() && !self.files.failed.contains(hash) && !wanted.contains(hash) {
            wanted.push(*hash);
        }
        column.map(|column| (column, *hash))
    }

    fn filters(&self, wanted: &mut Vec<Hash>) -> Vec<Filter<'_>> {
        let mut filters: Vec<Filter<'_>> = Vec::new();
        for (facet, value) in &self.asked.options.filters {
            if column_is_plain(facet) {
                continue;
            }
            let Some((column, _)) = self.column(facet, wanted) else { continue };
            let value = column.value(value);
            match filters.iter_mut().find(|filter| filter.facet == facet) {
                Some(filter) => filter.values.extend(value),
                None => filters.push(Filter { facet, column, values: value.into_iter().collect() }),
            }
        }
        filters
    }

    /// Counts the values of every facet among the matches; a facet's own filter does not narrow its counts.
    fn count(&self, matches: &[(u32, u32)], filters: &[Filter<'_>], state: &mut State, wanted: &mut Vec<Hash>) {
        for (id, _) in &self.root.columns {
            if column_is_plain(id) {
                continue;
            }
            let Some((column, hash)) = self.column(id, wanted) else { continue };
            let mut counts = vec![0u32; column.values.len()];
            let others = |document| filters.iter().filter(|other| other.facet != id).all(|other| other.has(document));
            for (_, document) in matches.iter().filter(|(_, document)| others(*document)) {
                for &value in column.of(*document) {
                    if let Some(count) = counts.get_mut(value as usize) {
                        *count += 1;
                    }
                }
            }
            let on = filters.iter().find(|filter| filter.facet == id).map_or(&[][..], |filter| &filter.values);
            let mut values: Vec<(u32, u32)> = (0..).zip(counts).filter(|(at, n)| *n > 0 || on.contains(at)).collect();
            order::by(&mut values, |(at, count)| u64::from(!on.contains(at)) << 32 | u64::from(!count));
            values.truncate(VALUES);
            if !values.is_empty() {
                state.facets.push(FacetCounts { hash, id: id.clone(), values });
            }
        }
    }

    fn sort(&self, matches: &mut Vec<(u32, u32)>, id: &str, wanted: &mut Vec<Hash>) {
        if let Some((column, _)) = self.column(id, wanted) {
            let first = |document: &u32| column.of(*document).first().copied().unwrap_or(0);
            if id == column::UPDATED {
                order::by(matches, |(_, document)| order::high_then_low(first(document), 0));
            } else {
                order::by(matches, |(_, document)| first(document).into());
            }
        }
    }

    /// The results of the page that are here, for other code of this program.
    pub fn hits(&self) -> Vec<Hit> {
        let lang = self.asked.options.lang;
        self.with_state(|state| {
            let score = |document| {
                let matches = state.ranking.as_ref().map_or(&[][..], |ranking| &ranking.matches);
                matches.iter().find(|(_, at)| *at == document).map_or(0, |(score, _)| *score)
            };
            let hit = |&document: &u32| {
                let entry = self.entry(document)?;
                let (page, _) = entry.page(lang);
                Some(Hit {
                    id: document,
                    code: entry.code.clone(),
                    title: page.title.clone(),
                    address: page.address.clone(),
                    detail: page.detail.clone(),
                    score: score(document),
                })
            };
            state.page.iter().filter_map(hit).collect()
        })
    }

    /// Whether all results of the page are here; filters and counts may not be.
    pub fn is_shown(&self) -> bool {
        self.with_state(|state| state.shown)
    }

    /// How many documents match, and whether that is exact.
    pub fn total(&self) -> (usize, bool) {
        self.with_state(|state| (state.total, state.exact))
    }

    /// What the question was corrected to, if it was.
    pub fn corrected(&self) -> Option<String> {
        self.with_state(|state| state.corrected.then(|| self.spelled(state)))
    }

    /// The part of a page that was asked for.
    pub fn section(&self) -> Option<&'static str> {
        self.asked.question.section.map(super::super::question::Section::id)
    }

    /// The corrected question, with the marks the results have.
    fn spelled(&self, state: &State) -> String {
        let entries = state.page.iter().filter_map(|&document| self.entry(document));
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
        let words: Vec<String> = state
            .question
            .words
            .iter()
            .map(|word| if word.key.is_none() { spell(&word.term, &word.text) } else { word.text.clone() })
            .collect();
        words.join(" ")
    }

    /// The answer, as far as it is known: the JSON that the module's documentation describes.
    pub fn answer(&self) -> String {
        self.with_state(|state| self.write(state))
    }

    fn write(&self, state: &State) -> String {
        let options = &self.asked.options;
        let mut json = Json::default();
        let head = state.ranking.is_none() || !state.shown && state.page.is_empty();
        let stage = match () {
            () if head => "head",
            () if state.wanted.is_empty() => "full",
            () => "first",
        };
        let pages = state.total.div_ceil(options.size).max(1);
        json.open('{');
        json.key("generation").number(self.generation);
        json.key("stage").text(stage);
        json.key("total").number(state.total as u32);
        json.key("exact").flag(state.exact && !head);
        json.key("page").number(options.page as u32);
        json.key("pages").number(pages as u32);
        json.key("corrected");
        if state.corrected {
            json.text(&self.spelled(state));
        } else {
            json.null();
        }
        json.key("section");
        match self.section() {
            Some(section) => json.text(section),
            None => json.null(),
        }
        json.key("results").open('[');
        if head {
            self.write_head(&mut json);
        } else {
            let empty = Vec::new();
            let terms = state.ranking.as_ref().map_or(&empty, |ranking| &ranking.terms);
            for &document in &state.page {
                if let Some(entry) = self.entry(document) {
                    write_result(&mut json, document, entry, options.lang, terms);
                }
            }
        }
        json.close(']');
        json.key("facets").open('[');
        state.facets.iter().for_each(|facet| self.write_facet(&mut json, facet));
        json.close(']');
        json.key("suggestions").open('[');
        if state.total == 0 && !head && state.wanted.is_empty() {
            for suggestion in &self.root.suggestions {
                json.open('{');
                json.key("label").text(suggestion.label.get(options.lang));
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
            write_result(json, entry.id, entry, options.lang, &terms);
        }
    }

    fn write_facet(&self, json: &mut Json, facet: &FacetCounts) {
        let Some(column) = self.files.columns.get(facet.hash) else { return };
        let options = &self.asked.options;
        json.open('{');
        json.key("id").text(&facet.id);
        json.key("values").open('[');
        for &(value, count) in &facet.values {
            let Some((id, label)) = column.values.get(value as usize) else { continue };
            let on = options.filters.iter().any(|(of, value)| *of == facet.id && value == id);
            json.open('{');
            json.key("id").text(id);
            json.key("label").text(label.get(options.lang));
            json.key("count").number(count);
            json.key("on").flag(on);
            json.close('}');
        }
        json.close(']');
        json.close('}');
    }
}

/// Whether a column is no facet.
fn column_is_plain(id: &str) -> bool {
    id == column::NAME || id == column::UPDATED
}

/// Whether a corrected question does better than the question.
fn is_better(corrected: &Ranking, asked: &Ranking) -> bool {
    let best = |ranking: &Ranking| ranking.matches.first().map_or(0, |(score, _)| *score);
    corrected.well > 0 && best(corrected) > best(asked) || best(corrected) / 8 > best(asked) / 7
}

/// A filter: one of these values of a facet.
struct Filter<'a> {
    facet: &'a str,
    column: &'a Column,
    values: Vec<u32>,
}

impl Filter<'_> {
    fn has(&self, document: u32) -> bool {
        self.column.of(document).iter().any(|value| self.values.contains(value))
    }
}

fn write_result(json: &mut Json, id: u32, entry: &Entry, lang: Lang, terms: &[String]) {
    let (page, lang) = entry.page(lang);
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
    // A record stands beside the Vietnamese page, whichever is shown.
    json.key("record");
    if entry.record {
        json.text(&entry.vi.address);
    } else {
        json.null();
    }
    json.close('}');
}
