//! How to apply, how long it takes, what it costs: row by row, and in the summary box.

use serde::Serialize;

use super::Making;
use super::documents::Group;
use crate::catalogue::{Channel, ChannelKind, Fee, FeeAmount, Language, Named, Online, ProcessingTime};
use crate::language::Money;
use crate::site::render::{Link, Said};

/// Ways to apply that have the same time and fees.
#[derive(Debug, Serialize)]
pub(super) struct ChannelRow<'a> {
    #[serde(serialize_with = "listed")]
    ways: Vec<&'a str>,
    time: Option<Said<'a>>,
    fees: Vec<FeeLine<'a>>,
    notes: Vec<Note<'a>>,
}

/// What the source says of a way besides.
#[derive(Debug, PartialEq, Serialize)]
struct Note<'a> {
    /// The way; `None` where it is said of all ways of the row.
    way: Option<&'a str>,
    text: Said<'a>,
}

#[derive(Debug, Serialize)]
struct FeeLine<'a> {
    name: Option<Said<'a>>,
    /// `None` where it is not known.
    amount: Option<String>,
    note: Option<Said<'a>>,
    attachment: Option<&'a str>,
}

/// A sub-case of the portal.
#[derive(Debug, Serialize)]
pub(super) struct CaseRow<'a> {
    code: &'a str,
    name: Said<'a>,
    time: Option<Said<'a>>,
}

/// The summary box.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Facts<'a> {
    who: Vec<Link<'a>>,
    /// "and 3 more", where not all that carry it out are named.
    more: Option<String>,
    pub time: Vec<Said<'a>>,
    pub fee: Vec<Said<'a>>,
    pub documents: String,
    #[serde(serialize_with = "listed")]
    ways: Vec<&'a str>,
    online: Option<&'a str>,
    audiences: Vec<Said<'a>>,
}

/// How many agencies the summary box names.
const NAMED: usize = 3;
/// How many different times or fees it names.
const VALUES: usize = 3;

