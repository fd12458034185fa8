//! A last row that has numbers and no name, or is called a sum: whether it sums up the others.

use super::Plan;
use crate::dataset::rows::{Row, Unwatched};
use crate::diagnostic::Diagnostic;
use crate::files::{Files, Location};
use crate::table::{Decimal, Kind, Value};

/// Fewer rows above it are no column to be summed up.
const SUMMED: u64 = 3;

/// Where the last row of a table stands, if each of its numbers is the sum of those above it.
pub(super) fn sums_up(plan: &Plan, files: &dyn Files) -> Result<Option<Location>, Box<Diagnostic>> {
    let counts = |kind: Kind| matches!(kind, Kind::Integer | Kind::Decimal | Kind::Money);
    let columns: Vec<usize> =
        (0..plan.schema.columns.len()).filter(|&index| counts(plan.schema.columns[index].kind)).collect();
    let mut sums = vec![Some(Decimal::whole(0)); columns.len()];
    let (mut rows, mut row) = (plan.rows(files)?, Row::default());
    let mut last: Vec<Option<Decimal>> = Vec::new();
    let mut place = Location::whole(plan.store.file);
    while rows.next(&mut row, &mut Unwatched)? {
        place = plan.place(&row, 0);
        for (sum, above) in sums.iter_mut().zip(last.drain(..)) {
            *sum = match above {
                Some(above) => sum.and_then(|sum| added(sum, above)),
                None => *sum,
            };
        }
        last.extend(columns.iter().map(|&index| match row.value(index) {
            Value::Number(number) => Some(number),
            _ => None,
        }));
    }
    let told: Vec<bool> = last.iter().zip(&sums).filter_map(|(last, sum)| Some(Some((*last)?) == *sum)).collect();
    let says = last.iter().flatten().any(|number| number.mantissa != 0);
    let sums_up = row.number > SUMMED && says && told.into_iter().all(|same| same);
    Ok(sums_up.then_some(place))
}

fn added(left: Decimal, right: Decimal) -> Option<Decimal> {
    let scale = left.scale.max(right.scale);
    let mantissa = left.at_scale(scale)?.checked_add(right.at_scale(scale)?)?;
    Some(Decimal { mantissa, scale })
}
