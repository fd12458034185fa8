//! The page of a procedure: what a citizen must know, most needed first.
//!
//! In: a procedure and the index. Out: its page in each of its languages, and its record as JSON.

mod about;
mod channels;
mod documents;
mod people;
mod texts;

pub(super) use self::channels::way;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use serde::Serialize;

use self::about::{About, ChangeLine};
pub(super) use self::channels::Facts;
use self::channels::{CaseRow, ChannelRow};
pub(super) use self::documents::{Group, Item};
pub(super) use self::people::Role;
use self::texts::StepItem;
use super::eligibility::RulesText;
use super::metadata;
use super::record;
use super::render::{Head, Html, Link, Renderer, Said, other};
use super::routes::{Address, Section};
use crate::catalogue::{Kind, Language, LegalDocument, Procedure, ReturnMethod, State};
use crate::files::FileError;

/// Everything the template shows.
#[derive(Serialize)]
struct ProcedurePage<'a> {
    code: &'a str,
    name: Said<'a>,
    summary: Option<Said<'a>>,
    abolished: bool,
    internal: bool,
    crumb: Option<Link<'a>>,
    facts: Facts<'a>,
    action: Option<Action<'a>>,
    groups: Vec<Group<'a>>,
    channels: Vec<ChannelRow<'a>>,
    steps: Vec<StepItem<'a>>,
    cases: Vec<CaseRow<'a>>,
    body: Option<Html>,
    requirements: Option<Html>,
    results: Vec<Said<'a>>,
    returned: Vec<&'a str>,
    reception: Option<Html>,
    roles: Vec<Role<'a>>,
    legal: Vec<LegalRow<'a>>,
    rules: Option<RulesText<'a>>,
    check: Option<String>,
    note: Option<Html>,
    belongs: Vec<Role<'a>>,
    related: Vec<Link<'a>>,
    changes: Vec<ChangeLine<'a>>,
    about: About<'a>,
    qr: Option<QrCode>,
}

/// Where one can apply or read on.
#[derive(Serialize)]
pub(super) struct Action<'a> {
    href: &'a str,
    host: &'a str,
    /// Whether one can apply there, or only read.
    apply: bool,
}

#[derive(Serialize)]
struct LegalRow<'a> {
    /// Where citations lead.
    id: Option<String>,
    number: Option<&'a str>,
    name: Said<'a>,
    date: Option<String>,
    href: Option<&'a str>,
    /// All procedures that rest on it.
    others: Option<Others>,
}

#[derive(Serialize)]
struct Others {
    href: String,
    text: String,
}

#[derive(Serialize)]
struct QrCode {
    image: String,
    size: usize,
    url: String,
}

/// What a page is made from.
pub(super) struct Making<'r, 'a> {
    pub renderer: &'r Renderer<'a>,
    pub procedure: &'a Procedure,
    pub at: u32,
    pub language: Language,
    /// The page that is made: the procedure's own, or one beside it.
    pub page: Address,
    /// Where the laws of the legal basis stand, by number: every citation asks.
    pub laws: OnceCell<BTreeMap<String, String>>,
}

/// Writes the pages of the procedure at `at` and its record; returns how many pages in each language.
pub(super) fn write(renderer: &Renderer<'_>, at: u32) -> Result<[usize; 2], FileError> {
    let card = renderer.index.card(at);
    let mut pages = [0; 2];
    for &language in renderer.languages() {
        if card.has[language as usize] {
            write_page(renderer, at, language)?;
            pages[language as usize] += 1;
        }
    }
    write_record(renderer, at)?;
    Ok(pages)
}

fn write_page(renderer: &Renderer<'_>, at: u32, language: Language) -> Result<(), FileError> {
    let making = Making::new(renderer, at, language);
    let content = making.content();
    let description = making.description(&content);
    let own = Address::item(Section::Procedure, Language::Vi, &renderer.index.card(at).segment);
    let record = renderer.href(&making.page, &own.beside("index.json"));
    let has_other =
        renderer.languages().contains(&other(language)) && renderer.index.card(at).has[other(language) as usize];
    let head = Head {
        section: Some(Section::Procedure),
        other: has_other.then(|| Address::item(Section::Procedure, other(language), &renderer.index.card(at).segment)),
        noindex: content.internal,
        record: Some(&record),
        code: Some(content.code),
        linked_data: metadata::government_service(renderer, at, language),
        ..Head::new(&content.name.text, description)
    };
    renderer.put("procedure.html", language, &making.page, head, &content)
}

fn write_record(renderer: &Renderer<'_>, at: u32) -> Result<(), FileError> {
    thread_local! {
        static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    let page = Address::item(Section::Procedure, Language::Vi, &renderer.index.card(at).segment);
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        let procedure = &renderer.index.catalogue.procedures[at as usize];
        record::write(
            renderer.index.catalogue,
            procedure,
            renderer.base.as_deref().map(|base| page.absolute(base)),
            buffer,
        )?;
        renderer.sink.put(&page.beside("index.json").path(), buffer)
    })
}

