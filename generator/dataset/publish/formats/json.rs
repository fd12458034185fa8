//! JSON (RFC 8259), JSON lines, and GeoJSON (RFC 7946): an object a row, its keys the ids of columns, numbers with all their
//! digits, days as ISO 8601 writes them, nothing as `null`. Each object stands in a line of its own.

use super::batch::Cells;
use super::coordinates::coordinates_of;
use super::{Batches, Output, Stop, put};
use crate::dataset::description::FileFormat;
use crate::dataset::publication::{Distribution, HashedFile};
use crate::table::Value;

/// An array of objects.
pub fn array(output: Output<'_>, batches: &mut Batches<'_>) -> Result<Distribution, Stop> {
    let mut file = output.create(FileFormat::Json)?;
    let object = Object::new(output);
    list(&mut file, "[", batches, "]", |row, out| object.write(row, out))?;
    Ok(file.finish()?)
}

/// An object a line.
pub fn lines(output: Output<'_>, batches: &mut Batches<'_>) -> Result<Distribution, Stop> {
    let mut file = output.create(FileFormat::Ndjson)?;
    let object = Object::new(output);
    let mut text = Vec::new();
    for batch in batches {
        for row in batch.rows() {
            object.write(row, &mut text);
            text.push(b'\n');
        }
        put(&mut file, &mut text)?;
    }
    Ok(file.finish()?)
}

/// Points with properties. A row without a place has no geometry.
pub fn points(output: Output<'_>, batches: &mut Batches<'_>) -> Result<Distribution, Stop> {
    let mut file = output.create(FileFormat::GeoJson)?;
    let object = Object::new(output);
    let columns = coordinates_of(output.dataset);
    list(&mut file, r#"{"type":"FeatureCollection","features":["#, batches, "]}", |row, out| {
        out.extend_from_slice(br#"{"type":"Feature","geometry":"#);
        match columns.map(|columns| columns.map(|column| row.value(column))) {
            Some([latitude @ Value::Number(_), longitude @ Value::Number(_)]) => {
                out.extend_from_slice(br#"{"type":"Point","coordinates":["#);
                write_value(longitude, out);
                out.push(b',');
                write_value(latitude, out);
                out.extend_from_slice(b"]}");
            }
            _ => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(br#","properties":"#);
        object.write(row, out);
        out.push(b'}');
    })?;
    Ok(file.finish()?)
}

/// Writes rows between two brackets, with commas between them.
fn list(
    file: &mut HashedFile<'_>,
    open: &str,
    batches: &mut Batches<'_>,
    close: &str,
    write: impl Fn(Cells<'_>, &mut Vec<u8>),
) -> Result<(), Stop> {
    let mut text = open.as_bytes().to_vec();
    let mut before: &[u8] = b"\n";
    for batch in batches {
        for row in batch.rows() {
            text.extend_from_slice(before);
            write(row, &mut text);
            before = b",\n";
        }
        put(file, &mut text)?;
    }
    text.extend_from_slice(b"\n");
    text.extend_from_slice(close.as_bytes());
    text.extend_from_slice(b"\n");
    Ok(put(file, &mut text)?)
}

/// How a row is written as an object.
struct Object {
    /// What stands before each value: `{"id":`, then `,"name":`.
    keys: Vec<String>,
}

impl Object {
    fn new(output: Output<'_>) -> Self {
        let ids = output.dataset.plan.schema.columns.iter().map(|column| &column.id);
        // An id has small letters, digits and underscores.
        Self { keys: ids.enumerate().map(|(at, id)| format!("{}\"{id}\":", if at == 0 { '{' } else { ',' })).collect() }
    }

    fn write(&self, row: Cells<'_>, out: &mut Vec<u8>) {
        for (key, value) in self.keys.iter().zip(row.values()) {
            out.extend_from_slice(key.as_bytes());
            write_value(value, out);
        }
        out.extend_from_slice(if self.keys.is_empty() { b"{}" } else { b"}" });
    }
}

fn write_value(value: Value<'_>, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        // Writing to memory cannot fail.
        Value::Text(text) => drop(serde_json::to_writer(out, text)),
        Value::Boolean(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
        Value::Date(_) | Value::Month(..) => {
            out.push(b'"');
            append(value, out);
            out.push(b'"');
        }
        Value::Year(year) => append(Value::Number(crate::table::Decimal::whole(year.into())), out),
        Value::Number(_) => append(value, out),
    }
}

fn append(value: Value<'_>, out: &mut Vec<u8>) {
    let mut text = String::with_capacity(24);
    value.write(&mut text);
    out.extend_from_slice(text.as_bytes());
}
