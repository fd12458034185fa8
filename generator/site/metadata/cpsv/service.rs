//! A procedure as a public service of CPSV-AP 3.2.0.

use std::io;

use super::Names;
use crate::catalogue::{
    Channel, ChannelKind, Fee, FeeAmount, Field, Language, Online, Procedure, ProcessingTime, Prose, State,
};
use crate::language::duration::{Basis, Duration};
use crate::site::index::Card;
use crate::site::metadata::rdf::Turtle;
use crate::site::metadata::rdf::vocabulary as v;
use crate::site::prose::{bare, heading};
use crate::site::render::Renderer;
use crate::site::routes::{Address, Section};

/// A service that is being described.
struct Service<'t, 'r, 'a> {
    names: &'t Names<'r, 'a>,
    procedure: &'a Procedure,
    card: &'a Card<'a>,
    /// Its own address; parts of it have addresses behind that.
    page: String,
}

/// Describes a procedure.
pub(super) fn write(names: &Names<'_, '_>, at: u32, turtle: &mut Turtle) -> io::Result<()> {
    let index = names.renderer.index;
    let (card, procedure) = (&index.cards[at as usize], &index.catalogue.procedures[at as usize]);
    let page = Address::item(Section::Procedure, Language::Vi, &card.segment).absolute(names.base);
    let service = Service { names, procedure, card, page };
    service.itself(turtle)?;
    service.channels(turtle)?;
    service.evidence(turtle)?;
    service.outputs(turtle)?;
    service.requirements(turtle)
}

fn items<T>(field: &Field<Vec<T>>) -> impl Iterator<Item = (usize, &T)> {
    (1..).zip(field.iter().flat_map(|field| &field.value))
}

