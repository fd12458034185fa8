//! Which columns say where a row lies.

use crate::dataset::columns::schema::{Column, Schema};
use crate::dataset::description::Description;
use crate::dataset::publication::Reason;
use crate::dataset::read::dataset::Dataset;
use crate::diagnostic::{Diagnostic, nearest};
use crate::table::{Decimal, Kind};

/// The ids by which a latitude is known where `dataset.toml` says nothing, and those of longitudes.
const KNOWN: [&[&str]; 2] = [
    &["latitude", "lat", "vi_do", "toa_do_vi_do", "y"],
    &["longitude", "long", "lng", "lon", "kinh_do", "toa_do_kinh_do", "x"],
];

/// How many degrees a latitude has at most, and a longitude.
pub const DEGREES: [i128; 2] = [90, 180];

/// Whether a number is one of degrees, of which there are so many.
pub fn is_degrees(number: Decimal, most: i128) -> bool {
    number >= Decimal::whole(-most) && number <= Decimal::whole(most)
}

/// The columns of latitude and longitude: those `dataset.toml` names, or the two whose type is a coordinate and whose ids are
/// known. What is named in vain is a finding.
pub fn columns(description: &Description, schema: &Schema) -> (Option<[usize; 2]>, Vec<Diagnostic>) {
    let Some((ids, at)) = &description.coordinates else { return (known(schema), Vec::new()) };
    let mut found = Vec::new();
    let columns = ids.each_ref().map(|id| {
        let position = schema.position(id);
        match position.map(|position| &schema.columns[position]) {
            Some(column) if column.kind.is_number() => {}
            Some(column) => {
                let message = format!("column \"{id}\" is {} and no coordinate", column.kind.word());
                found.push(Diagnostic::error("dataset/coordinates", *at, message).help("name two columns of numbers"));
            }
            None => {
                let ids = schema.columns.iter().map(|column| &*column.id);
                let near = nearest(id, ids.clone()).map(|near| format!(": is it \"{near}\"?")).unwrap_or_default();
                let help = format!("the ids are {}", ids.collect::<Vec<_>>().join(", "));
                let message = format!("there is no column \"{id}\"{near}");
                found.push(Diagnostic::error("dataset/coordinates", *at, message).help(help));
            }
        }
        position
    });
    match columns {
        [Some(latitude), Some(longitude)] if found.is_empty() => (Some([latitude, longitude]), found),
        _ => (None, found),
    }
}

fn known(schema: &Schema) -> Option<[usize; 2]> {
    let one = |ids: &[&str]| {
        let is = |column: &Column| column.kind == Kind::Coordinate && ids.contains(&&*column.id);
        schema.columns.iter().position(is)
    };
    Some([one(KNOWN[0])?, one(KNOWN[1])?])
}

/// The columns of latitude and longitude.
pub fn coordinates_of(dataset: &Dataset) -> Option<[usize; 2]> {
    columns(&dataset.description, &dataset.plan.schema).0
}

/// Whether all coordinates are degrees.
pub fn fits(dataset: &Dataset) -> Result<(), Reason> {
    for (column, most) in coordinates_of(dataset).into_iter().flatten().zip(DEGREES) {
        let Some(profile) = dataset.profile.columns.get(column) else { continue };
        let within = |text: &str| Decimal::parse(text).is_some_and(|number| is_degrees(number, most));
        let is_empty = profile.nulls == dataset.profile.rows;
        if !is_empty && !profile.spread.as_ref().is_some_and(|spread| within(&spread.min) && within(&spread.max)) {
            return Err(Reason::Coordinates);
        }
    }
    Ok(())
}
