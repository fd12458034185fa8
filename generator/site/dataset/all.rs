//! The page of all datasets, by title and by date, and one for each value they can be told apart by.

use rayon::prelude::*;
use serde::Serialize;

use super::downloads::short_name;
use super::facets::{Facet, facets};
use super::facts::{Day, updated};
use super::withdrawn;
use super::written::{count, size};
use crate::catalogue::Language;
use crate::dataset::Publication;
use crate::dataset::description::FileFormat;
use crate::files::FileError;
use crate::language::compare;
use crate::site::metadata;
use crate::site::render::{Head, Link, Renderer, Said, cut_at_word, other};
use crate::site::routes::{Address, Section};
use crate::site::words::Words;

#[derive(Serialize)]
struct AllDatasets<'a> {
    title: &'a str,
    /// What the list is filtered by.
    chosen: Option<Chosen<'a>>,
    total: String,
    /// The way to all datasets, where these are not all.
    all: Option<String>,
    facets: Vec<FacetContext<'a>>,
    orders: Vec<Order<'a>>,
    datasets: Vec<Item<'a>>,
    /// Those that were withdrawn, behind the last of all.
    withdrawn: Vec<withdrawn::Item<'a>>,
    parts: Vec<Part>,
    previous: Option<String>,
    next: Option<String>,
    style: Option<String>,
    /// The script, where the list is whole: of a page of several it would hide what is on the others.
    script: Option<String>,
}

#[derive(Serialize)]
struct Chosen<'a> {
    of: &'a str,
    value: Said<'a>,
}

#[derive(Serialize)]
struct FacetContext<'a> {
    id: &'static str,
    label: &'a str,
    values: Vec<ValueLink<'a>>,
}

#[derive(Serialize)]
struct ValueLink<'a> {
    id: &'a str,
    href: String,
    text: Said<'a>,
    count: String,
    current: bool,
}

#[derive(Serialize)]
struct Order<'a> {
    id: &'static str,
    href: String,
    text: &'a str,
    current: bool,
}

#[derive(Serialize)]
struct Part {
    number: usize,
    href: String,
    current: bool,
}

/// A dataset in a list.
#[derive(Serialize)]
struct Item<'a> {
    href: String,
    title: Said<'a>,
    description: Option<Said<'a>>,
    publisher: Option<Said<'a>>,
    extent: String,
    size: Option<String>,
    formats: String,
    updated: Option<Day>,
    /// Its values, as the script compares them: `licence:cc0-1-0 format:csv`.
    values: String,
}

/// The most characters of a description in a list.
const DESCRIPTION: usize = 180;

/// By what a list is in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Title,
    Date,
}

/// A list to be written.
struct Listing {
    /// The places of the facet and of its value; nothing for all.
    chosen: Option<(usize, usize)>,
    by: By,
    members: Vec<usize>,
}

/// Writes the pages of all datasets in a language; returns how many.
pub(in crate::site) fn write(renderer: &Renderer<'_>, language: Language) -> Result<usize, FileError> {
    let words = renderer.words(language);
    let facets = facets(renderer, words);
    let all: Vec<usize> = (0..renderer.datasets.len()).collect();
    let mut listings = vec![
        Listing { chosen: None, by: By::Title, members: all.clone() },
        Listing { chosen: None, by: By::Date, members: all },
    ];
    for (facet, values) in facets.iter().enumerate() {
        listings.extend(values.values.iter().enumerate().map(|(value, found)| Listing {
            chosen: Some((facet, value)),
            by: By::Title,
            members: found.members.clone(),
        }));
    }
    let written: Vec<Result<usize, FileError>> =
        listings.into_par_iter().map(|listing| List { renderer, words, facets: &facets }.write(listing)).collect();
    written.into_iter().sum()
}

/// The datasets that were brought up to date last, as another page links to them.
pub(in crate::site) fn latest<'a>(
    renderer: &Renderer<'a>,
    language: Language,
    page: &Address,
    most: usize,
) -> Vec<Link<'a>> {
    let mut members: Vec<usize> = (0..renderer.datasets.len()).collect();
    sort(renderer, language, By::Date, &mut members);
    let link = |at: usize| {
        let description = &renderer.datasets[at].dataset.description;
        let address = Address::item(Section::Dataset, language, &description.id);
        Link { href: renderer.href(page, &address), text: Said::of(&description.title, language) }
    };
    members.into_iter().take(most).map(link).collect()
}

fn sort(renderer: &Renderer<'_>, language: Language, by: By, members: &mut [usize]) {
    let title = |at: usize| renderer.datasets[at].dataset.description.title.get(language).0;
    members.sort_by(|&a, &b| {
        let dates = || updated(renderer, &renderer.datasets[b]).cmp(&updated(renderer, &renderer.datasets[a]));
        let order = if by == By::Date { dates() } else { std::cmp::Ordering::Equal };
        order.then_with(|| compare(title(a), title(b))).then(a.cmp(&b))
    });
}

struct List<'a, 'r> {
    renderer: &'a Renderer<'r>,
    words: &'a Words,
    facets: &'a [Facet<'a>],
}

impl List<'_, '_> {
    fn address(&self, language: Language, chosen: Option<(usize, usize)>, by: By) -> Address {
        match chosen {
            Some((facet, value)) => {
                let facet = &self.facets[facet];
                Address::datasets_by(language, facet.of.segment(language), &facet.values[value].segment)
            }
            None if by == By::Date => Address::datasets_by_date(language),
            None => Address::section(Section::Dataset, language),
        }
    }

    fn write(&self, mut listing: Listing) -> Result<usize, FileError> {
        sort(self.renderer, self.words.language(), listing.by, &mut listing.members);
        let parts = listing.members.len().div_ceil(self.renderer.page_size).max(1);
        for number in 1..=parts {
            self.write_part(&listing, number, parts)?;
        }
        Ok(parts)
    }

