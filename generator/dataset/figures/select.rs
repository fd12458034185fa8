//! Which rows a chart or an indicator looks at.

use super::position;
use crate::dataset::columns::schema::{Column, Schema};
use crate::dataset::description::Filter;
use crate::dataset::notation::word::quoted;
use crate::dataset::rows::Row;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::Location;
use crate::language::normalise;
use crate::table::value::Nature;
use crate::table::{Decimal, Value};

/// How many values of a column are kept, to say what is there where a value is not.
const REMEMBERED: usize = 100;

/// Columns, and which values they are to have.
#[derive(Debug, Default)]
pub(super) struct Selection {
    wanted: Vec<Wanted>,
    text: String,
}

#[derive(Debug)]
struct Wanted {
    column: usize,
    choices: Vec<Choice>,
    /// Some values of the column.
    there: Vec<Box<str>>,
}

#[derive(Debug)]
struct Choice {
    value: Chosen,
    text: Box<str>,
    at: Location,
    met: bool,
}

#[derive(Debug)]
enum Chosen {
    Text(Box<str>),
    Number(Decimal),
}

impl Selection {
    pub fn of(filters: &[Filter], schema: &Schema, found: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut wanted = Vec::new();
        let before = found.len();
        for filter in filters {
            let Some(column) = position(schema, &filter.column, found) else { continue };
            let values = filter.values.iter();
            let choices = values.filter_map(|(text, at)| choice(&schema.columns[column], text, *at, found)).collect();
            wanted.push(Wanted { column, choices, there: Vec::new() });
        }
        (found.len() == before).then(|| Self { wanted, text: String::new() })
    }

    /// Whether a row is looked at.
    pub fn takes(&mut self, row: &Row) -> bool {
        let mut takes = true;
        for wanted in &mut self.wanted {
            let value = row.value(wanted.column);
            self.text.clear();
            value.write(&mut self.text);
            let is = |choice: &&mut Choice| match (&choice.value, value) {
                (Chosen::Number(number), Value::Number(value)) => *number == value,
                (Chosen::Text(text), _) => **text == self.text,
                _ => false,
            };
            match wanted.choices.iter_mut().find(is) {
                Some(choice) => choice.met = true,
                None => {
                    takes = false;
                    let new =
                        wanted.there.len() < REMEMBERED && !wanted.there.iter().any(|there| **there == *self.text);
                    if new && !self.text.is_empty() {
                        wanted.there.push(self.text.as_str().into());
                    }
                }
            }
        }
        takes
    }

    /// Values that no row has.
    pub fn finish(self, found: &mut Vec<Diagnostic>) {
        for wanted in &self.wanted {
            for choice in wanted.choices.iter().filter(|choice| !choice.met) {
                let near = nearest(&choice.text, wanted.there.iter().map(|there| &**there));
                let near = near.map(|near| format!(": is it {}?", quoted(near))).unwrap_or_default();
                let message = format!("no row has the value {}{near}", quoted(&choice.text));
                let there: Vec<String> = wanted.there.iter().take(10).map(|there| quoted(there)).collect();
                let help = match there.is_empty() {
                    true => "remove it, or write the value as the clean CSV has it".to_owned(),
                    false => {
                        format!("values are compared whole, as the clean CSV has them, such as {}", there.join(", "))
                    }
                };
                found.push(Diagnostic::error("dataset/chart-filter", choice.at, message).help(help));
            }
        }
    }
}

fn choice(column: &Column, text: &str, at: Location, found: &mut Vec<Diagnostic>) -> Option<Choice> {
    let value = match column.kind.nature() {
        Nature::Number => Decimal::parse(text).map(Chosen::Number),
        Nature::Boolean if text != "true" && text != "false" => None,
        _ => Some(Chosen::Text(normalise(text).into())),
    };
    if value.is_none() {
        let message = format!("column \"{}\" is of type \"{}\": {}", column.id, column.kind.word(), quoted(text));
        let help = "write a number with a point and without separators; true or false without quotes";
        found.push(Diagnostic::error("dataset/chart-filter", at, message).help(help));
    }
    Some(Choice { value: value?, text: text.into(), at, met: false })
}
