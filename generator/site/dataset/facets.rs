//! What datasets can be told apart by: theme, publisher, format, licence, frequency.
//!
//! Each value has a page of its own, so that filtering needs no script; a value that all datasets have tells nothing apart
//! and is none.

use std::collections::BTreeMap;

use super::downloads::short_name;
use super::facts::frequency_word;
use super::licence::licence_name;
use crate::catalogue::{Bilingual, Language};
use crate::dataset::Publication;
use crate::language::{compare, slug};
use crate::site::publisher::{exact_slug, identity};
use crate::site::render::{Renderer, Said};
use crate::site::words::Words;

/// What values are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Theme,
    Publisher,
    Format,
    Licence,
    Frequency,
}

impl Of {
    pub const ALL: [Self; 5] = [Self::Theme, Self::Publisher, Self::Format, Self::Licence, Self::Frequency];

    /// What addresses call it.
    pub fn segment(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Theme => ("chu-de", "theme"),
            Self::Publisher => ("nha-xuat-ban", "publisher"),
            Self::Format => ("dinh-dang", "format"),
            Self::Licence => ("giay-phep", "licence"),
            Self::Frequency => ("tan-suat", "frequency"),
        };
        if language == Language::Vi { vi } else { en }
    }

    /// What people call it.
    pub fn word(self, words: &Words) -> &str {
        words.say(match self {
            Self::Theme => "dataset_theme",
            Self::Publisher => "dataset_publisher",
            Self::Format => "dataset_format",
            Self::Licence => "dataset_licence",
            Self::Frequency => "dataset_frequency",
        })
    }

    /// The values of a dataset: by what each is known, the same in both languages, and what it is called.
    fn values<'a>(self, words: &'a Words, publication: &'a Publication<'_>) -> Vec<(Known, Said<'a>)> {
        let language = words.language();
        let description = &publication.dataset.description;
        match self {
            Self::Theme => {
                let themes = description.listing.themes.iter();
                let label = |key| Said::new(words.say(key), language, language);
                themes.map(|theme| (Known::by(theme.word), label(theme.key))).collect()
            }
            Self::Publisher => {
                let publisher = description.publisher.iter();
                let known = |name: &Bilingual| Known { segment: slug(&name.vi), identity: identity(name) };
                publisher.map(|name| (known(name), Said::of(name, language))).collect()
            }
            Self::Format => publication
                .distributions
                .iter()
                .filter_map(|file| short_name(&file.format))
                .map(|(name, segment)| (Known::by(segment), Said::new(name, language, language)))
                .collect(),
            Self::Licence => {
                let licence = description.licence.iter();
                licence.map(|id| (Known::by(slug(id)), Said::new(licence_name(id), language, language))).collect()
            }
            Self::Frequency => {
                let frequency = description.frequency.iter();
                let word = |frequency| Said::new(frequency_word(words, frequency), language, language);
                frequency.map(|&frequency| (Known::by(frequency.word.replace('_', "-")), word(frequency))).collect()
            }
        }
    }
}

/// By what a value is known.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    /// What addresses call it, where no other is called so.
    segment: String,
    /// What tells it from others that addresses would call the same.
    identity: String,
}

impl Known {
    fn by(segment: impl Into<String>) -> Self {
        let segment = segment.into();
        Self { identity: segment.clone(), segment }
    }
}

/// All values of one kind.
pub(super) struct Facet<'a> {
    pub of: Of,
    /// In the order of their names.
    pub values: Vec<Value<'a>>,
}

/// A value, and which datasets have it.
pub(super) struct Value<'a> {
    pub segment: String,
    pub label: Said<'a>,
    pub members: Vec<usize>,
}

/// What the datasets of a site can be told apart by.
pub(super) fn facets<'a>(renderer: &'a Renderer<'_>, words: &'a Words) -> Vec<Facet<'a>> {
    let all = renderer.datasets.len();
    let facet = |of: Of| {
        let mut values: BTreeMap<Known, Value<'a>> = BTreeMap::new();
        for (at, publication) in renderer.datasets.iter().enumerate() {
            for (known, label) in of.values(words, publication) {
                // A name without a letter or digit has no address.
                if known.segment.is_empty() {
                    continue;
                }
                let value = Value { segment: known.segment.clone(), label, members: Vec::new() };
                let members = &mut values.entry(known).or_insert(value).members;
                if members.last() != Some(&at) {
                    members.push(at);
                }
            }
        }
        let mut called: BTreeMap<String, usize> = BTreeMap::new();
        values.keys().for_each(|known| *called.entry(known.segment.clone()).or_default() += 1);
        for (known, value) in &mut values {
            if called[&known.segment] > 1 {
                value.segment = exact_slug(&known.identity);
            }
        }
        let mut values: Vec<Value<'a>> = values.into_values().collect();
        values.sort_by(|a, b| compare(&a.label.text, &b.label.text));
        Facet { of, values }
    };
    let tells = |facet: &Facet<'_>| facet.values.iter().any(|value| value.members.len() < all);
    Of::ALL.map(facet).into_iter().filter(tells).collect()
}
