//! Indicators: how each stands, in words and drawn, on its dataset's page and on the page of all of them.

use serde::Serialize;

use super::charts::percent;
use super::figure::{Cell, Figure, Folder, Parts, blank};
use super::labels::{Exactness, column_title, filled, moment, numbers, place};
use crate::catalogue::Language;
use crate::chart::{Chart, Kind as Shape, Mark, Reference, Series};
use crate::dataset::Publication;
use crate::dataset::description::IndicatorNote;
use crate::dataset::figures::{IndicatorData, Trend};
use crate::files::FileError;
use crate::site::render::{Head, Link, Renderer, Said, other};
use crate::site::routes::{Address, Section, is_web};
use crate::site::words::Words;
use crate::table::{Decimal, Kind};

/// How an indicator stands, in words.
#[derive(Serialize)]
pub(in crate::site) struct Standing<'a> {
    /// The last value and when it was.
    latest: String,
    time: String,
    /// Better, worse or the same, since when and by how much.
    trend: Option<String>,
    /// `better`, `worse`, `same`: for the style alone.
    direction: &'static str,
    target: Option<String>,
    target_source: Option<Said<'a>>,
    baseline: Option<String>,
    /// What is missing to the target, or that it is reached.
    distance: Option<String>,
    done: Option<String>,
    better: &'a str,
}

/// An indicator in a list.
#[derive(Serialize)]
struct Listed<'a> {
    link: Link<'a>,
    dataset: Said<'a>,
    figure: Figure<'a>,
    standing: Option<Standing<'a>>,
}

#[derive(Serialize)]
struct AllIndicators<'a> {
    indicators: Vec<Listed<'a>>,
    all: String,
    style: Option<String>,
}

/// Writes the page of all indicators; whether there is one.
pub(in crate::site) fn write_all(renderer: &Renderer<'_>, language: Language) -> Result<bool, FileError> {
    if !any(renderer) {
        return Ok(false);
    }
    let page = Address::section(Section::Indicator, language);
    let words = renderer.words(language);
    let mut indicators = Vec::new();
    for publication in renderer.datasets {
        let description = &publication.dataset.description;
        let address = Address::item(Section::Dataset, language, &description.id);
        for data in &publication.dataset.indicators {
            let parts = parts(publication, data, words);
            let href = format!("{}#{}", renderer.href(&page, &address), parts.folder.anchor());
            indicators.push(Listed {
                link: Link { href, text: parts.title.clone() },
                dataset: Said::of(&description.title, language),
                standing: standing(publication, data, words),
                figure: parts.figure(renderer, words, &page),
            });
        }
    }
    let content = AllIndicators {
        indicators,
        all: renderer.href(&page, &Address::section(Section::Dataset, language)),
        style: renderer.theme.asset("styles/dataset.css").map(|address| renderer.href(&page, address)),
    };
    let both = renderer.languages().contains(&other(language));
    let head = Head {
        section: Some(Section::Dataset),
        other: both.then(|| Address::section(Section::Indicator, other(language))),
        ..Head::new(words.say("indicators"), words.say("indicators_lead"))
    };
    renderer.put("indicators.html", language, &page, head, &content)?;
    Ok(true)
}

/// Whether any dataset has an indicator.
pub(in crate::site) fn any(renderer: &Renderer<'_>) -> bool {
    renderer.datasets.iter().any(|publication| !publication.dataset.indicators.is_empty())
}

fn note<'a>(publication: &Publication<'a>, data: &IndicatorData) -> &'a IndicatorNote {
    &publication.dataset.description.indicators[data.note]
}

/// What an indicator is counted in.
fn unit(publication: &Publication<'_>, data: &IndicatorData, words: &Words) -> Option<String> {
    let column = &publication.dataset.plan.schema.columns[data.value_column];
    let said = note(publication, data).unit.as_ref().map(|unit| unit.get(words.language()).0.to_owned());
    said.or_else(|| column.unit.as_deref().map(str::to_owned))
        .or_else(|| (column.kind == Kind::Percent).then(|| "%".to_owned()))
}