    fn write_part(&self, listing: &Listing, number: usize, parts: usize) -> Result<(), FileError> {
        let (renderer, words) = (self.renderer, self.words);
        let language = words.language();
        let address = self.address(language, listing.chosen, listing.by);
        let page = address.part(language, number);
        let part = |number: usize| renderer.href(&page, &address.part(language, number));
        let asset = |name| renderer.theme.asset(name).map(|asset| renderer.href(&page, asset));
        let chosen = listing.chosen.map(|(facet, value)| (&self.facets[facet], &self.facets[facet].values[value]));
        let start = (number - 1) * renderer.page_size;
        let members = listing.members.iter().skip(start).take(renderer.page_size);
        let content = AllDatasets {
            title: words.say("datasets"),
            chosen: chosen.map(|(facet, value)| Chosen { of: facet.of.word(words), value: value.label.clone() }),
            total: words.count("datasets_n", listing.members.len()),
            all: chosen.map(|_| renderer.href(&page, &Address::section(Section::Dataset, language))),
            facets: self.facet_links(&page, listing),
            orders: self.orders(&page, listing),
            datasets: members.map(|&at| self.item(&page, at)).collect(),
            withdrawn: if number == parts && chosen.is_none() {
                withdrawn::items(renderer, words, &page)
            } else {
                Vec::new()
            },
            parts: (1..=parts)
                .filter(|_| parts > 1)
                .map(|at| Part { number: at, href: part(at), current: at == number })
                .collect(),
            previous: (number > 1).then(|| part(number - 1)),
            next: (number < parts).then(|| part(number + 1)),
            style: asset("styles/dataset.css"),
            script: asset("scripts/dataset/all.js").filter(|_| parts == 1 && chosen.is_none()),
        };
        let mut title = words.say("datasets").to_owned();
        if let Some((_, value)) = chosen {
            title = format!("{title}: {}", value.label.text);
        }
        if number > 1 {
            title = format!("{title} – {}", words.say_with("page_n", &number.to_string()));
        }
        let is_main = listing.chosen.is_none() && listing.by == By::Title;
        let head = Head {
            section: Some(Section::Dataset),
            other: (number == 1 && renderer.languages().contains(&other(language)))
                .then(|| self.address(other(language), listing.chosen, listing.by)),
            // The same datasets stand on the page of all.
            noindex: !is_main,
            files: if is_main && !renderer.datasets.is_empty() {
                metadata::all_files(renderer, &page, language)
            } else {
                Vec::new()
            },
            linked_data: metadata::all_datasets(renderer, language)
                .filter(|_| is_main && !renderer.datasets.is_empty()),
            ..Head::new(&title, words.say("datasets_lead"))
        };
        renderer.put("datasets.html", language, &page, head, &content)
    }

    fn facet_links(&self, page: &Address, listing: &Listing) -> Vec<FacetContext<'_>> {
        let words = self.words;
        let language = words.language();
        let links = self.facets.iter().enumerate().map(|(facet, found)| FacetContext {
            id: found.of.segment(Language::En),
            label: found.of.word(words),
            values: (0..)
                .zip(&found.values)
                .map(|(at, value)| ValueLink {
                    id: &value.segment,
                    href: self.renderer.href(page, &self.address(language, Some((facet, at)), By::Title)),
                    text: value.label.clone(),
                    count: count(words, value.members.len() as u64),
                    current: listing.chosen == Some((facet, at)),
                })
                .collect(),
        });
        links.collect()
    }

    fn orders(&self, page: &Address, listing: &Listing) -> Vec<Order<'_>> {
        if listing.chosen.is_some() || self.renderer.datasets.len() < 2 {
            return Vec::new();
        }
        let order = |by: By, id, key| Order {
            id,
            href: self.renderer.href(page, &self.address(self.words.language(), None, by)),
            text: self.words.say(key),
            current: listing.by == by,
        };
        vec![order(By::Title, "title", "dataset_by_title"), order(By::Date, "updated", "dataset_by_date")]
    }

    fn item(&self, page: &Address, at: usize) -> Item<'_> {
        let (renderer, words) = (self.renderer, self.words);
        let language = words.language();
        let publication: &Publication<'_> = &renderer.datasets[at];
        let dataset = publication.dataset;
        let description = &dataset.description;
        let values = self.facets.iter().flat_map(|facet| {
            let has = facet.values.iter().filter(move |value| value.members.binary_search(&at).is_ok());
            has.map(|value| format!("{}:{}", facet.of.segment(Language::En), value.segment))
        });
        let formats: Vec<&str> = publication
            .distributions
            .iter()
            .filter_map(|file| short_name(&file.format))
            .map(|(name, _)| name)
            .collect();
        let csv = publication.distributions.iter().find(|file| file.format == FileFormat::Csv);
        let rows = usize::try_from(dataset.profile.rows).unwrap_or(usize::MAX);
        Item {
            href: renderer.href(page, &Address::item(Section::Dataset, language, &description.id)),
            title: Said::of(&description.title, language),
            description: description.description.as_ref().map(|text| {
                let (text, passage) = text.get(language);
                Said::new(cut_at_word(text, DESCRIPTION), passage, language)
            }),
            publisher: description.publisher.as_ref().map(|text| Said::of(text, language)),
            extent: words
                .count("dataset_rows_n", rows)
                .replace("{to}", &count(words, dataset.plan.schema.columns.len() as u64)),
            size: csv.map(|file| size(words, file.bytes)),
            formats: formats.join(", "),
            updated: updated(renderer, publication).map(|date| Day::new(words, date)),
            values: values.collect::<Vec<_>>().join(" "),
        }
    }
}
