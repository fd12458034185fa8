//! The names of places, and what became of places that are no more.
//!
//! In: rows as agencies keep them. Out: a name for a path of codes, and a path for what a person typed. Programs know
//! nothing of it: names are for people, codes for rules. Former places have no code here, because codes are given anew:
//! 15 was Yên Bái until July 2025, and is Lào Cai since.

use std::collections::BTreeMap;

use super::model::{Placed, Words};
use super::program::places::is_path;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::Location;
use crate::language::{Date, fold, normalise};

/// A place, as a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its codes from the province down: `01`, `01/00004`.
    pub path: Box<str>,
    /// What it is called, without its level.
    pub name: Words,
    /// What kind of unit it is, where that is said.
    pub level: Option<Level>,
    /// Where its code stands.
    pub at: Location,
}

/// A place that is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// What it was called.
    pub name: Words,
    /// What kind of unit it was.
    pub level: Option<Level>,
    /// The place it is part of now.
    pub successor: Placed,
    /// The first day on which it was no more.
    pub until: Option<Date>,
}

/// The kinds of administrative units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Tỉnh.
    Province,
    /// Thành phố trực thuộc trung ương.
    City,
    /// Phường.
    Ward,
    /// Xã.
    Commune,
    /// Đặc khu.
    SpecialZone,
    /// Thị trấn, until July 2025.
    Township,
}

impl Level {
    /// Each with its word in tables, and before and behind a name.
    const WORDS: [(Self, &'static str, &'static str, &'static str); 6] = [
        (Self::Province, "province", "tỉnh", "province"),
        (Self::City, "city", "thành phố", "city"),
        (Self::Ward, "ward", "phường", "ward"),
        (Self::Commune, "commune", "xã", "commune"),
        (Self::SpecialZone, "special-zone", "đặc khu", "special zone"),
        (Self::Township, "township", "thị trấn", "township"),
    ];

    /// The words that stand for a level in a table, in both languages.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::WORDS.iter().flat_map(|&(_, id, vi, _)| [id, vi])
    }

    /// By its word in either language, however it is written.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = fold(word.trim());
        Self::WORDS.iter().find(|(_, id, vi, _)| word == *id || word == fold(vi)).map(|found| found.0)
    }

    /// Whether it is one of the country's parts, not one of a province's.
    pub fn is_top(self) -> bool {
        matches!(self, Self::Province | Self::City)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        Self::WORDS.iter().find(|row| row.0 == self).unwrap_or(&Self::WORDS[0])
    }

    /// A name with it: "phường Ba Đình", "Ba Đình ward".
    fn with(self, name: &str, english: bool) -> String {
        let &(_, _, vi, en) = self.row();
        if english { format!("{name} {en}") } else { format!("{vi} {name}") }
    }
}

/// The places of a country by name, now and before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gazetteer {
    places: Vec<Place>,
    former: Vec<Former>,
    /// What is typed, folded, to what it may mean.
    keys: BTreeMap<String, Vec<Meant>>,
}

/// A place that a text may mean, by its number among those of now or before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meant {
    Now(usize),
    Before(usize),
}

/// A place that was found by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// The codes of the place of now.
    pub path: &'a str,
    /// The place of before that was named.
    pub former: Option<&'a Former>,
}

