//! The small closed values of a procedure.

use crate::language::{Date, Duration};

/// Whether a procedure is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// In force (the portal's ACTIVE and UPDATED).
    Active,
    /// Abolished.
    Abolished,
}

/// Who made the procedure and who may use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Issued by a ministry for the whole country.
    National,
    /// Issued by a province for itself.
    Specific,
    /// Between agencies: published, but outside search and citizens' lists.
    Internal,
}

/// A level of the administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Ministries and central agencies.
    Ministry,
    /// Provinces and centrally run cities.
    Province,
    /// Districts, which ended on 1 July 2025: a record that names them is out of date.
    District,
    /// Communes, wards and special zones.
    Commune,
    /// Any other agency.
    Other,
}

impl Level {
    /// All levels, from the centre outwards.
    pub const ALL: [Self; 5] = [Self::Ministry, Self::Province, Self::District, Self::Commune, Self::Other];

    /// The word used in content files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ministry => "ministry",
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Other => "other",
        }
    }
}

/// A set of levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Levels(u8);

impl Levels {
    /// Adds a level.
    pub fn insert(&mut self, level: Level) {
        self.0 |= 1 << level as u8;
    }

    /// Whether the set has `level`.
    pub fn contains(self, level: Level) -> bool {
        self.0 & (1 << level as u8) != 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The levels of the set, from the centre outwards.
    pub fn iter(self) -> impl Iterator<Item = Level> {
        Level::ALL.into_iter().filter(move |&level| self.contains(level))
    }
}

impl FromIterator<Level> for Levels {
    fn from_iter<I: IntoIterator<Item = Level>>(levels: I) -> Self {
        let mut set = Self::default();
        levels.into_iter().for_each(|level| set.insert(level));
        set
    }
}

/// How far a procedure can be done online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Online {
    /// From application to result ("toàn trình").
    Full,
    /// In part ("một phần").
    Partial,
    /// Not at all.
    No,
}

/// How long an agency has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProcessingTime {
    /// A quantity with its unit.
    Quantity(Duration),
    /// Words that are no quantity, as the source has them.
    Verbatim(Box<str>),
}

/// The decision that published a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its number: `163/QĐ-BTP`.
    pub number: Box<str>,
    /// When it was signed.
    pub date: Option<Date>,
}
