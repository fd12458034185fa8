//! How often a dataset is brought up to date: the words of the European Union's list,
//! <http://publications.europa.eu/resource/authority/frequency>, which DCAT-AP asks for.

/// A frequency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frequency {
    /// Its word in `dataset.toml`: the code in small letters.
    pub word: &'static str,
    /// After how many days something new is due; nothing where nobody can say.
    pub days: Option<u16>,
}

impl Frequency {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::due("cont", 1),
        Self::due("hourly", 1),
        Self::due("daily", 1),
        Self::due("daily_2", 1),
        Self::due("weekly", 7),
        Self::due("weekly_2", 4),
        Self::due("weekly_3", 3),
        Self::due("biweekly", 14),
        Self::due("monthly", 31),
        Self::due("monthly_2", 16),
        Self::due("monthly_3", 11),
        Self::due("bimonthly", 62),
        Self::due("quarterly", 92),
        Self::due("annual_2", 184),
        Self::due("annual_3", 123),
        Self::due("annual", 366),
        Self::due("biennial", 731),
        Self::due("triennial", 1096),
        Self { word: "irreg", days: None },
        Self { word: "never", days: None },
        Self { word: "other", days: None },
        Self { word: "unknown", days: None },
    ];

    const fn due(word: &'static str, days: u16) -> Self {
        Self { word, days: Some(days) }
    }

    /// Its code in the list: `ANNUAL_2`.
    pub fn code(self) -> String {
        self.word.to_ascii_uppercase()
    }
}