/// A number with its unit.
fn counted(words: &Words, number: Decimal, unit: Option<&str>) -> String {
    match unit {
        Some("%") => percent(words, number),
        Some(unit) => format!("{} {unit}", numbers(words.language()).write(number)),
        None => numbers(words.language()).write(number),
    }
}

/// How far two numbers are apart: shares are so by points, since 1 % more than 60 % would be 60.6 %.
fn apart(words: &Words, number: Decimal, unit: Option<&str>) -> String {
    match unit {
        Some("%") => filled(words.say("percentage_points"), &[("n", &counted(words, number, None))]),
        _ => counted(words, number, unit),
    }
}

/// How an indicator stands, in words.
pub(super) fn standing<'a>(
    publication: &Publication<'a>,
    data: &IndicatorData,
    words: &'a Words,
) -> Option<Standing<'a>> {
    let note = note(publication, data);
    let stands = data.standing(note)?;
    let unit = unit(publication, data, words);
    let unit = unit.as_deref();
    let trend = stands.trend.zip(stands.change).map(|(trend, (since, value, by))| {
        let key = match trend {
            Trend::Better => "indicator_better",
            Trend::Worse => "indicator_worse",
            Trend::Same => "indicator_same",
        };
        let by = apart(words, Decimal { mantissa: by.mantissa.saturating_abs(), ..by }, unit);
        let (before, since) = (counted(words, value, unit), moment(words, since));
        filled(words.say(key), &[("by", &by), ("before", &before), ("since", &since)])
    });
    let direction = match stands.trend {
        Some(Trend::Better) => "better",
        Some(Trend::Worse) => "worse",
        Some(Trend::Same) | None => "same",
    };
    let marked = |mark: &crate::dataset::description::IndicatorMark, key: &'static str| {
        let value = counted(words, mark.value, unit);
        match mark.time {
            Some(time) => filled(words.say(key), &[("n", &value), ("time", &moment(words, time))]),
            None => value,
        }
    };
    let distance = match (stands.reached, stands.distance) {
        (Some(true), _) => Some(words.say("indicator_reached").to_owned()),
        (_, Some(distance)) => Some(filled(words.say("indicator_missing"), &[("n", &apart(words, distance, unit))])),
        _ => None,
    };
    let better = match note.direction {
        crate::dataset::description::Direction::Up => "indicator_up",
        crate::dataset::description::Direction::Down => "indicator_down",
    };
    Some(Standing {
        latest: counted(words, stands.latest, unit),
        time: moment(words, stands.time),
        trend,
        direction,
        target: note.target.as_ref().map(|target| marked(target, "indicator_by")),
        target_source: note
            .target
            .as_ref()
            .and_then(|target| Some(Said::of(target.source.as_ref()?, words.language()))),
        baseline: note.baseline.as_ref().map(|baseline| marked(baseline, "indicator_at")),
        distance,
        done: stands.done.map(|done| filled(words.say("indicator_done"), &[("n", &percent(words, done))])),
        better: words.say(better),
    })
}

