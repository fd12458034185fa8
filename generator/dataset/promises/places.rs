//! Whether what is said to be latitudes and longitudes can be: each in degrees, and the two not exchanged.

use crate::dataset::description::Description;
use crate::dataset::findings::{Findings, Wrong};
use crate::dataset::publish::formats::{DEGREES, is_degrees};
use crate::dataset::rows::{Plan, Row};
use crate::diagnostic::Severity;
use crate::table::{Decimal, Value};

/// The columns that say where a row lies.
#[derive(Debug)]
pub struct Places {
    /// Latitude and longitude.
    columns: Option<[usize; 2]>,
    /// How it is said that they are something else.
    otherwise: &'static str,
}

impl Places {
    /// Those of a description, at these places of its schema.
    pub fn of(description: &Description, columns: Option<[usize; 2]>) -> Self {
        let otherwise = match description.coordinates {
            Some(_) => "where these are no degrees, take the line `coordinates` out",
            None => "where these are no degrees, type = \"decimal\" in the [[column]] says so",
        };
        Self { columns, otherwise }
    }

    /// Checks a row.
    pub fn check(&self, plan: &Plan, row: &Row, findings: &mut Findings) {
        let Some(columns) = self.columns else { return };
        let numbers = columns.map(|column| match row.value(column) {
            Value::Number(number) => Some(number),
            _ => None,
        });
        let fits = |number: Option<Decimal>, most| number.is_none_or(|number| is_degrees(number, most));
        let [latitude, longitude] = DEGREES;
        if fits(numbers[0], latitude) && fits(numbers[1], longitude) {
            return;
        }
        let severity = Severity::Warning;
        let wrong = |rule, index: usize| {
            let column = columns[index];
            Wrong { rule, severity, column: Some(column), row: row.number, at: plan.place(row, column) }
        };
        let name = |index: usize| &plan.schema.columns[columns[index]].name;
        let written = |number: Decimal| {
            let mut text = String::new();
            number.write(&mut text);
            text
        };
        if let [Some(first), Some(second)] = numbers
            && is_degrees(first, longitude)
            && is_degrees(second, latitude)
        {
            findings.add(wrong("dataset/exchanged", 0), || {
                let [first, second] = [first, second].map(written);
                let message = format!(
                    "row {} has {first} as \"{}\" and {second} as \"{}\": the two are probably exchanged",
                    row.number,
                    name(0),
                    name(1)
                );
                (message, format!("exchange the cells in the file; {}; {WITHOUT}", self.otherwise))
            });
            return;
        }
        for (index, (what, most)) in [("latitude", latitude), ("longitude", longitude)].into_iter().enumerate() {
            if let Some(number) = numbers[index].filter(|number| !is_degrees(*number, most)) {
                findings.add(wrong("dataset/degrees", index), || {
                    let number = written(number);
                    let message = format!("row {} of \"{}\": {number} is beyond {most} degrees", row.number, name(index));
                    let help = format!(
                        "correct the cell in the file: is the mark of the decimals missing? a {what} goes from -{most} to {most}; {}; \
                         {WITHOUT}",
                        self.otherwise
                    );
                    (message, help)
                });
            }
        }
    }
}

/// What follows.
const WITHOUT: &str = "until then the dataset is not published as GeoJSON";
