//! The legal documents a catalogue rests on, each once, however procedures write its name.

use std::collections::BTreeMap;

use super::{Bilingual, Kind, LegalDocument, Procedure};
use crate::language::{Date, fold, legal, slug};

/// A legal document that procedures rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// What tells it from all others, as [`LegalDocument::identity`] gives it.
    pub identity: Box<str>,
    /// Its number, in its one spelling: `123/2015/NĐ-CP`.
    pub number: Box<str>,
    /// The last part of its address.
    pub id: Box<str>,
    /// Its number and its name, as it is most often written.
    pub title: Bilingual,
    /// When it was signed, where a source says so.
    pub date: Option<Date>,
    /// Where it can be read.
    pub url: Option<Box<str>>,
}

impl LegalDocument {
    /// The number it is known by, in its one spelling; `None` where neither its number nor its name has one.
    pub fn key(&self) -> Option<String> {
        let number = self.number.as_deref().or(Some(&self.name.vi)).and_then(legal::parse);
        number.map(|law| law.number)
    }

    /// What tells it from all others: its number; of what provinces and communes issue, who all count from 1, its name, too.
    pub fn identity(&self) -> Option<String> {
        let number = self.key()?;
        let is_local = ["UBND", "HĐND"].iter().any(|issuer| number.ends_with(issuer));
        Some(if is_local { format!("{number} {}", fold(self.name.vi.trim())) } else { number })
    }
}

/// The legal documents that procedures of citizens' lists rest on: the latest year first, then by number.
pub fn laws(procedures: &[Procedure]) -> Vec<Law> {
    let mut cited: BTreeMap<String, Vec<&LegalDocument>> = BTreeMap::new();
    let internal = |procedure: &&Procedure| procedure.kind.as_ref().is_some_and(|kind| kind.value == Kind::Internal);
    let listed = procedures.iter().filter(|procedure| !internal(procedure));
    for law in listed.flat_map(|procedure| &procedure.legal_basis).flat_map(|basis| &basis.value) {
        if let Some(identity) = law.identity() {
            cited.entry(identity).or_default().push(law);
        }
    }
    let mut taken = std::collections::BTreeSet::new();
    let mut laws: Vec<Law> = cited
        .into_iter()
        .filter_map(|(identity, named)| {
            let number = named.first()?.key()?;
            let base = slug(&number);
            let mut ids = std::iter::once(base.clone()).chain((2..).map(|at| format!("{base}-{at}")));
            let id = ids.find(|id| taken.insert(id.clone())).unwrap_or(base);
            Some(Law {
                identity: identity.into(),
                id: id.into(),
                title: title(&number, &named),
                date: named.iter().find_map(|law| law.date),
                url: named.iter().find_map(|law| law.url.clone()),
                number: number.into(),
            })
        })
        .collect();
    laws.sort_by(|a, b| (year(&b.number), &a.number).cmp(&(year(&a.number), &b.number)));
    laws
}

/// The year in a number: the first part behind a stroke that can be one.
fn year(number: &str) -> Option<u16> {
    number.split('/').skip(1).find_map(|part| part.parse().ok().filter(|year| (1945..2100).contains(year)))
}

/// The name most often given, of those that somebody translated if any was, with the number before it unless it has it.
fn title(number: &str, named: &[&LegalDocument]) -> Bilingual {
    let mut times: BTreeMap<(bool, &str), (usize, &Bilingual)> = BTreeMap::new();
    for law in named {
        times.entry((law.name.en.is_some(), law.name.vi.trim())).or_insert((0, &law.name)).0 += 1;
    }
    // Of two as frequent the shorter one: the longer one is often two that ran together.
    let rank = |((english, name), (count, _)): &(&(bool, &str), &(usize, &Bilingual))| {
        (*english, *count, std::cmp::Reverse(name.len()))
    };
    let usual = times.iter().max_by_key(rank).map(|(_, (_, name))| *name);
    let with = |name: &str| -> Box<str> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.trim_end_matches(['.', ';', ',', ' ']);
        match name {
            "" => number.into(),
            name if name.contains(number) => name.into(),
            name => format!("{number}: {name}").into(),
        }
    };
    let title = |name: &Bilingual| Bilingual { vi: with(&name.vi), en: name.en.as_deref().map(with) };
    usual.map_or_else(|| Bilingual::vi(number), title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Edit;
    use crate::files::{FileTable, Location};

    fn law(number: Option<&str>, name: &str) -> LegalDocument {
        LegalDocument {
            at: Location::whole(FileTable::default().add("a")),
            number: number.map(Into::into),
            edit: Edit::Whole,
            name: Bilingual::vi(name),
            date: None,
            url: None,
        }
    }

    #[test]
    fn a_law_is_one_however_it_is_written_and_has_its_usual_name() {
        let named = [
            law(Some("60/2014/QH13"), "Luật Hộ tịch "),
            law(None, "Luật Hộ tịch số 60/2014/QH13"),
            law(Some("60/2014/QH13"), "Luật Hộ tịch"),
        ];
        assert!(named.iter().all(|law| law.key().as_deref() == Some("60/2014/QH13")));
        let named: Vec<&LegalDocument> = named.iter().collect();
        assert_eq!(*title("60/2014/QH13", &named).vi, *"60/2014/QH13: Luật Hộ tịch");
        assert_eq!(*title("60/2014/QH13", &named[1..2]).vi, *"Luật Hộ tịch số 60/2014/QH13");
        assert_eq!(*title("60/2014/QH13", &[]).vi, *"60/2014/QH13");
    }

    #[test]
    fn provinces_count_their_decisions_by_themselves() {
        let identity = |number, name| law(Some(number), name).identity().unwrap();
        let hanoi = identity("12/2020/QĐ-UBND", "Quyết định của UBND thành phố Hà Nội");
        assert_eq!(hanoi, identity("12/2020/QĐ-UBND", "Quyết định của UBND Thành phố Hà Nội "));
        assert_ne!(hanoi, identity("12/2020/QĐ-UBND", "Quyết định của UBND thành phố Huế"));
        assert_eq!(identity("60/2014/QH13", "Luật Hộ tịch"), "60/2014/QH13");
    }

    #[test]
    fn a_number_has_its_year() {
        assert_eq!(
            ["31/2024/QH15", "66.7/2025/NQ-CP", "2000/2021/QĐ-UBND", "17-HĐBT"].map(year),
            [Some(2024), Some(2025), Some(2021), None]
        );
    }
}
