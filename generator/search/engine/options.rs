//! What is asked besides the words: `lang=vi&filter=field:ho-tich&sort=name&page=2&size=10&instant=1&facets=1&literal=1`.

use crate::search::document::Lang;

/// So many instant results are enough.
const FEW: usize = 4;

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Best first.
    #[default]
    Rank,
    /// By name.
    Name,
    /// Last changed first.
    Updated,
}

/// What is asked besides the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The language titles and labels are wanted in.
    pub lang: Lang,
    /// Facets and values results must have; of one facet any of its values.
    pub filters: Vec<(String, String)>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
    /// Results of a page.
    pub size: usize,
    /// Whether a few results are enough, because the question is being typed.
    pub instant: bool,
    /// Whether facets are counted.
    pub facets: bool,
    /// Whether the words are meant as they were typed, and never corrected.
    pub literal: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lang: Lang::Vi,
            filters: Vec::new(),
            sort: Sort::Rank,
            page: 1,
            size: 10,
            instant: false,
            facets: false,
            literal: false,
        }
    }
}

impl Options {
    /// Reads options; what makes no sense is passed over.
    pub fn parse(text: &str) -> Self {
        let mut options = Self::default();
        for (key, value) in text.split('&').filter_map(|part| part.split_once('=')) {
            let number = || value.parse::<usize>().ok();
            match key {
                "lang" => options.lang = if value == "en" { Lang::En } else { Lang::Vi },
                "filter" => {
                    if let Some((facet, value)) = value.split_once(':') {
                        options.filters.push((facet.to_owned(), value.to_owned()));
                    }
                }
                "sort" => {
                    options.sort = match value {
                        "name" => Sort::Name,
                        "updated" => Sort::Updated,
                        _ => Sort::Rank,
                    };
                }
                "page" => options.page = number().unwrap_or(1).clamp(1, 100_000),
                "size" => options.size = number().unwrap_or(10).clamp(1, 100),
                "instant" => options.instant = value == "1",
                "facets" => options.facets = value == "1",
                "literal" => options.literal = value == "1",
                _ => {}
            }
        }
        options
    }

    /// How many results of tier 1 are enough to do without tier 2: as many as fill the page, and for instant results a few.
    pub(super) fn enough(&self) -> usize {
        let until = self.page.saturating_mul(self.size);
        if self.instant && self.page == 1 { until.min(FEW) } else { until }
    }

    /// The first result of the page.
    pub(super) fn from(&self) -> usize {
        (self.page - 1).saturating_mul(self.size)
    }
}
