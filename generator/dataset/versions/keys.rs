//! Which columns could name the rows of a dataset that says no `keys`: without them a row is its whole content.

use crate::dataset::profile::Distinct;
use crate::dataset::promises::constraints::ValueSet;
use crate::dataset::read::dataset::Dataset;
use crate::dataset::rows::Plan;
use crate::dataset::rows::Unwatched;
use crate::dataset::rows::each_row;
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::table::Kind;

/// Of more rows no two columns are tried together.
const ROWS_OF_PAIRS: u64 = 50_000;
/// The columns of which two are tried together.
const COLUMNS_OF_PAIRS: usize = 8;

/// The columns that each alone name every row, best first; where none does, two that do together. Empty where these do not
/// either, or there are fewer than two rows to tell apart.
///
/// # Errors
/// Where the file cannot be read: it is, where its profile does not tell.
pub fn possible_keys(files: &dyn Files, dataset: &Dataset) -> Result<Vec<Vec<Box<str>>>, Box<Diagnostic>> {
    let (plan, profile) = (&dataset.plan, &dataset.profile);
    if profile.rows < 2 {
        return Ok(Vec::new());
    }
    let columns = &plan.schema.columns;
    let mut naming: Vec<usize> =
        (0..columns.len()).filter(|&at| profile.columns[at].nulls == 0 && rank(columns[at].kind).is_some()).collect();
    naming.sort_by_key(|&at| rank(columns[at].kind));
    let may_be = |at: &&usize| match profile.columns[**at].distinct {
        Distinct::Exact(count) => count == profile.rows,
        Distinct::About(count) => count * (100 + Distinct::ERROR_PERCENT) >= profile.rows * 100,
    };
    let alone: Vec<Vec<usize>> = naming.iter().filter(may_be).map(|&at| vec![at]).collect();
    let is_counted = |keys: &Vec<usize>| matches!(profile.columns[keys[0]].distinct, Distinct::Exact(_));
    let mut found = if alone.iter().all(is_counted) { alone } else { proven(files, plan, alone)? };
    if found.is_empty() && profile.rows <= ROWS_OF_PAIRS {
        naming.truncate(COLUMNS_OF_PAIRS);
        let pairs = naming
            .iter()
            .enumerate()
            .flat_map(|(at, &one)| naming[at + 1..].iter().map(move |&other| vec![one, other]));
        found = proven(files, plan, pairs.collect())?;
    }
    let ids = |keys: Vec<usize>| keys.into_iter().map(|at| columns[at].id.clone()).collect();
    Ok(found.into_iter().map(ids).collect())
}

/// How well a column of this type names things, the least best; nothing where what it has is measured.
fn rank(kind: Kind) -> Option<u8> {
    match kind {
        Kind::Code => Some(0),
        Kind::Text | Kind::Place => Some(1),
        Kind::Integer | Kind::Date | Kind::Year | Kind::Month | Kind::Url => Some(2),
        Kind::Decimal | Kind::Money | Kind::Percent | Kind::Boolean | Kind::Coordinate => None,
    }
}

/// Those of which no two rows have the same cells.
fn proven(files: &dyn Files, plan: &Plan, keys: Vec<Vec<usize>>) -> Result<Vec<Vec<usize>>, Box<Diagnostic>> {
    let mut alive: Vec<(Vec<usize>, ValueSet)> = keys.into_iter().map(|keys| (keys, ValueSet::default())).collect();
    let mut text = String::new();
    each_row(files, plan, &mut Unwatched, |row, _| {
        alive.retain_mut(|(keys, met)| {
            text.clear();
            for &at in &*keys {
                row.value(at).write(&mut text);
                // No cell has it: control characters are taken out when a file is read.
                text.push('\0');
            }
            met.insert(&text)
        });
    })?;
    Ok(alive.into_iter().map(|(keys, _)| keys).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::read_datasets;
    use crate::files::{FileTable, MemoryFiles};

    fn keys(rows: &str) -> Vec<String> {
        let files = MemoryFiles::default()
            .with("datasets/a/dataset.toml", "title = \"A\"\nfile = \"a.csv\"\n")
            .with("datasets/a/a.csv", rows);
        let (datasets, found) = read_datasets(&files, &mut FileTable::default());
        let keys = possible_keys(&files, datasets.first().unwrap_or_else(|| panic!("{found:?}"))).unwrap();
        keys.into_iter().map(|keys| keys.join("+")).collect()
    }

    #[test]
    fn what_names_each_row_is_found_and_what_is_measured_is_not_offered() {
        let rows = "tỉnh,mã,dân số\nHà Nội,01,8.5\nHuế,02,1.2\nVinh,03,0.5\n";
        assert_eq!(keys(rows), ["ma", "tinh"]);
        let of_years = "tỉnh,năm,n\nHà Nội,2024,8.5\nHuế,2024,1.2\nHà Nội,2025,8.6\nHuế,2025,1.2\n";
        assert_eq!(keys(of_years), ["tinh+nam"]);
        assert!(keys("tỉnh,năm\nHuế,2024\nHuế,2024\nVinh,2024\n").is_empty());
        assert!(keys("tỉnh,mã\nHuế,01\n").is_empty());
    }

    #[test]
    fn of_many_rows_what_is_only_estimated_is_counted() {
        let rows = |again: usize| -> String {
            let rows = (0..12_000).map(|at| format!("X{at:05},Y{:05}\n", if at == again { 0 } else { at }));
            std::iter::once("a,b\n".to_owned()).chain(rows).collect()
        };
        assert_eq!(keys(&rows(0)), ["a", "b"]);
        assert_eq!(keys(&rows(11_999)), ["a"]);
    }
}
