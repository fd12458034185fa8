//! Laying records over each other: by code, field by field, later over earlier.
//!
//! Lists are atomic: a later list replaces the earlier one, unless it has items that refer to
//! items of the earlier (`ref`), which then patch or remove them. A conflict is two *official*
//! sources with different values; an editor's overlay is never one.

use super::field::{Field, Origin, SourceId, Sourced};
use super::named::{Named, ServiceGroup};
use super::procedure::{FieldName, Procedure, ReturnMethod, Step};
use super::text::{Bilingual, Localised, Prose};
use super::value::{Decision, Kind, Levels, Online, State};
use crate::language::{Date, fold, syllable_key};

/// Two official sources that say different things of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The procedure.
    pub code: Box<str>,
    /// The field.
    pub field: FieldName,
    /// The value that was laid under.
    pub earlier: (Origin, String),
    /// The value that is published.
    pub later: (Origin, String),
}

/// An item of an overlay that refers to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dangling {
    /// The procedure.
    pub code: Box<str>,
    /// The list it is in.
    pub field: FieldName,
    /// What it refers to.
    pub reference: Box<str>,
    /// Where it stands.
    pub origin: Origin,
}

/// How many records came in and what became of them: `records = procedures + merged`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Records read.
    pub records: usize,
    /// Procedures they make.
    pub procedures: usize,
    /// Records laid over or under another.
    pub merged: usize,
}

/// The procedures, by code in byte order, with what was noticed on the way.
#[derive(Debug, Default)]
pub struct Merged {
    /// The procedures.
    pub procedures: Vec<Procedure>,
    /// Official sources that disagree.
    pub conflicts: Vec<Conflict>,
    /// Items that refer to nothing.
    pub dangling: Vec<Dangling>,
    /// The sum of it.
    pub totals: Totals,
}

/// Merges `records`, given in the order in which they overlay; `official` tells official sources from editors'.
pub fn merge(mut records: Vec<Procedure>, official: &dyn Fn(SourceId) -> bool) -> Merged {
    let mut merged = Merged::default();
    merged.totals.records = records.len();
    // A stable sort keeps the order of the sources among records of one code. Merging in place matters: a catalogue may
    // have a hundred thousand records of two kilobytes each before their texts.
    records.sort_by(|a, b| a.code.cmp(&b.code));
    for at in 0..records.len() {
        let is_first = at == 0 || records[at - 1].code != records[at].code;
        if is_first && has_patches(&records[at]) {
            // An overlay with nothing under it: its patches meet no item.
            let bare =
                Procedure { records: Vec::new(), ..Procedure::new(records[at].code.clone(), records[at].records[0]) };
            let over = std::mem::replace(&mut records[at], bare);
            let code = over.code.clone();
            let (conflicts, dangling) = (&mut merged.conflicts, &mut merged.dangling);
            records[at].lay_over(over, &mut Meeting { code: &code, official, conflicts, dangling });
        }
    }
    records.dedup_by(|later, under| {
        if later.code != under.code {
            return false;
        }
        let (code, origin) = (under.code.clone(), under.records[0]);
        let later = std::mem::replace(later, Procedure::new("", origin));
        let (conflicts, dangling) = (&mut merged.conflicts, &mut merged.dangling);
        under.lay_over(later, &mut Meeting { code: &code, official, conflicts, dangling });
        true
    });
    merged.totals.procedures = records.len();
    merged.totals.merged = merged.totals.records - records.len();
    merged.procedures = records;
    merged
}

fn has_patches(record: &Procedure) -> bool {
    fn patches<T: Value>(field: &Field<T>) -> bool {
        field.as_ref().is_some_and(|field| field.value.is_patch())
    }
    patches(&record.documents)
        || patches(&record.channels)
        || patches(&record.service_cases)
        || patches(&record.results)
        || patches(&record.legal_basis)
}

/// Two records meeting.
pub(super) struct Meeting<'a> {
    code: &'a str,
    official: &'a dyn Fn(SourceId) -> bool,
    conflicts: &'a mut Vec<Conflict>,
    dangling: &'a mut Vec<Dangling>,
}

impl Meeting<'_> {
    fn compare<T: Value>(&mut self, field: FieldName, earlier: &Sourced<T>, later: &Sourced<T>) {
        let both_official = (self.official)(earlier.origin.source) && (self.official)(later.origin.source);
        if !both_official || earlier.value.agrees(&later.value) {
            return;
        }
        self.conflicts.push(Conflict {
            code: self.code.into(),
            field,
            earlier: (earlier.origin, earlier.value.shown()),
            later: (later.origin, later.value.shown()),
        });
    }
}

