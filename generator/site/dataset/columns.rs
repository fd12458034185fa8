//! The dictionary: what each column means, what was promised of it, and what is in it.

use std::fmt::Write as _;

use serde::Serialize;

use super::labels::column_title;
use super::written::{count, percent, said, said_in_data, shown};
use crate::catalogue::Language;
use crate::dataset::Dataset;
use crate::dataset::columns::schema::Column;
use crate::dataset::profile::{ColumnProfile, Distinct, Spread};
use crate::site::prose::escape_into;
use crate::site::render::{Html, Renderer, Said};
use crate::site::routes::{Address, Section};
use crate::site::words::Words;
use crate::table::{Kind, Value};

/// A column of a dataset.
#[derive(Serialize)]
pub(super) struct ColumnContext<'a> {
    pub id: &'a str,
    pub title: Said<'a>,
    /// Its heading in the file, where that is another.
    heading: Option<Said<'a>>,
    pub kind: &'a str,
    pub unit: Option<&'a str>,
    description: Option<Said<'a>>,
    /// What its publisher promises, which was checked in every row.
    promises: Vec<String>,
    /// The column of another dataset whose values it takes.
    reference: Option<Reference<'a>>,
    facts: Vec<Fact<'a>>,
    distribution: Option<Distribution>,
    codes: Vec<Code<'a>>,
    top: Vec<Top>,
    /// Whether the counts of the most frequent values may be too low.
    top_about: bool,
}

#[derive(Serialize)]
struct Reference<'a> {
    href: String,
    text: Said<'a>,
}

#[derive(Serialize)]
struct Fact<'a> {
    label: &'a str,
    value: String,
}

/// How ordered values lie: a picture, and the same in words.
#[derive(Serialize)]
struct Distribution {
    picture: Html,
    min: String,
    max: String,
}

#[derive(Serialize)]
struct Code<'a> {
    code: &'a str,
    meaning: Said<'a>,
}

/// A frequent value.
#[derive(Serialize)]
struct Top {
    value: Said<'static>,
    count: String,
    share: String,
    bar: Html,
}

/// The columns of a dataset, as `page` describes them.
pub(super) fn columns<'a>(
    renderer: &'a Renderer<'_>,
    words: &'a Words,
    dataset: &'a Dataset,
    page: &Address,
) -> Vec<ColumnContext<'a>> {
    let schema = dataset.plan.schema.columns.iter().zip(&dataset.profile.columns);
    schema.map(|(column, profile)| context(renderer, words, dataset, (column, profile), page)).collect()
}

fn context<'a>(
    renderer: &'a Renderer<'_>,
    words: &'a Words,
    dataset: &'a Dataset,
    (column, profile): (&'a Column, &'a ColumnProfile),
    page: &Address,
) -> ColumnContext<'a> {
    let language = words.language();
    let title = column_title(column, language);
    let note = column.note.as_ref();
    let rows = dataset.profile.rows;
    let filled = rows - profile.nulls;
    let codes = note.map_or(&[][..], |note| &note.codes);
    let top = most_frequent(words, column, profile, filled);
    ColumnContext {
        id: &column.id,
        heading: (title.text != *column.name).then(|| Said::new(&*column.name, Language::Vi, language)),
        title,
        kind: kind_word(words, column.kind),
        unit: unit(column),
        description: note.and_then(|note| note.description.as_ref()).map(|text| Said::of(text, language)),
        promises: promises(words, dataset, column),
        reference: reference(renderer, words, column, page),
        facts: facts(words, column, profile, rows),
        distribution: profile.spread.as_ref().and_then(|spread| distribution(words, column.kind, spread)),
        codes: codes.iter().map(|(code, meaning)| Code { code, meaning: said_in_data(words, &**meaning) }).collect(),
        top_about: profile.top.iter().any(|top| top.error > 0),
        top,
    }
}

/// In what the numbers of a column are counted.
pub(super) fn unit(column: &Column) -> Option<&str> {
    column.unit.as_deref().or_else(|| (column.kind == Kind::Percent).then_some("%"))
}