impl<'a> Service<'_, '_, 'a> {
    fn renderer(&self) -> &Renderer<'_> {
        self.names.renderer
    }

    /// The address of a part.
    fn part(&self, kind: &str, at: usize) -> String {
        format!("{}#{kind}-{at}", self.page)
    }

    fn iri(&self) -> String {
        format!("{}#service", self.page)
    }

    fn itself(&self, turtle: &mut Turtle) -> io::Result<()> {
        let (procedure, iri) = (self.procedure, self.iri());
        let mut service = turtle.subject(&iri, v::PUBLIC_SERVICE)?;
        service.plain(v::IDENTIFIER, &procedure.code)?.link(v::PAGE, &self.page)?;
        service.link(v::LANGUAGE, v::VIETNAMESE.as_str())?;
        let (name, summary) = (&procedure.name, &procedure.summary);
        // A description is wanted: without a summary it is the name.
        let described = if summary.is_empty() { name } else { summary };
        for (predicate, text) in [(v::TITLE, name), (v::DESCRIPTION, described)] {
            if text.is_empty() {
                service.text(predicate, &procedure.code, Language::Vi)?;
            }
            for (text, language) in [(&text.vi, Language::Vi), (&text.en, Language::En)] {
                service.text(predicate, text.as_ref().map_or("", |text| &text.value), language)?;
            }
        }
        for authority in self.authorities() {
            service.link(v::HAS_COMPETENT_AUTHORITY, &authority)?;
        }
        for &field in &self.card.fields {
            service.link(v::THEMATIC_AREA, &self.names.field(field))?;
        }
        for &group in &self.card.groups {
            service.link(v::IS_GROUPED_BY, &self.names.group(group))?;
        }
        for (_, audience) in items(&procedure.audiences) {
            service.link(v::AUDIENCE, &self.names.audience(audience))?;
        }
        for (_, keyword) in items(&procedure.keywords) {
            service.texts(v::KEYWORD, keyword, str::trim)?;
        }
        if let Some(state) = &procedure.state {
            let status = if state.value == State::Abolished { v::WITHDRAWN } else { v::COMPLETED };
            service.link(v::STATUS, status.as_str())?;
        }
        if let Some(updated) = &procedure.updated {
            service.date(v::MODIFIED, updated.value)?;
        }
        if let Some(page) = &procedure.official_page {
            service.web(v::PAGE, &page.value)?;
        }
        if let Some(duration) = self.only_duration() {
            service.duration(v::PROCESSING_TIME, &duration)?;
        }
        for (at, channel) in items(&procedure.channels) {
            service.link(v::HAS_CHANNEL, &self.part("channel", at))?;
            for fee in 1..=channel.fees.len() {
                service.link(v::HAS_COST, &self.cost(at, fee))?;
            }
        }
        for (at, _) in self.documents() {
            service.link(v::HAS_INPUT_TYPE, &self.part("document", at))?;
        }
        for (at, _) in items(&procedure.results) {
            service.link(v::PRODUCES, &self.part("result", at))?;
        }
        for (_, law) in items(&procedure.legal_basis) {
            service.link(v::HAS_LEGAL_RESOURCE, &self.names.law(law))?;
        }
        for at in 0..self.conditions() {
            service.link(v::HOLDS_REQUIREMENT, &self.part("requirement", at))?;
        }
        Ok(())
    }

    /// Who decides; else to whom it was delegated, who carries it out, who issued it, or who publishes the site.
    fn authorities(&self) -> Vec<String> {
        let [executing, competent, authorised, delegated, _] = &self.card.roles;
        let publisher = self.card.publisher.map(|at| [at]);
        let publisher = publisher.as_ref().map_or(&[][..], |at| at);
        let found = [competent, delegated, authorised, executing].into_iter().map(|role| &**role).chain([publisher]);
        match found.into_iter().find(|role| !role.is_empty()) {
            Some(role) => role.iter().map(|&agency| self.names.agency(agency)).collect(),
            None => vec![self.names.publisher()],
        }
    }

    /// How long it takes, where every way takes as long and that is a length of time rather than working days.
    fn only_duration(&self) -> Option<String> {
        let mut times = items(&self.procedure.channels).filter_map(|(_, channel)| channel.time.as_ref());
        let first = times.next()?;
        times.all(|time| time == first).then(|| duration(first)).flatten()
    }

    fn cost(&self, channel: usize, fee: usize) -> String {
        format!("{}-{fee}", self.part("fee", channel))
    }

    fn channels(&self, turtle: &mut Turtle) -> io::Result<()> {
        for (at, channel) in items(&self.procedure.channels) {
            let iri = self.part("channel", at);
            self.channel(turtle, &iri, at, channel)?;
            for (number, fee) in (1..).zip(&channel.fees) {
                self.fee(turtle, &iri, &self.cost(at, number), fee)?;
            }
        }
        Ok(())
    }

    fn channel(&self, turtle: &mut Turtle, iri: &str, at: usize, channel: &Channel) -> io::Result<()> {
        let mut subject = turtle.subject(iri, v::CHANNEL)?;
        subject.plain(v::IDENTIFIER, &format!("{}-{at}", channel.kind.id()))?;
        subject.link(v::TYPE, &self.names.way(channel.kind))?;
        let online = channel.kind == ChannelKind::Online
            && self.procedure.online.as_ref().is_some_and(|online| online.value != Online::No);
        if let Some(page) = self.procedure.official_page.as_ref().filter(|_| online) {
            subject.web(v::PAGE, &page.value)?;
        }
        match &channel.time {
            Some(time @ ProcessingTime::Quantity(quantity)) => {
                if let Some(duration) = duration(time) {
                    subject.duration(v::PROCESSING_TIME, &duration)?;
                }
                for &language in self.renderer().languages() {
                    let text = self.renderer().words(language).duration(*quantity);
                    subject.text(v::DESCRIPTION, &text, language)?;
                }
            }
            Some(ProcessingTime::Verbatim(text)) => drop(subject.text(v::DESCRIPTION, text, Language::Vi)?),
            None => {}
        }
        if let Some(note) = &channel.note {
            subject.texts(v::DESCRIPTION, note, str::trim)?;
        }
        Ok(())
    }

    fn fee(&self, turtle: &mut Turtle, channel: &str, iri: &str, fee: &Fee) -> io::Result<()> {
        let number = iri.rsplit('#').next().unwrap_or(iri);
        let mut cost = turtle.subject(iri, v::COST)?;
        cost.plain(v::IDENTIFIER, number)?.link(v::IF_ACCESSED_THROUGH, channel)?;
        match fee.amount {
            FeeAmount::Free => drop(cost.double(v::HAS_VALUE, 0)?),
            FeeAmount::Known(money) => {
                cost.double(v::HAS_VALUE, money.amount)?.link(v::CURRENCY, &self.names.currency(money.currency))?;
            }
            FeeAmount::Unknown => {}
        }
        for text in [&fee.name, &fee.note].into_iter().flatten() {
            cost.texts(v::DESCRIPTION, text, str::trim)?;
        }
        Ok(())
    }

    /// The documents, without notes that stand among them.
    fn documents(&self) -> impl Iterator<Item = (usize, &'a crate::catalogue::Document)> {
        let groups = self.procedure.documents.iter().flat_map(|groups| &groups.value);
        (1..).zip(groups.flat_map(|group| &group.documents).filter(|document| !document.is_note()))
    }

    fn evidence(&self, turtle: &mut Turtle) -> io::Result<()> {
        for (at, document) in self.documents() {
            let iri = self.part("document", at);
            let mut evidence = turtle.subject(&iri, v::EVIDENCE_TYPE)?;
            evidence.plain(v::IDENTIFIER, document.code.as_deref().unwrap_or(&at.to_string()))?;
            evidence.texts(v::TITLE, &document.name, bare)?;
            if let Some(note) = &document.note {
                evidence.texts(v::DESCRIPTION, note, str::trim)?;
            }
        }
        Ok(())
    }

    fn outputs(&self, turtle: &mut Turtle) -> io::Result<()> {
        for (at, result) in items(&self.procedure.results) {
            let iri = self.part("result", at);
            let mut output = turtle.subject(&iri, v::OUTPUT)?;
            output.plain(v::IDENTIFIER, result.code.as_deref().unwrap_or(&at.to_string()))?;
            output.texts(v::TITLE, &result.name, bare)?;
        }
        Ok(())
    }

    /// How many requirements there are: those of the rules, and the official text, which is number 0.
    fn conditions(&self) -> usize {
        1 + self.procedure.rules.as_ref().map_or(0, |rules| rules.conditions.len())
    }

    fn requirements(&self, turtle: &mut Turtle) -> io::Result<()> {
        let text = &self.procedure.requirements;
        let words = |language| self.renderer().words(language).say("requirements");
        let iri = self.part("requirement", 0);
        let mut whole = turtle.subject(&iri, v::REQUIREMENT)?;
        whole.plain(v::IDENTIFIER, "0")?;
        for (text, language) in [(&text.vi, Language::Vi), (&text.en, Language::En)] {
            let text = text.as_ref().map_or("", |text| Prose::source(&text.value));
            whole.text(v::TITLE, words(language), language)?.text(v::DESCRIPTION, text, language)?;
        }
        let conditions = self.procedure.rules.iter().flat_map(|rules| &rules.conditions);
        for (at, condition) in (1..).zip(conditions) {
            let iri = self.part("requirement", at);
            let mut requirement = turtle.subject(&iri, v::REQUIREMENT)?;
            requirement.plain(v::IDENTIFIER, &condition.common.id)?;
            match &condition.common.name {
                Some(name) => {
                    requirement.text(v::TITLE, heading(&name.vi), Language::Vi)?;
                    requirement.text(v::TITLE, heading(name.en.as_deref().unwrap_or_default()), Language::En)?;
                }
                None => drop(requirement.text(v::TITLE, &condition.common.id, Language::Vi)?),
            }
        }
        Ok(())
    }
}

/// A length of time as `xsd:duration` has it, which knows no working days, weeks and broken days.
fn duration(time: &ProcessingTime) -> Option<String> {
    let ProcessingTime::Quantity(quantity @ Duration { basis: Basis::Calendar, .. }) = time else { return None };
    let text = quantity.iso8601();
    (!text.contains(['.', 'W'])).then_some(text)
}