/// Everything an indicator is shown with.
pub(super) fn parts<'a>(publication: &Publication<'a>, data: &'a IndicatorData, words: &'a Words) -> Parts<'a> {
    let (dataset, note, language) = (publication.dataset, note(publication, data), words.language());
    let folder = Folder { dataset: dataset.description.id.clone(), kind: "indicators", id: note.id.clone() };
    let title = Said::of(&note.title, language);
    let unit = unit(publication, data, words);
    let blank = blank(publication, words, &folder, &title);
    let own = |text: &'a str| Said::new(text, language, language);
    let mut head = vec![own(words.say("indicator_time"))];
    head.push(column_title(&dataset.plan.schema.columns[data.value_column], language));
    let has_sources = data.points.iter().any(|point| point.source.is_some() || point.source_url.is_some());
    if has_sources {
        head.push(own(words.say("indicator_source")));
    }
    let row = |point: &'a crate::dataset::figures::Point| {
        let time = Cell::words(Said::new(moment(words, point.time), language, language));
        let value = match point.value {
            Some(value) => Cell::number(numbers(language).write(value), words),
            None => Cell::words(own(words.say("chart_none"))),
        };
        let url = point.source_url.as_deref().filter(|url| is_web(url));
        let name = point.source.as_deref().or(url).unwrap_or_default();
        let name = Said::new(name, Language::Vi, language);
        let source = match url {
            Some(url) => Cell::link(name, url.to_owned()),
            None => Cell::words(name),
        };
        let mut row = vec![time, value];
        row.extend(has_sources.then_some(source));
        row
    };
    let missing: Vec<String> =
        data.points.iter().filter(|point| point.value.is_none()).map(|point| moment(words, point.time)).collect();
    let remarks = (!missing.is_empty()).then(|| filled(words.say("chart_missing"), &[("n", &missing.join("; "))]));
    Parts {
        chart: chart(publication, data, words, unit, blank),
        folder,
        note: note.description.as_ref().map(|text| Said::of(text, language)),
        title,
        remarks: remarks.into_iter().collect(),
        head,
        rows: data.points.iter().map(row).collect(),
        csv: csv(data),
    }
}

/// A line over time with what is to be reached; a bar where there is but one number.
fn chart(
    publication: &Publication<'_>,
    data: &IndicatorData,
    words: &Words,
    unit: Option<String>,
    blank: Chart,
) -> Chart {
    let note = note(publication, data);
    let column = publication.dataset.plan.schema.position(&note.time.0);
    let kind = column.map_or(Kind::Date, |at| publication.dataset.plan.schema.columns[at].kind);
    let exactness = Exactness::of(kind).unwrap_or(Exactness::Day);
    let baseline = note.baseline.as_ref().and_then(|mark| Some((mark.time?, mark.value)));
    let first = data.points.first().map(|point| point.time);
    let before =
        baseline.filter(|(time, _)| first.is_some_and(|first| place(*time, exactness) < place(first, exactness)));
    let points = before.map(|(time, value)| (time, Some(value))).into_iter();
    let points: Vec<_> = points.chain(data.points.iter().map(|point| (point.time, point.value))).collect();
    let mark = |time| Mark { label: moment(words, time), place: Some(place(time, exactness)) };
    let reference = note.target.as_ref().map(|target| Reference {
        label: filled(words.say("indicator_target_is"), &[("n", &counted(words, target.value, unit.as_deref()))]),
        value: target.value,
        at: target.time.map(mark),
    });
    let known = points.iter().filter(|(_, value)| value.is_some()).count();
    let title = words.say("indicator_value");
    let mut chart = Chart {
        kind: if known > 1 { Shape::Lines } else { Shape::Bars },
        x: points.iter().map(|(time, _)| mark(*time)).collect(),
        series: vec![Series { name: title.to_owned(), values: points.iter().map(|(_, value)| *value).collect() }],
        reference,
        unit,
        ..blank
    };
    if let Some(standing) = standing(publication, data, words) {
        let latest = [("n", &*standing.latest), ("time", &*standing.time)];
        let mut said = vec![filled(words.say("indicator_latest_is"), &latest)];
        said.extend(standing.trend);
        said.extend(chart.reference.as_ref().map(|reference| format!("{}.", reference.label)));
        said.extend(standing.distance);
        chart.description = said.join(" ");
    }
    chart
}

fn csv(data: &IndicatorData) -> Vec<Vec<String>> {
    let head = ["time", "value", "source", "source_url"].map(str::to_owned).to_vec();
    let rows = data.points.iter().map(|point| {
        let mut value = String::new();
        if let Some(number) = point.value {
            number.write(&mut value);
        }
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        vec![point.time.to_string(), value, text(&point.source), text(&point.source_url)]
    });
    std::iter::once(head).chain(rows).collect()
}