impl Gazetteer {
    /// Takes rows in the order of their files; what is wrong among them is found, and what it is wrong of left out.
    pub fn new(rows: Vec<Place>, former: Vec<Former>, found: &mut Vec<Diagnostic>) -> Self {
        let mut by_path: BTreeMap<Vec<String>, Place> = BTreeMap::new();
        for place in rows {
            let key = place.path.split('/').map(str::to_owned).collect();
            match by_path.get(&key) {
                Some(first) => {
                    let message = format!("the code {} stands twice", place.path);
                    let finding = Diagnostic::error("content/places", place.at, message);
                    let also = format!("it is {} here", first.name.vi);
                    found.push(finding.related(first.at, also).help("a place has one row; leave one of them out"));
                }
                None => drop(by_path.insert(key, place)),
            }
        }
        let mut gazetteer = Self { places: by_path.into_values().collect(), ..Self::default() };
        for place in &gazetteer.places {
            if let Some((parent, _)) = place.path.rsplit_once('/')
                && gazetteer.place(parent).is_none()
            {
                let message = format!("{} lies in {parent}, which is no place of these", place.name.vi);
                let help = gazetteer.nearest_help(parent, "add a row for it, or correct the code");
                found.push(Diagnostic::error("content/places", place.at, message).help(help));
            }
        }
        for before in former {
            if gazetteer.place(&before.successor.text).is_some() {
                gazetteer.former.push(before);
                continue;
            }
            let message =
                format!("{} belongs to {}, which is no place of these", before.name.vi, before.successor.text);
            let help = gazetteer.nearest_help(&before.successor.text, "write the code of a place that is there now");
            found.push(Diagnostic::error("content/places", before.successor.at, message).help(help));
        }
        gazetteer.index(found);
        gazetteer
    }

    /// Makes the keys; two places of one name in one place cannot be told apart by anybody.
    fn index(&mut self, found: &mut Vec<Diagnostic>) {
        let mut keys: BTreeMap<String, Vec<Meant>> = BTreeMap::new();
        let mut put = |key: String, meant: Meant| {
            let known = keys.entry(key).or_default();
            if !known.contains(&meant) {
                known.push(meant);
            }
        };
        let mut full: BTreeMap<String, usize> = BTreeMap::new();
        for (at, place) in self.places.iter().enumerate() {
            let name = self.name(&place.path, false).unwrap_or_default();
            if let Some(&first) = full.get(&name) {
                let message = format!("{name} stands twice");
                let finding = Diagnostic::error("content/places", place.at, message);
                let also = format!("its code is {} here", self.places[first].path);
                found.push(finding.related(self.places[first].at, also).help("correct one of the names or levels"));
            }
            full.entry(name).or_insert(at);
            for english in [false, true] {
                let own = text(&place.name, english);
                put(key(own), Meant::Now(at));
                put(key(&self.name(&place.path, english).unwrap_or_default()), Meant::Now(at));
                if let Some(above) = place.path.rsplit_once('/').and_then(|(parent, _)| self.place(parent)) {
                    put(key(&format!("{own}, {}", text(&above.name, english))), Meant::Now(at));
                }
            }
        }
        for (at, before) in self.former.iter().enumerate() {
            // The place of now that has the name is meant already.
            let same = self.place(&before.successor.text).is_some_and(|now| key(&now.name.vi) == key(&before.name.vi));
            if !same {
                for english in [false, true] {
                    put(key(text(&before.name, english)), Meant::Before(at));
                    put(key(&self.former_name(before, english)), Meant::Before(at));
                }
            }
        }
        self.keys = keys;
    }

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The places of now, in the order of their codes.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The places of before that no place of now is called like, in the order of their rows.
    pub fn former(&self) -> impl Iterator<Item = &Former> {
        let meant = |at: usize| {
            let own = self.keys.get(&key(&self.former[at].name.vi));
            own.is_some_and(|meant| meant.contains(&Meant::Before(at)))
        };
        (0..self.former.len()).filter(move |&at| meant(at)).map(|at| &self.former[at])
    }

    fn place(&self, path: &str) -> Option<&Place> {
        let wanted = |place: &Place| place.path.split('/').cmp(path.split('/'));
        self.places.binary_search_by(wanted).ok().map(|at| &self.places[at])
    }

    /// What a place is called, as in the midst of a sentence: "Hà Nội", "phường Ba Đình, Hà Nội".
    pub fn name(&self, path: &str, english: bool) -> Option<String> {
        let place = self.place(path)?;
        let own = text(&place.name, english);
        let own = place.level.map_or_else(|| own.to_owned(), |level| level.with(own, english));
        let above = path.rsplit_once('/').and_then(|(parent, _)| self.place(parent));
        Some(above.map_or_else(|| own.clone(), |above| format!("{own}, {}", text(&above.name, english))))
    }

