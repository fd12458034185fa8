//! Places that can be answered with, as a list that is typed into.

use serde::Serialize;

use crate::catalogue::Language;
use crate::language::{fold, slug, sort_key};
use crate::rules::model::{RuleBook, Words};
use crate::rules::phrase::Phrases;
use crate::rules::program::places::ELSEWHERE;
use crate::rules::program::{Kind, Program, QuestionId};
use crate::rules::truth::QuestionSet;
use crate::site::words;

/// One that can be chosen.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct PlaceOption {
    /// What is written into the field.
    name: String,
    /// How else it is written, and what it is part of now: shown beside the name, and found by it.
    label: Option<String>,
    /// What it is part of now, where it is no more.
    note: Option<String>,
    /// The answer: codes, and behind `~` which place of before was meant.
    id: String,
}

/// The places for the questions that are asked; none where no table names any, or nobody is asked.
///
/// Communes are named only where the rules tell those of their province apart: three thousand are no list, and to all others
/// the province is answer enough.
pub(super) fn options(
    book: &RuleBook,
    program: &Program,
    asked: &QuestionSet,
    (phrases, words): (&Phrases<'_>, &words::Words),
) -> Vec<PlaceOption> {
    let gazetteer = &book.gazetteer;
    let question = asked.iter().find(|&id| program.question(id).kind == Kind::Place);
    let Some(question) = question.filter(|_| !gazetteer.is_empty()) else { return Vec::new() };
    let english = words.language() == Language::En;
    let told = program.places.paths();
    let has_parts =
        |path: &str| told.iter().any(|one| one.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')));
    let is_offered = |path: &str| path.rsplit_once('/').is_none_or(|(parent, _)| has_parts(parent));
    let named = gazetteer.places().iter().filter(|place| is_offered(&place.path)).map(|place| {
        let name = phrases.answer(question, &place.path);
        // Of a commune the same words, in the other spelling.
        let other = gazetteer.name(&place.path, !english).unwrap_or_default();
        let label = Some(if english { capital(other) } else { other_spelling(&name, &place.name, other) });
        PlaceOption { label: label.filter(|label| *label != name), note: None, id: place.path.to_string(), name }
    });
    let mut options: Vec<PlaceOption> = named.collect();
    let unnamed = told.iter().filter(|path| gazetteer.name(path, english).is_none()).map(|path| path.to_string());
    let rest = told.iter().filter(|path| has_parts(path)).map(|path| format!("{path}/{ELSEWHERE}"));
    options.extend(unnamed.chain(rest).map(|id| plain(phrases, question, id)));
    for before in gazetteer.former().filter(|before| is_offered(&before.successor.text)) {
        let now = gazetteer.name(&before.successor.text, english).unwrap_or_default();
        let note = match before.until {
            Some(day) => words.say("check_place_since").replace("{from}", &words.date(day)).replace("{n}", &now),
            None => words.say_with("check_place_now", &now),
        };
        let mut name = capital(gazetteer.former_name(before, english));
        let id = format!("{}~{}", before.successor.text, slug(&name));
        let spelling = fold_like(&name);
        if options.iter().any(|option| option.name == name) {
            name = format!("{name} ({note})");
        }
        let label = Some(spelling).filter(|spelling| *spelling != name);
        let label = label.map_or_else(|| note.clone(), |spelling| format!("{spelling}, {note}"));
        options.push(PlaceOption { name, label: Some(label), note: Some(note), id });
    }
    options.sort_by_cached_key(|option| sort_key(&option.name));
    options.push(plain(phrases, question, ELSEWHERE.to_owned()));
    options
}

fn plain(phrases: &Phrases<'_>, question: QuestionId, id: String) -> PlaceOption {
    PlaceOption { name: phrases.answer(question, &id), label: None, note: None, id }
}

/// How a Vietnamese name is typed without marks: the English one, unless that is more than a name.
fn other_spelling(name: &str, words: &Words, english: String) -> String {
    if words.en.is_some() { capital(english) } else { fold_like(name) }
}

/// A name without marks, its capitals kept.
fn fold_like(name: &str) -> String {
    let plain = |letter: char| {
        let folded = fold(letter.encode_utf8(&mut [0; 4]));
        if letter.is_uppercase() { folded.to_uppercase() } else { folded }
    };
    name.chars().map(plain).collect()
}

fn capital(text: String) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFiles;
    use crate::rules::phrase;
    use crate::site::Theme;

    /// The options of a site, a line each, where its rules name some places.
    fn shown(places: &str, named: &str, language: Language) -> String {
        let front =
            format!("+++\nname = \"A\"\n\n[[condition]]\nid = \"here\"\nrequires = 'place in [{named}]'\n+++\n");
        let files = MemoryFiles::default()
            .with("content/site.toml", "title = \"Cổng\"\n")
            .with(
                "content/questions.toml",
                "[[question]]\nid = \"place\"\ntype = \"place\"\nwording = \"Ở đâu?\"\nlabel = \"nơi ở\"\n",
            )
            .with("content/places.csv", places)
            .with("content/procedures/1.001193.md", front);
        let checked = crate::check_sources(&files, None);
        assert_eq!(checked.errors(), 0, "{:?}", checked.diagnostics);
        let (book, program) = (&checked.rules.book, &checked.rules.program);
        let theme = Theme::embedded().unwrap();
        let of = match language {
            Language::Vi => phrase::Language::Vietnamese,
            Language::En => phrase::Language::English,
        };
        let asked = program.questions_of(&program.procedures);
        let phrases = Phrases::new(program, book, of);
        let options = options(book, program, &asked, (&phrases, theme.words(language)));
        let line = |option: &PlaceOption| {
            format!("{}: {} [{}]\n", option.id, option.name, option.label.as_deref().unwrap_or_default())
        };
        options.iter().map(line).collect()
    }

    const PLACES: &str = "code,name,name_en,level,until,successor\n01,Hà Nội,Hanoi,,,\n01/1,Ba Đình,,phường,,\n01/2,Đông Anh,,xã,,\n\
        08,Tuyên Quang,,,,\n08/1,Mèo Vạc,,xã,,\n,Hà Giang,,,1/7/2025,08\n,Đồng Văn,,xã,,08/1\n,Hà Tây,,,,01\n";

    #[test]
    fn communes_are_listed_where_the_rules_tell_them_apart() {
        assert_eq!(
            shown(PLACES, "\"08\"", Language::Vi),
            "08~ha-giang: Hà Giang [Ha Giang, từ ngày 01/07/2025 thuộc Tuyên Quang]\n01: Hà Nội [Hanoi]\n\
             01~ha-tay: Hà Tây [Ha Tay, nay thuộc Hà Nội]\n08: Tuyên Quang [Tuyen Quang]\nelsewhere: Nơi khác []\n"
        );
        assert_eq!(
            shown(PLACES, "\"01/1\"", Language::En),
            "01/1: Ba Đình ward, Hanoi [Phường Ba Đình, Hà Nội]\n01/2: Đông Anh commune, Hanoi [Xã Đông Anh, Hà Nội]\n\
             01/elsewhere: Elsewhere in Hanoi []\n08~ha-giang: Hà Giang [Ha Giang, part of Tuyên Quang since 1 July 2025]\n\
             01~ha-tay: Hà Tây [Ha Tay, now part of Hanoi]\n01: Hanoi [Hà Nội]\n08: Tuyên Quang []\nelsewhere: Elsewhere []\n"
        );
    }

    #[test]
    fn one_of_before_that_is_called_like_one_of_now_says_which_it_is() {
        let places = "code,name,successor\n1,An Phú,\n2,Bình An,\n,An Phú,2\n";
        assert_eq!(
            shown(places, "\"1\"", Language::Vi),
            "1: An Phú [An Phu]\n2~an-phu: An Phú (nay thuộc Bình An) [An Phu, nay thuộc Bình An]\n2: Bình An [Binh An]\n\
             elsewhere: Nơi khác []\n"
        );
    }
}
