//! Objects of JSON, with what there is.

use serde_json::{Map, Value};

/// An object; keys without a value, with an empty text or an empty list are left out.
pub(super) fn object<'k>(pairs: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    let kept = pairs.into_iter().filter(|(_, value)| !empty(value));
    Value::Object(kept.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

/// A file that people may look into, too.
pub(super) fn bytes(value: &Value) -> Vec<u8> {
    let mut text = format!("{value:#}");
    text.push('\n');
    text.into_bytes()
}

/// The text that can stand in a `script` element: no `<` is left in it.
pub(in crate::site) fn script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