impl<'r, 'a> Making<'r, 'a> {
    pub fn new(renderer: &'r Renderer<'a>, at: u32, language: Language) -> Self {
        let page = Address::item(Section::Procedure, language, &renderer.index.card(at).segment);
        Self {
            renderer,
            procedure: &renderer.index.catalogue.procedures[at as usize],
            at,
            language,
            page,
            laws: OnceCell::new(),
        }
    }

    pub fn say(&self, key: &'static str) -> &'a str {
        self.renderer.words(self.language).say(key)
    }

    fn content(&self) -> ProcedurePage<'a> {
        let procedure = self.procedure;
        let name = Said::localised(&procedure.name, self.language);
        let groups = self.groups();
        let channel_list = self.channel_list();
        let channels = self.channels(&channel_list);
        ProcedurePage {
            code: &procedure.code,
            name: name.unwrap_or(Said::new(&*procedure.code, self.language, self.language)),
            summary: Said::localised(&procedure.summary, self.language),
            abolished: procedure.state.as_ref().is_some_and(|state| state.value == State::Abolished),
            internal: procedure.kind.as_ref().is_some_and(|kind| kind.value == Kind::Internal),
            crumb: self.crumb(),
            facts: self.facts(&groups, &channel_list),
            action: self.action(),
            steps: self.steps(),
            cases: self.cases(),
            body: self.passage(&procedure.body, 2),
            requirements: self.passage(&procedure.requirements, 3),
            results: self.results(),
            returned: self.returned(),
            reception: self.passage(&procedure.reception, 4),
            roles: self.roles(),
            legal: self.legal(),
            rules: self.rules_text(),
            check: self.check_page().map(|check| self.renderer.href(&self.page, &check)),
            note: self.passage(&procedure.note, 3),
            belongs: self.belongs(),
            related: self.related(),
            changes: self.changes(),
            about: self.about(),
            qr: self.qr(),
            groups,
            channels,
        }
    }

    /// What search engines show: the summary, else the facts in a line.
    fn description(&self, content: &ProcedurePage<'_>) -> String {
        if let Some(summary) = &content.summary {
            return summary.text.to_string();
        }
        let mut line = format!("{}: {}. ", self.say("code"), content.code);
        for (label, text) in [("time", &content.facts.time), ("fee", &content.facts.fee)] {
            line.push_str(self.say(label));
            line.push_str(": ");
            line.push_str(text.first().map_or(self.say("unknown"), |first| &first.text));
            line.push_str(". ");
        }
        line.push_str(&content.facts.documents);
        line
    }

    pub fn action(&self) -> Option<Action<'a>> {
        let href = &**self.procedure.official_page.as_ref().map(|page| &page.value)?;
        let host = href.split("://").nth(1)?.split(['/', '?', '#']).next()?;
        let online = self.procedure.online.as_ref().is_some_and(|online| online.value != crate::catalogue::Online::No);
        super::routes::is_web(href).then_some(Action { href, host, apply: online })
    }

    fn results(&self) -> Vec<Said<'a>> {
        let items = self.procedure.results.iter().flat_map(|results| &results.value);
        items
            .map(|item| Said::cut(&item.name, self.language, super::prose::bare))
            .filter(|said| !said.text.is_empty())
            .collect()
    }

    fn returned(&self) -> Vec<&'a str> {
        let methods = self.procedure.return_methods.iter().flat_map(|methods| &methods.value);
        let key = |method: &ReturnMethod| match method {
            ReturnMethod::AtCounter => "return_counter",
            ReturnMethod::AtHome => "return_home",
            ReturnMethod::Online => "return_online",
        };
        methods.map(|method| self.say(key(method))).collect()
    }

    fn legal(&self) -> Vec<LegalRow<'a>> {
        let mut ids = self.law_ids().clone();
        let row = |item: &'a LegalDocument| LegalRow {
            id: item.key().and_then(|number| ids.remove(&number)),
            // Most names begin with the number.
            number: item.number.as_deref().filter(|number| !item.name.vi.contains(number)),
            name: Said::of(&item.name, self.language),
            date: item.date.map(|date| self.renderer.words(self.language).date(date)),
            href: item.url.as_deref().filter(|url| super::routes::is_web(url)),
            others: self.resting_on(item),
        };
        self.procedure.legal_basis.iter().flat_map(|basis| &basis.value).map(row).collect()
    }

    /// The page of all procedures that rest on a legal document, where there are others.
    fn resting_on(&self, item: &LegalDocument) -> Option<Others> {
        let index = self.renderer.index;
        let law = index.law_of.get(&*item.identity()?)?;
        let entry = index.laws.entries.get(*law as usize).filter(|entry| entry.members.len() > 1)?;
        let (_, shown) = entry.name.get(self.language);
        Some(Others {
            href: self.renderer.href(&self.page, &Address::item(Section::Legal, shown, &entry.id)),
            text: self.renderer.words(self.language).count("law_procedures_n", entry.members.len()),
        })
    }

    fn qr(&self) -> Option<QrCode> {
        let url = self.page.absolute(self.renderer.base.as_deref()?);
        let (image, size) = self.renderer.qr_codes.image(&url)?;
        Some(QrCode { image, size, url })
    }
}
