//! What a dataset's publisher says of it, and how fresh it is against what was promised.
//!
//! Pages never depend on the day they are made: they say until when the promise is kept, and a script in the page says
//! whether that day is past.

use serde::Serialize;

use super::licence::{licence_address, licence_name};
use crate::dataset::Publication;
use crate::dataset::description::Frequency;
use crate::language::Date;
use crate::site::metadata::Record;
use crate::site::render::{Renderer, Said};
use crate::site::routes::is_web;
use crate::site::words::Words;

/// What is said of a dataset.
#[derive(Serialize)]
pub(super) struct Facts<'a> {
    publisher: Option<Said<'a>>,
    licence: Option<LicenceLink<'a>>,
    source: Option<Said<'a>>,
    source_url: Option<&'a str>,
    retrieved: Option<Day>,
    temporal: Option<String>,
    spatial: Option<Said<'a>>,
    contact: Option<&'a str>,
    contact_text: Option<&'a str>,
    pub frequency: Option<&'a str>,
    pub updated: Option<Day>,
    due: Option<Day>,
    promise: String,
}

/// A licence, by its name and its SPDX id.
#[derive(Serialize)]
pub(super) struct LicenceLink<'a> {
    id: &'a str,
    name: &'a str,
    href: Option<&'a str>,
}

/// A day for people and machines.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Day {
    pub iso: String,
    pub text: String,
}

impl Day {
    pub fn new(words: &Words, date: Date) -> Self {
        Self { iso: date.iso(), text: words.date(date) }
    }
}

impl<'a> Facts<'a> {
    /// What is said of a dataset, in a language.
    pub fn new(renderer: &Renderer<'_>, words: &'a Words, publication: &'a Publication<'_>) -> Self {
        let description = &publication.dataset.description;
        let language = words.language();
        let licence = description.licence.as_deref();
        let licence = licence.map(|id| LicenceLink { id, name: licence_name(id), href: licence_address(description) });
        let said = |text: &'a Option<crate::catalogue::Bilingual>| text.as_ref().map(|text| Said::of(text, language));
        let updated = updated(renderer, publication);
        let due = due(description.frequency, updated);
        let day = |date: Option<Date>| date.map(|date| Day::new(words, date));
        let frequency = description.frequency;
        let promise = match (frequency, due) {
            (Some(frequency), Some(due)) => words
                .say("dataset_promise_due")
                .replace("{frequency}", &frequency_word(words, frequency).to_lowercase())
                .replace("{n}", &words.date(due)),
            (Some(Frequency { word: "never", .. }), _) => words.say("dataset_promise_never").to_owned(),
            (Some(Frequency { word: "irreg", .. }), _) => words.say("dataset_promise_irregular").to_owned(),
            (Some(frequency @ Frequency { days: Some(_), .. }), None) => words
                .say("dataset_promise_since_unknown")
                .replace("{frequency}", &frequency_word(words, frequency).to_lowercase()),
            _ => words.say("dataset_promise_none").to_owned(),
        };
        Self {
            publisher: said(&description.publisher),
            licence,
            source: said(&description.source),
            source_url: description.source_url.as_deref().filter(|url| is_web(url)),
            retrieved: day(description.retrieved),
            temporal: temporal(words, description.temporal),
            spatial: said(&description.spatial),
            contact: description.contact.as_deref(),
            contact_text: description.contact.as_deref().map(|link| {
                let text = link.strip_prefix("mailto:").or_else(|| link.strip_prefix("tel:"));
                text.unwrap_or(link)
            }),
            frequency: frequency.map(|frequency| frequency_word(words, frequency)),
            updated: day(updated),
            due: day(due),
            promise,
        }
    }
}

/// When its data last changed, as far as anybody says.
pub(super) fn updated(renderer: &Renderer<'_>, publication: &Publication<'_>) -> Option<Date> {
    Record::new(renderer, publication).modified()
}

/// The last day on which it is as fresh as was promised; nothing where nothing was.
fn due(frequency: Option<Frequency>, updated: Option<Date>) -> Option<Date> {
    Date::from_days_since_epoch(updated?.days_since_epoch() + i32::from(frequency?.days?))
}

fn temporal(words: &Words, (start, end): (Option<Date>, Option<Date>)) -> Option<String> {
    match (start, end) {
        (Some(start), Some(end)) => {
            Some(words.say("dataset_from_to").replace("{from}", &words.date(start)).replace("{to}", &words.date(end)))
        }
        (Some(start), None) => Some(words.say_with("dataset_from", &words.date(start))),
        (None, Some(end)) => Some(words.say_with("dataset_until", &words.date(end))),
        (None, None) => None,
    }
}

/// What a frequency is called.
pub(super) fn frequency_word(words: &Words, frequency: Frequency) -> &str {
    const WORDS: [(&str, &str); 22] = [
        ("cont", "dataset_frequency_cont"),
        ("hourly", "dataset_frequency_hourly"),
        ("daily", "dataset_frequency_daily"),
        ("daily_2", "dataset_frequency_daily_2"),
        ("weekly", "dataset_frequency_weekly"),
        ("weekly_2", "dataset_frequency_weekly_2"),
        ("weekly_3", "dataset_frequency_weekly_3"),
        ("biweekly", "dataset_frequency_biweekly"),
        ("monthly", "dataset_frequency_monthly"),
        ("monthly_2", "dataset_frequency_monthly_2"),
        ("monthly_3", "dataset_frequency_monthly_3"),
        ("bimonthly", "dataset_frequency_bimonthly"),
        ("quarterly", "dataset_frequency_quarterly"),
        ("annual_2", "dataset_frequency_annual_2"),
        ("annual_3", "dataset_frequency_annual_3"),
        ("annual", "dataset_frequency_annual"),
        ("biennial", "dataset_frequency_biennial"),
        ("triennial", "dataset_frequency_triennial"),
        ("irreg", "dataset_frequency_irreg"),
        ("never", "dataset_frequency_never"),
        ("other", "dataset_frequency_other"),
        ("unknown", "dataset_frequency_unknown"),
    ];
    let key =
        WORDS.iter().find(|(word, _)| *word == frequency.word).map_or("dataset_frequency_unknown", |(_, key)| key);
    words.say(key)
}