/// The unit as it stands beside a title, which may say it itself, in brackets at its end.
pub(super) fn unit_beside<'a>(title: &str, unit: Option<&'a str>) -> Option<&'a str> {
    let says = |unit: &str| {
        title
            .trim_end()
            .strip_suffix(')')
            .and_then(|rest| rest.strip_suffix(unit))
            .is_some_and(|rest| rest.ends_with('('))
    };
    unit.filter(|unit| !says(unit))
}

/// What a kind of column is called.
pub(super) fn kind_word(words: &Words, kind: Kind) -> &str {
    words.say(match kind {
        Kind::Text => "dataset_kind_text",
        Kind::Code => "dataset_kind_code",
        Kind::Integer => "dataset_kind_integer",
        Kind::Decimal => "dataset_kind_decimal",
        Kind::Money => "dataset_kind_money",
        Kind::Percent => "dataset_kind_percent",
        Kind::Date => "dataset_kind_date",
        Kind::Year => "dataset_kind_year",
        Kind::Month => "dataset_kind_month",
        Kind::Boolean => "dataset_kind_boolean",
        Kind::Place => "dataset_kind_place",
        Kind::Coordinate => "dataset_kind_coordinate",
        Kind::Url => "dataset_kind_url",
    })
}

fn promises(words: &Words, dataset: &Dataset, column: &Column) -> Vec<String> {
    let mut promises = Vec::new();
    let keys = &dataset.description.keys;
    if keys.iter().any(|(key, _)| *key == column.id) {
        promises.push(words.say(if keys.len() == 1 { "dataset_is_key" } else { "dataset_is_key_part" }).to_owned());
    }
    let Some(note) = &column.note else { return promises };
    if note.required {
        promises.push(words.say("dataset_is_required").to_owned());
    }
    if note.unique {
        promises.push(words.say("dataset_is_unique").to_owned());
    }
    let bound = |bound: &Option<(Box<str>, _)>, key| {
        bound.as_ref().map(|(text, _)| words.say_with(key, &shown(words, column.kind, text)))
    };
    promises.extend(bound(&note.min, "dataset_at_least"));
    promises.extend(bound(&note.max, "dataset_at_most"));
    promises.extend(note.pattern.as_ref().map(|(pattern, _)| words.say_with("dataset_fits_pattern", pattern)));
    promises
}

/// The column that a column refers to.
fn reference<'a>(
    renderer: &'a Renderer<'_>,
    words: &Words,
    column: &'a Column,
    page: &Address,
) -> Option<Reference<'a>> {
    let (target, _) = column.note.as_ref()?.references.as_ref()?;
    let (id, of) = target.split_once('.')?;
    let language = words.language();
    let other = renderer.datasets.iter().find(|publication| &*publication.dataset.description.id == id)?;
    let address = Address::item(Section::Dataset, language, id);
    let href = format!("{}#column-{of}", renderer.href(page, &address));
    Some(Reference { href, text: Said::of(&other.dataset.description.title, language) })
}

/// Of fewer values it says nothing between which of them half and nine tenths lie.
const FEWEST_SPREAD: u64 = 8;

fn facts<'a>(words: &'a Words, column: &Column, profile: &ColumnProfile, rows: u64) -> Vec<Fact<'a>> {
    let mut facts = Vec::new();
    let mut say = |key, value: String| facts.push(Fact { label: words.say(key), value });
    let part = |part: u64| format!("{} ({})", count(words, part), percent(words, part, rows));
    say("dataset_filled", part(rows - profile.nulls));
    if profile.nulls > 0 {
        say("dataset_empty", part(profile.nulls));
    }
    match profile.distinct {
        Distinct::Exact(distinct) => say("dataset_distinct", count(words, distinct)),
        Distinct::About(about) => say("dataset_distinct", words.say_with("dataset_about", &count(words, about))),
    }
    if let Some((least, most)) = profile.length {
        let text = if least == most { least.to_string() } else { format!("{least}–{most}") };
        say("dataset_length", text);
    }
    if let Some(spread) = &profile.spread {
        let value = |text: &str| shown(words, column.kind, text);
        say("dataset_min", value(&spread.min));
        say("dataset_max", value(&spread.max));
        if let Some(mean) = spread.mean {
            let mut text = String::new();
            Value::Number(mean).write(&mut text);
            // Places beyond those of the values that say nothing are left out.
            let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
            say("dataset_mean", value(text));
        }
        let about = |text: String| {
            if spread.rank_error > 0 { words.say_with("dataset_about", &text) } else { text }
        };
        say("dataset_median", about(value(&spread.quantiles[2])));
        if rows - profile.nulls >= FEWEST_SPREAD {
            let part = |from: usize, to: usize| {
                about(format!("{} – {}", value(&spread.quantiles[from]), value(&spread.quantiles[to])))
            };
            say("dataset_middle_half", part(1, 3));
            say("dataset_most_within", part(0, 4));
        }
    }
    facts
}

