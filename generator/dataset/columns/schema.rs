//! The columns of a table: names, types, and how their cells are read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::seen::Example;
use crate::dataset::description::ColumnNote;
use crate::dataset::file::raw::Origin;
use crate::dataset::notation::date::{self, DateOrder};
use crate::dataset::notation::number::{self, Mark};
use crate::dataset::notation::word::{boolean, is_url};
use crate::language::{Currency, slug};
use crate::table::{Kind, Value};

/// The columns of a table, in the order of the file.
#[derive(Debug, Clone)]
pub struct Schema {
    /// The columns.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// What files and addresses call it: small letters, digits and underscores; unlike all others.
    pub id: Box<str>,
    /// Its heading in the file; where that is missing or stands twice, a name by position or number.
    pub name: Box<str>,
    /// Its type.
    pub kind: Kind,
    /// In what its values are counted.
    pub unit: Option<Box<str>>,
    /// How its numbers are read.
    pub mark: Mark,
    /// How its dates are read.
    pub order: DateOrder,
    /// What stands for nothing in it, in small letters.
    pub nulls: Vec<Box<str>>,
    /// How many of its cells say something.
    pub filled: u64,
    /// The first cells that are not what most others are, where it is read as text or code.
    pub odd: Vec<Example>,
    /// What its publisher says of it.
    pub note: Option<ColumnNote>,
}

/// What stands for nothing unless `null` is empty, in small letters.
pub const NULLS: [&str; 11] =
    ["-", "–", "—", "...", "…", "n/a", "#n/a", "null", "không có thông tin", "chưa có thông tin", "không có số liệu"];

impl Schema {
    /// The place of the column with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| &*column.id == id)
    }
}

impl Column {
    /// Whether a text, cleaned, stands for nothing.
    pub fn is_null(&self, text: &str) -> bool {
        let is = |null: &str| match text.is_ascii() {
            true => null.eq_ignore_ascii_case(text),
            // Small letters may take a byte more or less than capitals.
            false => null.len().abs_diff(text.len()) <= 4 && text.chars().flat_map(char::to_lowercase).eq(null.chars()),
        };
        text.is_empty() || self.nulls.iter().any(|null| is(null))
    }

    /// A text as its publisher means it, where the type of its column is said: without the unit, which is said once, and without
    /// marks of notes; of a day, with all digits of its year.
    pub fn meant<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(note) = &self.note else { return Cow::Borrowed(text) };
        match note.kind {
            Some(kind) if kind.is_number() || kind == Kind::Year => {
                let unit = note.unit.as_deref().filter(|unit| !unit.is_empty());
                let bare = unit.and_then(|unit| text.strip_suffix(unit)).map_or(text, str::trim_end);
                let bare = if bare.is_empty() { text } else { bare };
                Cow::Borrowed(number::without_note(bare).unwrap_or(bare))
            }
            Some(Kind::Date) => date::with_century(text).map_or(Cow::Borrowed(text), Cow::Owned),
            _ => Cow::Borrowed(text),
        }
    }

    /// The value of a text, cleaned and not null; `None` where it is none of the type.
    pub fn read<'t>(&self, text: &'t str, origin: Origin) -> Option<Value<'t>> {
        match self.kind {
            Kind::Text | Kind::Code | Kind::Place => Some(Value::Text(text)),
            Kind::Url => is_url(text).then_some(Value::Text(text)),
            Kind::Integer | Kind::Decimal | Kind::Money | Kind::Percent | Kind::Coordinate => {
                let mark = if origin == Origin::Number { Mark::Point } else { self.mark };
                let number = number::parse(&self.meant(text), mark)?;
                (self.kind != Kind::Integer || number.scale == 0).then_some(Value::Number(number))
            }
            Kind::Date if origin == Origin::Number => date::of_serial(text).map(Value::Date),
            Kind::Date => date::parse(&self.meant(text), self.order).map(Value::Date),
            // A spreadsheet holds a month as its first day.
            Kind::Month if origin == Origin::Date => {
                let first = date::parse(text, self.order).filter(|day| day.day() == 1)?;
                Some(Value::Month(first.year(), first.month()))
            }
            Kind::Month => date::month(text).map(|(year, month)| Value::Month(year, month)),
            Kind::Year => {
                let text = &*self.meant(text);
                let fits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
                if fits { text.parse().ok().map(Value::Year) } else { None }
            }
            Kind::Boolean => boolean(text).map(Value::Boolean),
        }
    }
}

/// Names and ids for headings, unlike each other: `(id, name)`. A heading that is missing is named by its position, one that
/// stands a second time is numbered. `given` is the id somebody chose.
pub fn named(headings: &[String], given: impl Fn(usize) -> Option<Box<str>>) -> Vec<(Box<str>, Box<str>)> {
    let (mut ids, mut names) = (BTreeMap::new(), BTreeMap::new());
    let chosen: Vec<Option<Box<str>>> = (0..headings.len()).map(given).collect();
    // What somebody chose is not taken by what is made up.
    ids.extend(chosen.iter().flatten().map(|id| (id.to_string(), 1)));
    let mut out = Vec::with_capacity(headings.len());
    for (index, (heading, chosen)) in headings.iter().zip(chosen).enumerate() {
        let name = match heading.as_str() {
            "" => format!("Cột {}", index + 1),
            heading => heading.to_owned(),
        };
        let name = numbered(&mut names, name, |name, count| format!("{name} ({count})"));
        let id = match chosen {
            Some(id) => id,
            None => {
                let id = slug(&name).replace('-', "_");
                let id = if id.is_empty() { format!("cot_{}", index + 1) } else { id };
                numbered(&mut ids, id, |id, count| format!("{id}_{count}")).into()
            }
        };
        out.push((id, name.into()));
    }
    out
}

/// A name that is not taken yet; `taken` has with each name up to which number it was looked for.
fn numbered(taken: &mut BTreeMap<String, usize>, wanted: String, with: impl Fn(&str, usize) -> String) -> String {
    let Some(&first) = taken.get(&wanted) else {
        taken.insert(wanted.clone(), 1);
        return wanted;
    };
    let mut count = first + 1;
    while taken.contains_key(&with(&wanted, count)) {
        count += 1;
    }
    let name = with(&wanted, count);
    taken.insert(wanted, count);
    taken.insert(name.clone(), 1);
    name
}

/// How a currency is named as a unit: by ISO 4217.
pub fn currency_code(currency: Currency) -> &'static str {
    match currency {
        Currency::Vnd => "VND",
        Currency::Usd => "USD",
        Currency::Eur => "EUR",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_get_ids_of_their_own() {
        let headings = ["Tỉnh", "", "Tỉnh", "2024", "***"].map(str::to_owned);
        let named = named(&headings, |index| (index == 3).then(|| "tinh_2".into()));
        let ids: Vec<&str> = named.iter().map(|(id, _)| &**id).collect();
        assert_eq!(ids, ["tinh", "cot_2", "tinh_2_2", "tinh_2", "cot_5"]);
        assert_eq!(&*named[2].1, "Tỉnh (2)");
    }
}