impl<'a> Making<'_, 'a> {
    pub(super) fn channels(&self, channels: &[&'a Channel]) -> Vec<ChannelRow<'a>> {
        let mut rows: Vec<(&Channel, ChannelRow<'a>)> = Vec::new();
        for &channel in channels {
            let way = self.say(way(channel.kind));
            let note = channel.note.as_ref().map(|note| Said::of(note, self.language)).filter(|note| !note.is_blank());
            let at = rows.iter().position(|(other, _)| same(other, channel)).unwrap_or_else(|| {
                rows.push((channel, self.channel(channel)));
                rows.len() - 1
            });
            let row = &mut rows[at].1;
            if !row.ways.contains(&way) {
                row.ways.push(way);
            }
            if let Some(text) = note {
                let note = Note { way: Some(way), text };
                if !row.notes.contains(&note) {
                    row.notes.push(note);
                }
            }
        }
        rows.into_iter().map(|(_, row)| row.with_common_note()).collect()
    }

    /// The channels, in the order in which a citizen would try them.
    pub(in crate::site) fn channel_list(&self) -> Vec<&'a Channel> {
        let mut channels: Vec<&Channel> = self.procedure.channels.iter().flat_map(|channels| &channels.value).collect();
        channels.sort_by_key(|channel| channel.kind);
        channels
    }

    fn channel(&self, channel: &'a Channel) -> ChannelRow<'a> {
        ChannelRow {
            ways: Vec::new(),
            time: channel.time.as_ref().map(|time| self.time(time)),
            fees: channel.fees.iter().map(|fee| self.fee(fee)).filter(FeeLine::says_something).collect(),
            notes: Vec::new(),
        }
    }

    fn fee(&self, fee: &'a Fee) -> FeeLine<'a> {
        let said = |text: &'a Option<crate::catalogue::Bilingual>| {
            text.as_ref().map(|text| Said::of(text, self.language)).filter(|said| !said.is_blank())
        };
        FeeLine {
            name: said(&fee.name),
            amount: self.amount(fee.amount),
            note: said(&fee.note),
            attachment: fee.attachment.as_deref(),
        }
    }

    fn amount(&self, amount: FeeAmount) -> Option<String> {
        match amount {
            FeeAmount::Free => Some(self.say("free").to_owned()),
            FeeAmount::Known(money) => Some(self.renderer.words(self.language).money(money)),
            FeeAmount::Unknown => None,
        }
    }

    fn time(&self, time: &'a ProcessingTime) -> Said<'a> {
        match time {
            ProcessingTime::Quantity(duration) => {
                self.phrase(self.renderer.words(self.language).duration(*duration), self.language)
            }
            // The portal has times of a unit called "other": a number that means nothing by itself.
            ProcessingTime::Verbatim(text) if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
                self.phrase(self.renderer.words(self.language).say_with("time_without_unit", text), self.language)
            }
            ProcessingTime::Verbatim(text) => self.phrase(&**text, Language::Vi),
        }
    }

    fn phrase(&self, text: impl Into<std::borrow::Cow<'a, str>>, language: Language) -> Said<'a> {
        Said::new(text, language, self.language)
    }

    pub(super) fn cases(&self) -> Vec<CaseRow<'a>> {
        let cases = self.procedure.service_cases.iter().flat_map(|cases| &cases.value);
        let row = |case: &'a crate::catalogue::ServiceCase| CaseRow {
            code: &case.code,
            name: Said::of(&case.name, self.language),
            time: case.time.as_ref().map(|time| self.time(time)),
        };
        cases.map(row).collect()
    }

    pub(in crate::site) fn facts(&self, groups: &[Group<'a>], channels: &[&'a Channel]) -> Facts<'a> {
        let words = self.renderer.words(self.language);
        let executing = &self.renderer.index.card(self.at).executing;
        let mut ways: Vec<&str> = channels.iter().map(|channel| self.say(way(channel.kind))).collect();
        ways.dedup();
        let documents = groups.iter().map(|group| group.documents.len()).sum();
        let audience = |named: &'a Named| Said::of(&named.name, self.language);
        Facts {
            who: executing.iter().take(NAMED).map(|&at| self.agency_link(at)).collect(),
            more: executing.len().checked_sub(NAMED).filter(|&more| more > 0).map(|more| words.count("and_more", more)),
            time: self.times(channels),
            fee: self.fees(),
            documents: if documents == 0 { String::new() } else { words.count("documents_n", documents) },
            ways,
            online: self.procedure.online.as_ref().map(|online| match online.value {
                Online::Full => self.say("online_full"),
                Online::Partial => self.say("online_partial"),
                Online::No => self.say("online_no"),
            }),
            audiences: self.procedure.audiences.iter().flat_map(|audiences| &audiences.value).map(audience).collect(),
        }
    }

    /// The different times of all channels. Where no channel gives a quantity ("1" of no unit is none), sub-cases may.
    fn times(&self, channels: &[&'a Channel]) -> Vec<Said<'a>> {
        let of_channels = channels.iter().filter_map(|channel| channel.time.as_ref());
        let of_cases =
            self.procedure.service_cases.iter().flat_map(|cases| &cases.value).filter_map(|case| case.time.as_ref());
        let is_quantity = |time: &&ProcessingTime| matches!(time, ProcessingTime::Quantity(_));
        let mut times: Vec<&ProcessingTime> = of_channels.collect();
        if !times.iter().any(is_quantity) {
            let stated: Vec<_> = of_cases.filter(is_quantity).collect();
            if !stated.is_empty() {
                times = stated;
            }
        }
        let mut phrases = Vec::new();
        for time in times {
            let phrase = self.time(time);
            if !phrases.contains(&phrase) {
                phrases.push(phrase);
            }
        }
        self.at_most(phrases)
    }

    /// What it costs: an amount, a range, free, or nothing where nothing is known.
    fn fees(&self) -> Vec<Said<'a>> {
        let fees =
            || self.procedure.channels.iter().flat_map(|channels| &channels.value).flat_map(|channel| &channel.fees);
        let mut known: Vec<Money> = fees()
            .filter_map(|fee| if let FeeAmount::Known(money) = fee.amount { Some(money) } else { None })
            .collect();
        known.sort_unstable();
        known.dedup();
        let mut phrases = Vec::new();
        if fees().any(|fee| fee.amount == FeeAmount::Free) {
            phrases.push(self.phrase(self.say("free"), self.language));
        }
        let money = |money| self.phrase(self.renderer.words(self.language).money(money), self.language);
        match (known.first(), known.last()) {
            (Some(&least), Some(&most)) if known.len() > VALUES && least.currency == most.currency => {
                let range = self.say("range").replace("{from}", &money(least).text).replace("{to}", &money(most).text);
                phrases.push(self.phrase(range, self.language));
            }
            _ => phrases.extend(known.into_iter().map(money)),
        }
        // "Free; 8,000 đồng" would be untrue where a further fee is set elsewhere.
        let is_open = |fee: &Fee| fee.amount == FeeAmount::Unknown && (fee.name.is_some() || fee.note.is_some());
        if !phrases.is_empty() && fees().any(is_open) {
            phrases.push(self.phrase(self.say("and_others"), self.language));
        }
        self.at_most(phrases)
    }

    fn at_most(&self, mut phrases: Vec<Said<'a>>) -> Vec<Said<'a>> {
        if phrases.len() > VALUES {
            phrases.truncate(VALUES - 1);
            phrases.push(self.phrase(self.say("and_others"), self.language));
        }
        phrases
    }
}

impl FeeLine<'_> {
    /// A fee without name, amount and note only says that a form had a field for it.
    fn says_something(&self) -> bool {
        self.amount.is_some() || self.note.is_some() || self.attachment.is_some()
    }
}

impl ChannelRow<'_> {
    /// A note that every way of the row has is said once, of all.
    fn with_common_note(mut self) -> Self {
        let is_one_text = self.notes.windows(2).all(|pair| pair[0].text == pair[1].text);
        if is_one_text && self.notes.len() == self.ways.len() {
            self.notes.truncate(1);
            self.notes.iter_mut().for_each(|note| note.way = None);
        }
        self
    }
}

/// Several ways as one text: `Trực tiếp, Bưu chính`.
fn listed<S: serde::Serializer>(ways: &[&str], serializer: S) -> Result<S::Ok, S::Error> {
    match ways {
        [way] => serializer.serialize_str(way),
        _ => serializer.serialize_str(&ways.join(", ")),
    }
}

/// Whether two channels take the same time and money.
fn same(left: &Channel, right: &Channel) -> bool {
    let same_fee = |(left, right): (&Fee, &Fee)| {
        left.amount == right.amount
            && left.name == right.name
            && left.note == right.note
            && left.attachment == right.attachment
    };
    left.time == right.time && left.fees.len() == right.fees.len() && left.fees.iter().zip(&right.fees).all(same_fee)
}

pub(in crate::site) fn way(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::InPerson => "way_in_person",
        ChannelKind::Online => "way_online",
        ChannelKind::Post => "way_post",
    }
}
