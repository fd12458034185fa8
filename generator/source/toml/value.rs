//! A value of any kind as text.

use toml::de::DeValue;

use crate::language::Date;

/// A plain value as the text it is written as.
pub(super) fn plain(value: &DeValue<'_>) -> Option<Box<str>> {
    match value {
        DeValue::String(text) => Some(text.as_ref().into()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().into()),
        DeValue::Float(number) => Some(number.as_str().into()),
        DeValue::Datetime(moment) => Some(moment.to_string().into()),
        DeValue::Boolean(flag) => Some(flag.to_string().into()),
        _ => None,
    }
}

/// A value as the text by which an answer is read.
pub(super) fn answer(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
        }
        DeValue::Boolean(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        DeValue::Datetime(moment) if moment.time.is_none() => {
            moment.date.and_then(|date| Date::new(date.year, date.month, date.day)).map(Date::iso)
        }
        DeValue::Array(items) if items.is_empty() => Some("-".to_owned()),
        DeValue::Array(items) => {
            let texts = items.iter().map(|item| match item.get_ref() {
                DeValue::String(text) => Some(text.to_string()),
                _ => None,
            });
            texts.collect::<Option<Vec<_>>>().map(|texts| texts.join("+"))
        }
        _ => None,
    }
}

/// What messages call a value.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