    /// What a place of before was called: "Hà Giang", "thị trấn Mèo Vạc, Tuyên Quang".
    pub fn former_name(&self, before: &Former, english: bool) -> String {
        let own = text(&before.name, english);
        let own = before.level.map_or_else(|| own.to_owned(), |level| level.with(own, english));
        let above = before.successor.text.rsplit_once('/').and_then(|(parent, _)| self.place(parent));
        above.map_or_else(|| own.clone(), |above| format!("{own}, {}", text(&above.name, english)))
    }

    /// The places that a text may mean, with or without marks and the word of their level: "ha noi", "TP Hà Nội", "phường
    /// Ba Đình". Of several that are written alike, those whose marks are as typed.
    pub fn find(&self, typed: &str) -> Vec<Found<'_>> {
        let Some(meant) = self.keys.get(&key(typed)) else { return Vec::new() };
        let exact = |meant: &&Meant| bare(&self.own_name(**meant).vi) == bare(typed);
        let marked: Vec<&Meant> = meant.iter().filter(exact).collect();
        let meant = if marked.is_empty() { meant.iter().collect() } else { marked };
        let found = |meant: &Meant| match *meant {
            Meant::Now(at) => Found { path: &self.places[at].path, former: None },
            Meant::Before(at) => {
                let before = &self.former[at];
                Found { path: &before.successor.text, former: Some(before) }
            }
        };
        meant.into_iter().map(found).collect()
    }

    fn own_name(&self, meant: Meant) -> &Words {
        match meant {
            Meant::Now(at) => &self.places[at].name,
            Meant::Before(at) => &self.former[at].name,
        }
    }

    /// Whether a path may be one of a rule: what lies where nothing is named may be, and nothing else that is not named.
    pub fn allows(&self, path: &str) -> bool {
        let mut above = "";
        for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
            let part = &path[..end];
            let code = part.rsplit('/').next().unwrap_or_default();
            let is_within = |place: &Place| place.path.rsplit_once('/').map_or("", |(parent, _)| parent) == above;
            if self.place(part).is_none()
                && code != super::program::places::ELSEWHERE
                && self.places.iter().any(is_within)
            {
                return false;
            }
            above = part;
        }
        true
    }

    /// What to write for a text that is no known code: the code of the place it names, or the nearest code.
    pub fn help(&self, text: &str) -> String {
        if let [one] = self.find(text).as_slice() {
            let name = self.name(one.path, false).unwrap_or_default();
            return match one.former {
                Some(before) => format!("{} is part of {name} now: write \"{}\"", before.name.vi, one.path),
                None => format!("write \"{}\" for {name}", one.path),
            };
        }
        let nothing = "a place is its codes from the province down: \"01\" or \"01/00004\"";
        if is_path(text) { self.nearest_help(text, nothing) } else { nothing.to_owned() }
    }

    fn nearest_help(&self, path: &str, otherwise: &str) -> String {
        match nearest(path, self.places.iter().map(|place| &*place.path)).and_then(|near| self.place(near)) {
            // Among codes of two digits every one is near.
            Some(near) if path.len() > 3 => format!("did you mean {}, {}?", near.path, near.name.vi),
            _ => otherwise.to_owned(),
        }
    }
}

fn text(words: &Words, english: bool) -> &str {
    match &words.en {
        Some(en) if english => en,
        _ => &words.vi,
    }
}

/// A name as it is compared: folded, without the word of its level.
fn key(name: &str) -> String {
    const BEFORE: [&str; 7] = ["tinh ", "thanh pho ", "tp ", "phuong ", "xa ", "dac khu ", "thi tran "];
    const BEHIND: [&str; 6] = [" province", " city", " ward", " commune", " special zone", " township"];
    let part = |part: &str| {
        let plain: String = fold(part).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let rest = BEFORE.iter().find_map(|word| plain.strip_prefix(word)).unwrap_or(&plain);
        BEHIND.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest).to_owned()
    };
    name.split(',').map(part).collect::<Vec<_>>().join(", ")
}

/// A name as it is compared where marks count.
pub(crate) fn bare(name: &str) -> String {
    normalise(name).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
