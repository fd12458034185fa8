//! Which columns of two tables go together, and what changed about them.

use super::cells::{Cells, plain_number};
use super::join::{Met, join};
use super::{Column, Side};
use crate::diagnostic::Diagnostic;
use crate::table::Kind;

/// A change of what a table's rows are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaChange {
    /// Rows are named by other columns than before, so that whole rows are compared: their ids before and after.
    Keys(Vec<Box<str>>, Vec<Box<str>>),
    /// A column is gone.
    Removed(Box<str>, Kind),
    /// A column is new.
    Added(Box<str>, Kind),
    /// A column has another id: before and after. Its heading is the same, or its values in all rows both sides have.
    Renamed(Box<str>, Box<str>),
    /// A column has another type: its id, the type before and after.
    Kind(Box<str>, Kind, Kind),
    /// A column is counted in something else: its id, the unit before and after.
    Unit(Box<str>, Option<Box<str>>, Option<Box<str>>),
}

/// A column both sides have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Its place before.
    pub before: usize,
    /// Its place now.
    pub after: usize,
    /// Whether it is compared by value.
    numbers: bool,
}

impl Pair {
    /// Whether two rows agree in it.
    pub fn same(self, before: &Cells, after: &Cells) -> bool {
        let (old, new) = (before.get(self.before), after.get(self.after));
        old == new || self.numbers && plain_number(old) == plain_number(new)
    }

    /// A cell so that equal ones are equal texts.
    pub(super) fn spelling(self, cell: &str) -> &str {
        if self.numbers { plain_number(cell) } else { cell }
    }
}

/// How the columns of two tables go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// What changed about columns.
    pub changes: Vec<SchemaChange>,
    /// The columns both sides have, in the order they have now.
    pub pairs: Vec<Pair>,
    /// Those that name a row; none where whole rows are compared.
    pub keys: Vec<Pair>,
}

impl Alignment {
    /// Finds which columns go together. Where some are gone and others are new, the rows are read to see whether they are the same.
    pub(super) fn find(before: &Side<'_>, after: &Side<'_>, held: u64) -> Result<Self, Box<Diagnostic>> {
        let (old, new) = (&before.columns, &after.columns);
        let mut partners: Vec<Option<usize>> =
            new.iter().map(|column| old.iter().position(|other| other.id == column.id)).collect();
        let mut alignment = Self::of(before, after, &partners);
        let renamed_by = |partners: &mut Vec<Option<usize>>, found: Vec<(usize, usize)>| {
            // What could be several columns is proven to be none.
            for &(was, is) in &found {
                if found.iter().filter(|(a, b)| *a == was || *b == is).count() == 1 {
                    partners[is] = Some(was);
                }
            }
        };
        let candidates = alignment.candidates(old, new);
        let same_heading = |(was, is): &(usize, usize)| old[*was].heading == new[*is].heading;
        let found: Vec<_> = candidates.into_iter().filter(same_heading).collect();
        if !found.is_empty() {
            renamed_by(&mut partners, found);
            alignment = Self::of(before, after, &partners);
        }
        let candidates = alignment.candidates(old, new);
        if !candidates.is_empty() && !alignment.keys.is_empty() {
            renamed_by(&mut partners, proven(before, after, &alignment, candidates, held)?);
            alignment = Self::of(before, after, &partners);
        }
        Ok(alignment)
    }

