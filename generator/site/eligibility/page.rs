//! The page that asks whether a procedure is for the person who reads.

use serde::Serialize;

use super::checklist::{Checklist, checklist};
use super::data::{self, Engine};
use super::fields::{Field, fields};
use super::places::{self, PlaceOption};
use super::text::RulesText;
use crate::catalogue::Language;
use crate::files::FileError;
use crate::site::procedure::{Action, Facts, Making, Role};
use crate::site::render::{Head, Html, Renderer, Said, other};
use crate::site::routes::{Address, Section};

#[derive(Serialize)]
struct CheckPage<'a> {
    code: &'a str,
    name: Said<'a>,
    title: String,
    /// The page of the procedure, and that of the whole catalogue.
    procedure: String,
    all: String,
    rules: RulesText<'a>,
    checklist: Vec<Checklist<'a>>,
    facts: Facts<'a>,
    action: Option<Action<'a>>,
    roles: Vec<Role<'a>>,
    reception: Option<Html>,
    fields: Vec<Field<'a>>,
    places: Vec<PlaceOption>,
    engine: Engine,
    data: Html,
}

/// Writes the pages of the procedure at `at`; returns how many in each language.
pub(in crate::site) fn write(renderer: &Renderer<'_>, at: u32) -> Result<[usize; 2], FileError> {
    let mut pages = [0; 2];
    for &language in renderer.languages() {
        if renderer.index.card(at).has[language as usize] && write_page(renderer, at, language)? {
            pages[language as usize] += 1;
        }
    }
    Ok(pages)
}

/// Whether there was anything to write.
fn write_page(renderer: &Renderer<'_>, at: u32, language: Language) -> Result<bool, FileError> {
    let mut making = Making::new(renderer, at, language);
    let own = making.page.clone();
    making.page = own.check(language);
    let Some(content) = content(&making, &own) else { return Ok(false) };
    let words = renderer.words(language);
    let in_other = |language| {
        let segment = &renderer.index.card(at).segment;
        Address::item(Section::Procedure, language, segment).check(language)
    };
    let has_other = renderer.languages().contains(&other(language));
    let has_other = has_other && renderer.index.card(at).has[other(language) as usize];
    let head = Head {
        section: Some(Section::Procedure),
        code: Some(content.code),
        other: has_other.then(|| in_other(other(language))),
        ..Head::new(&content.title, words.say_with("check_description", &content.name.text))
    };
    renderer.put("check.html", language, &making.page, head, &content)?;
    Ok(true)
}

fn content<'a>(making: &Making<'_, 'a>, own: &Address) -> Option<CheckPage<'a>> {
    let (renderer, language, procedure) = (making.renderer, making.language, making.procedure);
    let eligibility = renderer.eligibility.as_ref()?;
    let place = *eligibility.places.get(&making.at)?;
    let (book, whole) = (eligibility.rules.book, eligibility.rules.program);
    let words = renderer.words(language);
    let part = whole.part(place);
    let asked = whole.questions_of([&whole.procedures[place]]);
    let name = Said::localised(&procedure.name, language);
    let name = name.unwrap_or(Said::new(&*procedure.code, language, language));
    let (groups, channels) = (making.groups(), making.channel_list());
    Some(CheckPage {
        code: &procedure.code,
        title: words.say_with("check_title", &name.text),
        name,
        procedure: renderer.href(&making.page, own),
        all: renderer.href(&making.page, &Address::check_all(language)),
        rules: making.rules_text()?,
        facts: making.facts(&groups, &channels),
        checklist: checklist(groups, &procedure.code),
        action: making.action(),
        roles: making.roles(),
        reception: making.passage(&procedure.reception, 4),
        fields: fields(book, whole, &asked, (making.phrases()?, words)),
        places: places::options(book, whole, &asked, (making.phrases()?, words)),
        engine: Engine::new(renderer, &making.page),
        data: data::of_procedure(&part, making.phrases()?, words),
    })
}