/// The width of a bar of a distribution, and the height of the highest.
const BAR: u64 = 20;
const HEIGHT: u64 = 48;

fn distribution(words: &Words, kind: Kind, spread: &Spread) -> Option<Distribution> {
    let most = *spread.bars.iter().max().filter(|&&most| most > 0)?;
    let counts: Vec<String> = spread.bars.iter().map(|&bar| count(words, bar)).collect();
    let (min, max) = (shown(words, kind, &spread.min), shown(words, kind, &spread.max));
    let label = words
        .say("dataset_distribution")
        .replace("{from}", &min)
        .replace("{to}", &max)
        .replace("{n}", &counts.join("; "));
    let width = BAR * spread.bars.len() as u64;
    let mut svg = format!("<svg class=\"bars\" viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\" aria-label=\"");
    escape_into(&label, &mut svg);
    svg.push_str("\">");
    for (at, &bar) in (0..).zip(&spread.bars) {
        // What is there is seen, however little it is.
        let height = scaled(bar, most, HEIGHT);
        let (x, y) = (at * BAR + 1, HEIGHT - height);
        let _ = write!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{height}\"/>", BAR - 2);
    }
    svg.push_str("</svg>");
    Some(Distribution { picture: Html(svg), min, max })
}

/// A part of the most as a part of a length, at least one where it is anything.
fn scaled(part: u64, most: u64, length: u64) -> u64 {
    let scaled = u128::from(part) * u128::from(length) / u128::from(most.max(1));
    if part == 0 { 0 } else { (scaled as u64).max(1) }
}

/// How many of the most frequent values a page tells.
const TOP: usize = 8;

/// The most frequent values, where they say something: not where each value comes once.
fn most_frequent(words: &Words, column: &Column, profile: &ColumnProfile, filled: u64) -> Vec<Top> {
    let ordered = profile.spread.is_some() && !matches!(profile.distinct, Distinct::Exact(..=12));
    let Some(most) = profile.top.first().map(|top| top.count).filter(|&most| most > 1 && !ordered) else {
        return Vec::new();
    };
    let top = |top: &crate::dataset::profile::Frequent| {
        let width = scaled(top.count, most, 100);
        let svg = format!(
            "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{width}\" height=\"8\"/></svg>"
        );
        Top {
            value: said(words, column.kind, &top.value),
            count: count(words, top.count),
            share: percent(words, top.count, filled),
            bar: Html(svg),
        }
    };
    profile.top.iter().take(TOP).map(top).collect()
}

#[cfg(test)]
mod tests {
    use super::unit_beside;

    #[test]
    fn a_unit_that_its_title_says_is_not_said_beside_it() {
        assert_eq!(unit_beside("Tỷ lệ đúng hạn (%)", Some("%")), None);
        assert_eq!(unit_beside("Diện tích (km²)", Some("km²")), None);
        let others = ["Tỷ lệ", "Tỷ lệ %", "Tỷ lệ (%) so với 2025", "Mật độ (người/km²)"];
        assert_eq!(others.map(|title| unit_beside(title, Some("km²"))), [Some("km²"); 4]);
        assert_eq!(unit_beside("Tỷ lệ (%) so với 2025", Some("%")), Some("%"));
    }
}