    /// The alignment where each new column has this partner.
    fn of(before: &Side<'_>, after: &Side<'_>, partners: &[Option<usize>]) -> Self {
        let (old, new) = (&before.columns, &after.columns);
        let pairs: Vec<Pair> = partners
            .iter()
            .enumerate()
            .filter_map(|(is, was)| {
                let was = (*was)?;
                let numbers = old[was].kind.is_number() && new[is].kind.is_number();
                Some(Pair { before: was, after: is, numbers })
            })
            .collect();
        let pair_of = |is: &usize| pairs.iter().find(|pair| pair.after == *is).copied();
        let keys: Option<Vec<Pair>> = after.keys.iter().map(pair_of).collect();
        let mut was: Vec<usize> = keys.iter().flatten().map(|pair| pair.before).collect();
        let mut wanted = before.keys.clone();
        was.sort_unstable();
        wanted.sort_unstable();
        // Keys that were never said before are no others than before: what names a row now named it then too, or tells the
        // first of several from the next.
        let same_keys = keys.is_some() && (wanted.is_empty() || was == wanted);
        let mut changes = Vec::new();
        if !same_keys {
            let ids = |side: &Side<'_>| side.keys.iter().map(|&at| side.columns[at].id.clone()).collect();
            changes.push(SchemaChange::Keys(ids(before), ids(after)));
        }
        let gone = old.iter().enumerate().filter(|(at, _)| !partners.contains(&Some(*at)));
        changes.extend(gone.map(|(_, column)| SchemaChange::Removed(column.id.clone(), column.kind)));
        let added = new.iter().zip(partners).filter(|(_, partner)| partner.is_none());
        changes.extend(added.map(|(column, _)| SchemaChange::Added(column.id.clone(), column.kind)));
        for pair in &pairs {
            let (was, is) = (&old[pair.before], &new[pair.after]);
            if was.id != is.id {
                changes.push(SchemaChange::Renamed(was.id.clone(), is.id.clone()));
            }
            if was.kind != is.kind {
                changes.push(SchemaChange::Kind(is.id.clone(), was.kind, is.kind));
            }
            if was.unit != is.unit {
                changes.push(SchemaChange::Unit(is.id.clone(), was.unit.clone(), is.unit.clone()));
            }
        }
        Self { changes, pairs, keys: keys.filter(|_| same_keys).unwrap_or_default() }
    }

    /// The column whose words say what a row is, where the keys are codes or there are none.
    pub(super) fn name(&self, after: &[Column]) -> Option<Pair> {
        let is_words = |pair: &Pair| matches!(after[pair.after].kind, Kind::Text | Kind::Place);
        let words = self.pairs.iter().copied().filter(is_words);
        words.min_by_key(|pair| pair.after).filter(|_| !self.keys.iter().any(is_words))
    }

    /// Columns that are gone with those that are new and of the same type.
    fn candidates(&self, old: &[Column], new: &[Column]) -> Vec<(usize, usize)> {
        let gone = (0..old.len()).filter(|at| !self.pairs.iter().any(|pair| pair.before == *at));
        gone.flat_map(|was| {
            let is_new = move |is: &usize| !self.pairs.iter().any(|pair| pair.after == *is);
            let fits = move |is: &usize| old[was].kind == new[*is].kind;
            (0..new.len()).filter(is_new).filter(fits).map(move |is| (was, is))
        })
        .collect()
    }
}

/// The candidates that have the same cell in every row both sides have, and not the same one everywhere.
fn proven(
    before: &Side<'_>,
    after: &Side<'_>,
    alignment: &Alignment,
    candidates: Vec<(usize, usize)>,
    held: u64,
) -> Result<Vec<(usize, usize)>, Box<Diagnostic>> {
    struct Candidate {
        pair: Pair,
        alive: bool,
        first: Option<String>,
        varied: bool,
    }
    let candidate = |(was, is): (usize, usize)| {
        let pair = Pair { before: was, after: is, numbers: before.columns[was].kind.is_number() };
        Candidate { pair, alive: true, first: None, varied: false }
    };
    let mut candidates: Vec<Candidate> = candidates.into_iter().map(candidate).collect();
    join(before, after, alignment, held, &mut |met| {
        let Met::Both(old, new) = met else { return };
        for candidate in candidates.iter_mut().filter(|candidate| candidate.alive) {
            let cell = candidate.pair.spelling(old.cells.get(candidate.pair.before));
            candidate.alive = candidate.pair.same(old.cells, new.cells);
            match &candidate.first {
                _ if cell.is_empty() || candidate.varied => {}
                None => candidate.first = Some(cell.to_owned()),
                Some(first) => candidate.varied = first != cell,
            }
        }
    })?;
    let proven = candidates.iter().filter(|candidate| candidate.alive && candidate.varied);
    Ok(proven.map(|candidate| (candidate.pair.before, candidate.pair.after)).collect())
}
