//! Cells of a dataset as the words of a page: names of columns, values, moments.

use crate::catalogue::Language;
use crate::chart::Numbers;
use crate::dataset::columns::schema::Column;
use crate::dataset::description::Moment;
use crate::dataset::figures::Label;
use crate::language::Date;
use crate::site::render::Said;
use crate::site::words::Words;
use crate::table::{Decimal, Kind};

/// How a language writes numbers.
pub(super) fn numbers(language: Language) -> Numbers {
    match language {
        Language::Vi => Numbers::Vietnamese,
        Language::En => Numbers::English,
    }
}

/// A text with values in the places that are named: `{from}`.
pub(super) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = text.to_owned();
    for (name, value) in values {
        out = out.replace(&format!("{{{name}}}"), value);
    }
    out
}

/// A title of a column: its own, else its heading in the file, which is in the language of the file.
pub(super) fn column_title(column: &Column, language: Language) -> Said<'_> {
    match column.note.as_ref().and_then(|note| note.title.as_ref()) {
        Some(title) => Said::of(title, language),
        None => Said::new(&*column.name, Language::Vi, language),
    }
}

/// A cell as people write it.
pub(super) fn label<'a>(words: &'a Words, column: &'a Column, label: &'a Label) -> Said<'a> {
    let language = words.language();
    if label.text.is_empty() {
        return Said::new(words.say("chart_blank"), language, language);
    }
    if let (Language::En, Some(en)) = (language, &label.en) {
        return Said::new(&**en, language, language);
    }
    let meanings = column.note.iter().flat_map(|note| &note.codes);
    let meaning = meanings.into_iter().find(|(code, _)| *code == label.text).map(|(_, meaning)| &**meaning);
    if let Some(meaning) = meaning.filter(|meaning| !meaning.is_empty()) {
        return Said::new(meaning, Language::Vi, language);
    }
    let own = |text: String| Said::new(text, language, language);
    match column.kind {
        Kind::Integer | Kind::Decimal | Kind::Money | Kind::Percent => {
            Decimal::parse(&label.text).map_or_else(|| own(label.text.to_string()), |n| own(numbers(language).write(n)))
        }
        Kind::Boolean => own(words.say(if *label.text == *"true" { "chart_yes" } else { "chart_no" }).to_owned()),
        Kind::Date | Kind::Month | Kind::Year => {
            Moment::parse(&label.text).map_or_else(|| own(label.text.to_string()), |time| own(moment(words, time)))
        }
        Kind::Text | Kind::Code | Kind::Place | Kind::Url | Kind::Coordinate => {
            Said::new(&*label.text, Language::Vi, language)
        }
    }
}

/// A moment in few letters.
pub(super) fn moment(words: &Words, moment: Moment) -> String {
    match moment {
        Moment::Year(year) => year.to_string(),
        Moment::Month(year, month) => format!("{month:02}/{year}"),
        Moment::Day(date) => match words.language() {
            Language::Vi => date.short(),
            Language::En => date.long_en(),
        },
    }
}

/// Where a moment stands among others of which the most exact is a day, a month or a year.
pub(super) fn place(moment: Moment, exactness: Exactness) -> i64 {
    match exactness {
        Exactness::Year => moment.year().into(),
        Exactness::Month => i64::from(moment.year()) * 12 + i64::from(moment.month()),
        Exactness::Day => {
            let day = match moment {
                Moment::Day(date) => Some(date),
                _ => Date::new(moment.year(), moment.month(), 28),
            };
            day.map_or(0, |day| day.days_since_epoch().into())
        }
    }
}

/// How exact moments are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exactness {
    Year,
    Month,
    Day,
}

impl Exactness {
    /// That of the moments of a column.
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Year => Some(Self::Year),
            Kind::Month => Some(Self::Month),
            Kind::Date => Some(Self::Day),
            _ => None,
        }
    }
}
