//! Filters, the counts of facets, and orders other than by score.

use super::Engine;
use super::json::Json;
use super::options::Sort;
use crate::search::format::column::{self, Column};
use crate::search::format::file_name;
use crate::search::format::root::Hash;
use crate::search::order;

/// The most values of a facet an answer lists.
const VALUES: usize = 40;

/// The counts of one facet.
#[derive(Debug)]
pub(super) struct FacetCounts {
    /// Which column.
    hash: Hash,
    /// Its name.
    id: String,
    /// Value and count, the commonest first.
    values: Vec<(u32, u32)>,
}

/// A filter: one of these values of a facet. A column that could not be had lets nothing pass: what is not known to have a
/// value is not shown as having it.
pub(super) struct Filter<'a> {
    facet: &'a str,
    column: Option<&'a Column>,
    values: Vec<u32>,
}

impl Filter<'_> {
    pub(super) fn has(&self, document: u32) -> bool {
        self.column.is_some_and(|column| column.of(document).iter().any(|value| self.values.contains(value)))
    }
}

/// The columns that a page needs and are not here.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) wanted: Vec<Hash>,
    /// Whether one could not be had.
    pub(super) lacks: bool,
}

impl Engine {
    /// The facets of this index, and the file of each.
    pub fn facets(&self) -> impl Iterator<Item = (&str, String)> {
        self.root.columns.iter().filter(|(id, _)| !is_plain(id)).map(|(id, hash)| (&**id, file_name(*hash)))
    }

    /// A column, or a note that it is wanted or cannot be had.
    fn column(&self, id: &str, columns: &mut Columns) -> Option<(&Column, Hash)> {
        let (_, hash) = self.root.columns.iter().find(|(known, _)| known == id)?;
        let column = self.files.columns.get(*hash);
        if column.is_none() {
            if self.is_lost(hash) {
                columns.lacks = true;
            } else if !columns.wanted.contains(hash) {
                columns.wanted.push(*hash);
            }
        }
        column.map(|column| (column, *hash))
    }

    /// The filters of the question; one of a facet that this index has not is passed over.
    pub(super) fn filters(&self, columns: &mut Columns) -> Vec<Filter<'_>> {
        let mut filters: Vec<Filter<'_>> = Vec::new();
        for (facet, value) in &self.asked.options.filters {
            if is_plain(facet) || !self.root.columns.iter().any(|(known, _)| known == facet) {
                continue;
            }
            let column = self.column(facet, columns).map(|(column, _)| column);
            let value = column.and_then(|column| column.value(value));
            match filters.iter_mut().find(|filter| filter.facet == facet) {
                Some(filter) => filter.values.extend(value),
                None => filters.push(Filter { facet, column, values: value.into_iter().collect() }),
            }
        }
        filters
    }

    /// The counts of every facet among the matches; a facet's own filter does not narrow its counts.
    pub(super) fn count(
        &self,
        matches: &[(u32, u32)],
        filters: &[Filter<'_>],
        columns: &mut Columns,
    ) -> Vec<FacetCounts> {
        let mut facets = Vec::new();
        for (id, _) in self.root.columns.iter().filter(|(id, _)| !is_plain(id)) {
            let Some((column, hash)) = self.column(id, columns) else { continue };
            let mut counts = vec![0u32; column.values.len()];
            let others = |document| filters.iter().filter(|other| other.facet != id).all(|other| other.has(document));
            for (_, document) in matches.iter().filter(|(_, document)| others(*document)) {
                for &value in column.of(*document) {
                    if let Some(count) = counts.get_mut(value as usize) {
                        *count += 1;
                    }
                }
            }
            let on = filters.iter().find(|filter| filter.facet == id).map_or(&[][..], |filter| &filter.values);
            let mut values: Vec<(u32, u32)> = (0..).zip(counts).filter(|(at, n)| *n > 0 || on.contains(at)).collect();
            order::by(&mut values, |(at, count)| u64::from(!on.contains(at)) << 32 | u64::from(!count));
            values.truncate(VALUES);
            if !values.is_empty() {
                facets.push(FacetCounts { hash, id: id.clone(), values });
            }
        }
        facets
    }

    /// Puts matches into another order than by score.
    pub(super) fn sort(&self, matches: &mut [(u32, u32)], columns: &mut Columns) {
        let sort = self.asked.options.sort;
        let id = match sort {
            Sort::Rank => return,
            Sort::Name => column::NAME,
            Sort::Updated => column::UPDATED,
        };
        let Some((column, _)) = self.column(id, columns) else { return };
        order::by(matches, |(_, document)| {
            let first = column.of(*document).first().copied().unwrap_or(0);
            if sort == Sort::Updated { order::high_then_low(first, 0) } else { first.into() }
        });
    }

    /// Writes the counts of a facet.
    pub(super) fn write_facet(&self, json: &mut Json, facet: &FacetCounts) {
        let Some(column) = self.files.columns.get(facet.hash) else { return };
        let options = &self.asked.options;
        json.open('{');
        json.key("id").text(&facet.id);
        json.key("values").open('[');
        for &(value, count) in &facet.values {
            let Some((id, label)) = column.values.get(value as usize) else { continue };
            let on = options.filters.iter().any(|(of, value)| *of == facet.id && value == id);
            json.open('{');
            json.key("id").text(id);
            json.labelled("label", label, options.lang);
            json.key("count").number(count);
            json.key("on").flag(on);
            json.close('}');
        }
        json.close(']');
        json.close('}');
    }
}

/// Whether a column is no facet.
fn is_plain(id: &str) -> bool {
    id == column::NAME || id == column::UPDATED
}