/// Laying one field over another.
pub(super) trait Lay {
    /// Lays `over` on `self`.
    fn lay(&mut self, over: Self, field: FieldName, meeting: &mut Meeting<'_>);
}

impl<T: Value> Lay for Field<T> {
    fn lay(&mut self, over: Self, field: FieldName, meeting: &mut Meeting<'_>) {
        let Some(over) = over else { return };
        match self {
            under if over.value.is_patch() => {
                let below = under.take();
                let origin = below.as_ref().map_or(over.origin, |below| below.origin);
                let (patched, missed) = T::patched(below.map(|below| below.value), over.value);
                *under = patched.map(|value| Sourced::new(value, origin));
                let dangling =
                    |reference| Dangling { code: meeting.code.into(), field, reference, origin: over.origin };
                meeting.dangling.extend(missed.into_iter().map(dangling));
            }
            _ => {
                if let Some(under) = &*self {
                    meeting.compare(field, under, &over);
                }
                *self = Some(over);
            }
        }
    }
}

impl<T: Value> Lay for Localised<T> {
    fn lay(&mut self, over: Self, field: FieldName, meeting: &mut Meeting<'_>) {
        self.vi.lay(over.vi, field, meeting);
        self.en.lay(over.en, field, meeting);
    }
}

/// What merging wants to know of a value.
pub(super) trait Value: PartialEq {
    /// Whether two official sources mean the same by these values.
    fn agrees(&self, other: &Self) -> bool {
        self == other
    }

    /// The value in a message.
    fn shown(&self) -> String;

    /// Whether this list changes items of the one below instead of replacing it.
    fn is_patch(&self) -> bool {
        false
    }

    /// What a patch makes of the list below, if anything is left; and the references that met no item.
    fn patched(_below: Option<Self>, patch: Self) -> (Option<Self>, Vec<Box<str>>)
    where
        Self: Sized,
    {
        (Some(patch), Vec::new())
    }
}

/// Words without the differences that are no difference: case, marks in another place, spaces, punctuation at the ends.
fn same_words(left: &str, right: &str) -> bool {
    let bare = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(syllable_key).collect::<Vec<_>>().join(" ")
    };
    left == right || bare(left) == bare(right)
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl Value for Box<str> {
    fn agrees(&self, other: &Self) -> bool {
        same_words(self, other)
    }

    fn shown(&self) -> String {
        clipped(self)
    }
}

impl Value for Prose {
    fn agrees(&self, other: &Self) -> bool {
        same_words(self.source(), other.source())
    }

    fn shown(&self) -> String {
        clipped(self.source())
    }
}

impl Value for Named {
    fn agrees(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(left), Some(right)) => left == right,
            _ => same_words(&self.name.vi, &other.name.vi),
        }
    }

    fn shown(&self) -> String {
        clipped(&self.name.vi)
    }
}

impl Value for Vec<Named> {
    fn agrees(&self, other: &Self) -> bool {
        names_agree(self.iter().map(|item| &*item.name.vi), other.iter().map(|item| &*item.name.vi))
    }

    fn shown(&self) -> String {
        clipped(&self.iter().map(|item| &*item.name.vi).collect::<Vec<_>>().join(", "))
    }
}

/// Whether two lists name the same things, in whatever order.
fn names_agree<'a>(left: impl Iterator<Item = &'a str>, right: impl Iterator<Item = &'a str>) -> bool {
    let set = |names: Vec<&str>| -> std::collections::BTreeSet<String> {
        names.into_iter().map(|name| fold(name).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    set(left.collect()) == set(right.collect())
}

impl Value for Decision {
    fn agrees(&self, other: &Self) -> bool {
        self.number == other.number
    }

    fn shown(&self) -> String {
        self.number.to_string()
    }
}

/// Values that are compared as they are and shown as code shows them.
macro_rules! plain_values {
    ($($type:ty),*) => {$(
        impl Value for $type {
            fn shown(&self) -> String {
                format!("{self:?}")
            }
        }
    )*};
}
plain_values!(State, Kind, Online, Date);

impl Value for Levels {
    fn shown(&self) -> String {
        self.iter().map(super::value::Level::id).collect::<Vec<_>>().join(", ")
    }
}

/// Lists whose sources cut them differently: they are replaced without being compared.
macro_rules! uncompared_lists {
    ($($type:ty),*) => {$(
        impl Value for Vec<$type> {
            fn agrees(&self, _other: &Self) -> bool {
                true
            }

            fn shown(&self) -> String {
                format!("{} items", self.len())
            }
        }
    )*};
}
uncompared_lists!(Step, ServiceGroup, ReturnMethod, Bilingual);

mod lists;
#[cfg(test)]
mod tests;
