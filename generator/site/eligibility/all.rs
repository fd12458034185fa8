//! The page of the whole catalogue: what one can get and what one must do, by the groups of services people know.

use serde::Serialize;

use super::Eligibility;
use super::data::{self, Engine};
use super::fields::{Field, fields};
use super::places::{self, PlaceOption};
use crate::catalogue::Language;
use crate::files::FileError;
use crate::site::directory::Entry;
use crate::site::render::{Head, Html, Renderer, Said, other};
use crate::site::routes::{Address, Section};

#[derive(Serialize)]
struct CheckAllPage<'a> {
    /// The groups of services, then what is in none.
    topics: Vec<Topic<'a>>,
    /// How many procedures have no rules, in words.
    others: Option<String>,
    procedures: String,
    fields: Vec<Field<'a>>,
    places: Vec<PlaceOption>,
    engine: Engine,
    data: Html,
}

#[derive(Serialize)]
struct Topic<'a> {
    id: &'a str,
    name: Said<'a>,
    items: Vec<Item<'a>>,
}

/// A procedure that has rules.
#[derive(Serialize)]
struct Item<'a> {
    /// Its place in the program.
    at: usize,
    code: &'a str,
    href: String,
    name: Said<'a>,
}

/// Writes the page of a language.
pub(in crate::site) fn write_all(renderer: &Renderer<'_>, language: Language) -> Result<(), FileError> {
    let Some(eligibility) = &renderer.eligibility else { return Ok(()) };
    let page = Address::check_all(language);
    let words = renderer.words(language);
    let rules = eligibility.rules;
    let procedures = eligibility.places.values().map(|&place| &rules.program.procedures[place]);
    let asked = rules.program.questions_of(procedures);
    let without = renderer.index.order[0].len().saturating_sub(eligibility.places.len());
    let phrases = &eligibility.phrases[language as usize];
    let content = CheckAllPage {
        topics: topics(renderer, eligibility, language, &page),
        others: (without > 0).then(|| words.count("check_without", without)),
        procedures: renderer.href(&page, &Address::section(Section::Letter, language)),
        fields: fields(rules.book, rules.program, &asked, (phrases, words)),
        places: places::options(rules.book, rules.program, &asked, (phrases, words)),
        engine: Engine::new(renderer, &page),
        data: data::of_catalogue(renderer.href(&page, &eligibility.bytes.0), words),
    };
    let head = Head {
        other: renderer.languages().contains(&other(language)).then(|| Address::check_all(other(language))),
        ..Head::new(words.say("check_all"), words.say("check_all_lead"))
    };
    renderer.put("check-all.html", language, &page, head, &content)
}

fn topics<'a>(
    renderer: &Renderer<'a>,
    eligibility: &Eligibility<'_>,
    language: Language,
    page: &Address,
) -> Vec<Topic<'a>> {
    let index = renderer.index;
    let item = |at: u32| {
        let card = index.card(at);
        let shown = if card.has[language as usize] { language } else { Language::Vi };
        let address = Address::item(Section::Procedure, shown, &card.segment).check(shown);
        Item {
            at: eligibility.places.range(..at).count(),
            code: &index.catalogue.procedures[at as usize].code,
            href: renderer.href(page, &address),
            name: Said::new(&*card.names[shown as usize], shown, language),
        }
    };
    let in_order = |mut of: Vec<u32>| {
        of.sort_by_key(|&at| index.card(at).place);
        of.into_iter().map(item).collect::<Vec<_>>()
    };
    let topic = |entry: &'a Entry<'a>| {
        let members = entry.members.iter().copied().filter(|&at| eligibility.has(at)).collect();
        Topic { id: &entry.id, name: Said::of(entry.name, language), items: in_order(members) }
    };
    let mut topics: Vec<Topic<'a>> = index.groups.entries.iter().map(topic).collect();
    topics.retain(|topic| !topic.items.is_empty());
    let rest: Vec<u32> = eligibility.published().filter(|&at| index.card(at).groups.is_empty()).collect();
    if !rest.is_empty() {
        let name = Said::new(renderer.words(language).say("check_other_topic"), language, language);
        topics.push(Topic { id: "-", name, items: in_order(rest) });
    }
    topics
}
