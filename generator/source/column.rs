//! The columns a table may have: a field each, or its English text.

use crate::catalogue::{FieldName, Language};

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column {
    /// The field it holds.
    pub field: FieldName,
    /// The language, for fields that have one text in each.
    pub language: Language,
}

impl Column {
    /// The fields that have a column for each language.
    const LOCALISED: [FieldName; 6] = [
        FieldName::Name,
        FieldName::Summary,
        FieldName::Body,
        FieldName::Reception,
        FieldName::Requirements,
        FieldName::Note,
    ];

    /// Every column, in the order of the model: what an export has.
    pub fn all() -> impl Iterator<Item = Self> {
        FieldName::ALL.into_iter().flat_map(|field| {
            let english = Self::LOCALISED.contains(&field).then_some(Self { field, language: Language::En });
            std::iter::once(Self::from(field)).chain(english)
        })
    }

    /// The column a key names: `name`, `name_en`.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::all().find(|column| column.key() == key)
    }

    /// The column a heading names by its key: `name_en`, or `Tên tiếng Anh (name_en)` as exports have it.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let heading = heading.trim();
        let key =
            heading.strip_suffix(')').and_then(|heading| heading.rsplit_once('(')).map_or(heading, |(_, key)| key);
        Self::of_key(&key.trim().to_lowercase())
    }

    /// Its key: the key of its field, with `_en` for the English text.
    pub fn key(self) -> String {
        match self.language {
            Language::Vi => self.field.key().to_owned(),
            Language::En => format!("{}_en", self.field.key()),
        }
    }
}

impl From<FieldName> for Column {
    fn from(field: FieldName) -> Self {
        Self { field, language: Language::Vi }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_its_column() {
        let english = Column { field: FieldName::Name, language: Language::En };
        assert_eq!(Column::of_key("name_en"), Some(english));
        assert_eq!(Column::of_key("legal_basis"), Some(FieldName::LegalBasis.into()));
        assert_eq!(Column::of_key("code_en"), None);
        assert!(Column::all().all(|column| Column::of_key(&column.key()) == Some(column)));
    }
}
