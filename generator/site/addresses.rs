//! Every address the site itself takes, so that redirects can be held against them before anything is written.
//!
//! In: a catalogue. Out: one call for each address, with the place it comes from where an editor or a source gave it.

use super::index::{Index, letter_segment};
use super::routes::{ASSETS, Address, Codes, OWN_FILES, RULES, SEARCH, Section};
use crate::catalogue::{Catalogue, Language, Level};
use crate::files::Location;

/// Calls `each` with the addresses of the site but those of its redirects; with `lists` also those of lists.
///
/// A folder that is the site's own throughout comes without a slash at its end, like a file.
pub fn addresses(catalogue: &Catalogue, lists: bool, each: &mut dyn FnMut(&Address, Option<Location>)) {
    let languages: &[Language] = if catalogue.site.english { &Language::ALL } else { &[Language::Vi] };
    each(&Address::file(ASSETS), None);
    each(&Address::file(SEARCH), None);
    each(&Address::file(RULES), None);
    for name in OWN_FILES {
        each(&Address::file(name), None);
    }
    for &language in languages {
        each(&Address::home(language), None);
        each(&Address::search(language), None);
        each(&Address::check_all(language), None);
        for section in Section::ALL {
            let address = Address::section(section, language);
            each(&address, None);
            each(&address.parts(language), None);
        }
        each(&Address::section(Section::Changes, language).beside("feed.xml"), None);
        each(&super::dataset::feed_address(language), None);
        for page in &catalogue.pages {
            if language == Language::Vi || page.title.en.is_some() {
                each(&Address::page(language, &page.id), Some(page.at));
            }
        }
    }
    let published = catalogue.published.iter().map(|published| (&*published.code, published.at));
    let codes = catalogue.procedures.iter().map(|procedure| &*procedure.code);
    let table = Codes::new(codes.chain(published.clone().map(|(code, _)| code)));
    for procedure in &catalogue.procedures {
        let place = procedure.records.first().map(|origin| origin.location);
        let segment = table.segment(&procedure.code);
        for &language in languages {
            if language == Language::Vi || procedure.name.en.is_some() {
                let address = Address::item(Section::Procedure, language, &segment);
                each(&address, place);
                each(&address.beside("index.json"), place);
                if procedure.rules.is_some() {
                    each(&address.check(language), place);
                }
            }
        }
    }
    for (code, at) in published {
        each(&Address::item(Section::Procedure, Language::Vi, &table.segment(code)), Some(at));
    }
    for entry in catalogue.published_datasets.iter().filter(|entry| entry.withdrawal.is_some()) {
        for &language in languages {
            each(&Address::item(Section::Dataset, language, &entry.id), Some(entry.at));
        }
    }
    if lists {
        of_lists(&Index::new(catalogue), languages, each);
    }
}

fn of_lists(index: &Index<'_>, languages: &[Language], each: &mut dyn FnMut(&Address, Option<Location>)) {
    for &language in languages {
        let mut list = |section: Section, segment: &str, place: Option<Location>| {
            let address = Address::item(section, language, segment);
            each(&address, place);
            each(&address.parts(language), place);
        };
        for (letter, _) in &index.letters[language as usize] {
            list(Section::Letter, &letter_segment(*letter), None);
        }
        for level in Level::ALL {
            list(Section::Level, level.id(), None);
        }
        let directories = [
            (Section::Agency, &index.agencies),
            (Section::Field, &index.fields),
            (Section::Group, &index.groups),
            (Section::Legal, &index.laws),
        ];
        for (section, directory) in directories {
            for entry in &directory.entries {
                if language == Language::Vi || entry.name.en.is_some() {
                    list(section, &entry.id, entry.agency.map(|agency| agency.at));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::files::{MemorySink, Sink};
    use crate::site::{SiteDatasets, SiteOptions, SiteRules, Theme, fixture, write};

    #[test]
    fn everything_that_is_written_stands_at_an_address_that_is_told() {
        let mut catalogue = fixture::catalogue();
        catalogue.redirects.clear();
        let mut told = BTreeSet::new();
        addresses(&catalogue, true, &mut |address, _| {
            told.insert(address.path());
        });
        let sink = MemorySink::default();
        let options = SiteOptions { page_size: 1, ..SiteOptions::default() };
        let (book, program) = fixture::rules();
        let rules = SiteRules { book: &book, program: &program };
        write(&catalogue, rules, SiteDatasets::default(), &Theme::embedded().unwrap(), &options, &sink).unwrap();
        sink.commit().unwrap();
        for path in sink.into_files().into_keys() {
            let above = path.match_indices('/').map(|(at, _)| &path[..at]);
            assert!(told.contains(&path) || above.clone().any(|folder| told.contains(folder)), "{path}");
        }
    }
}
