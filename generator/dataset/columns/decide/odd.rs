//! Columns nearly all of whose cells are of a type, and cells that may not be what they were: what is asked about them, and the
//! line that answers.

use super::{NUMBERED, Question, Untyped, heading, says};
use crate::dataset::columns::schema::currency_code;
use crate::dataset::columns::seen::{Seen, Texts, named};
use crate::dataset::description::lines::toml_text;
use crate::dataset::notation::date;
use crate::dataset::notation::number::with_digits;
use crate::dataset::notation::word::quoted;
use crate::diagnostic::Diagnostic;
use crate::table::Kind;

/// A column is meant to be of a type if so many of its cells are, in percent, of at least so many.
const MOST: u64 = 90;
const ENOUGH: u64 = 10;
/// It may be meant to be of one if so many are, of at least so many.
const MANY: u64 = 75;
const FEW: u64 = 4;
/// Where the others are a few words, fewer show it.
const SOME: u64 = 25;

impl Question<'_> {
    /// Some cells have a sign and some have not.
    pub(super) fn mixed(&self, what: &str, with: &Seen, one: &str, other: Option<&str>) -> Box<Diagnostic> {
        let (count, filled) = (with.count, self.evidence.filled);
        let message = format!("{count} of {filled} numbers of \"{}\" have {what}: {}", self.name, with.rows());
        let place = with.examples.first().or(self.evidence.numbers.examples.first()).map(|example| example.at);
        let help = match other {
            Some(other) => {
                format!("correct the file, or say that all are meant so: type = \"{one}\", or type = \"{other}\"")
            }
            None => format!("part it into columns in the file, or leave all as they are: type = \"{one}\""),
        };
        let at = place.unwrap_or_else(|| self.evidence.numbers.examples[0].at);
        Box::new(
            Diagnostic::error("dataset/mixed-column", at, message)
                .help(help)
                .paste(self.paste(&format!("type = \"{one}\""))),
        )
    }

    /// Some numbers of a workbook are shown as percentages and some are not: 0.1 may be 10 % or 0.1 %.
    pub(super) fn unformatted(&self) -> Box<Diagnostic> {
        let help = "a percentage of a workbook is held as a part of one: give these cells the format of the others, and look \
                    at what they show; type = \"text\" leaves all as they are";
        self.unsigned(&self.evidence.unformatted, "shown without one", help)
    }

    /// Some numbers have a percent sign, and some of the others are below one: 0,05 may be 5 % or 0,05 %.
    pub(super) fn parts(&self) -> Box<Diagnostic> {
        let help = "whether 0,05 is 5% cannot be seen: write these cells as the others; type = \"text\" leaves all as they are";
        self.unsigned(&self.evidence.parts, "perhaps parts of one", help)
    }

    /// Some numbers have a percent sign, and no type is right for these too, which have none.
    fn unsigned(&self, without: &Seen, what: &str, help: &str) -> Box<Diagnostic> {
        let (texts, whole) = listed(&without.texts);
        let message = format!(
            "{} of {} numbers of \"{}\" have a percent sign; others are {what} in {}: {texts}{}",
            self.evidence.percent.count,
            self.evidence.filled,
            self.name,
            without.rows(),
            if whole { "" } else { " and others" },
        );
        let at = without.examples.first().or(self.evidence.percent.examples.first()).map(|example| example.at);
        let at = at.unwrap_or_else(|| self.evidence.numbers.examples[0].at);
        Box::new(Diagnostic::error("dataset/mixed-column", at, message).help(help).paste(self.paste("type = \"text\"")))
    }

    /// All cells are a number and the same word behind it.
    pub(super) fn measured(&self) -> Option<Box<Diagnostic>> {
        let seen = self.evidence;
        let (unit, mixed) = seen.measure.as_ref()?;
        if *mixed || seen.filled < 2 || seen.measured.count < seen.filled {
            return None;
        }
        let message = format!(
            "all {} cells of \"{}\" are a number and \"{unit}\", such as \"{}\": the column is read as text, and neither \
             counted nor drawn",
            seen.filled, self.name, seen.measured.examples[0].text,
        );
        let help = "say the unit once, and the numbers are read without it (type = \"integer\" where none has decimals); \
                    type = \"text\" leaves the cells as they are";
        let line = format!("type = \"decimal\"\nunit = {}", toml_text(unit));
        let found = Diagnostic::warning("dataset/odd-cells", seen.measured.examples[0].at, message);
        Some(Box::new(found.help(help).paste(self.paste(&line))))
    }

    /// All cells are numbers, some with the mark of a note.
    pub(super) fn noted(&self, says_year: bool) -> Option<Box<Diagnostic>> {
        let seen = self.evidence;
        let example = seen.noted.examples.first()?;
        if seen.noted.count + seen.numbers.count < seen.filled {
            return None;
        }
        let is = if seen.noted.count == 1 { "is a number" } else { "are numbers" };
        let message = format!(
            "{} of {} cells of \"{}\" {is} with the mark of a note, such as \"{}\" in row {}: the column is read as text, and \
             neither counted nor drawn",
            seen.noted.count, seen.filled, self.name, example.text, example.row
        );
        let kind = match seen.years == seen.numbers.count && says_year {
            true => "year",
            false if seen.has_decimals.contains(&true) => "decimal",
            false => "integer",
        };
        let help = format!(
            "type = \"{kind}\" leaves the marks out and logs them; type = \"text\" leaves the cells as they are"
        );
        let found = Diagnostic::warning("dataset/odd-cells", example.at, message).help(help);
        Some(Box::new(found.paste(self.paste(&format!("type = \"{kind}\"")))))
    }

    /// All cells are days, some with a year of two digits.
    pub(super) fn short_days(&self) -> Option<Box<Diagnostic>> {
        let seen = self.evidence;
        let example = seen.short_days.examples.first()?;
        if seen.short_days.count + seen.days.count + seen.impossible_days.count < seen.filled {
            return None;
        }
        let (no_day, named) = match self.no_days() {
            Some(no_days) => (format!("; {no_days}"), ", and names each row that is no day"),
            None => (String::new(), ""),
        };
        let message = format!(
            "{} of {} cells of \"{}\" are days whose year has two digits, such as \"{}\" in row {}{no_day}: the column is read \
             as text",
            seen.short_days.count, seen.filled, self.name, example.text, example.row
        );
        let help = format!(
            "type = \"date\" reads 00 to 49 as years after 2000 and the others as years after 1900{named}; type = \"text\" \
             leaves the cells as they are"
        );
        let found = Diagnostic::warning("dataset/odd-cells", example.at, message).help(help);
        Some(Box::new(found.paste(self.paste("type = \"date\""))))
    }

    /// The days that no calendar has.
    fn no_days(&self) -> Option<String> {
        let odd = Some(&self.evidence.impossible_days).filter(|odd| odd.any())?;
        let what = if odd.count == 1 { "is no day" } else { "are no days" };
        Some(format!("{}: {} {what} of any calendar", odd.rows(), listed(&odd.texts).0))
    }

    /// Days that no calendar has, in a column that is said to be of days and cannot be read yet.
    pub(super) fn impossible(&self) -> Option<Diagnostic> {
        let odd = &self.evidence.impossible_days;
        let message = format!("in \"{}\" {}", self.name, self.no_days()?);
        let found = Diagnostic::error("dataset/bad-value", odd.examples.first()?.at, message);
        Some(found.help(IMPOSSIBLE).paste(self.paste(&format!("null = [{}]", listed(&odd.texts).0))))
    }

    /// That nearly all cells are of a type, where they are.
    pub(super) fn nearly(&self, says_year: bool) -> Option<Untyped> {
        let seen = self.evidence;
        let classes = [&seen.numbers, &seen.days, &seen.months, &seen.booleans, &seen.urls, &seen.others];
        // Numbers among days are days as spreadsheets hold them.
        let serial = seen.days.any()
            && seen.serials > 0
            && seen.days.count + seen.serials + seen.impossible_days.count == seen.filled;
        let (most, what, kind) =
            [(0, "number", self.kind_of_numbers(says_year)), (1, "date", Kind::Date), (2, "month", Kind::Month)]
                .into_iter()
                .filter(|&(class, ..)| !serial || class == 1)
                .max_by_key(|&(class, ..)| classes[class].count)?;
        let count = classes[most].count;
        let at_least = |percent: u64, of: u64| seen.filled >= of && count * 100 >= seen.filled * percent;
        // Nobody writes 31/02/2024 among days and means a word.
        let impossible = kind == Kind::Date && count > 0 && count + seen.impossible_days.count == seen.filled;
        // Zeros in front are those of codes.
        if kind.is_number() && seen.leading_zero.count * 10 >= seen.filled {
            return None;
        }
        let refused = impossible || serial || at_least(MOST, ENOUGH);
        let odd: Seen =
            classes.into_iter().enumerate().filter(|(class, _)| *class != most).map(|(_, seen)| seen).collect();
        // Nobody writes 2O.8 with a letter among numbers and means a word.
        let slips = if most == 0 { slips(&odd.texts) } else { Vec::new() };
        let are_slips = !odd.texts.more && slips.len() == odd.texts.first.len() && count > odd.count;
        // A heading that speaks of days is right about cells half of which are written as some.
        let as_days = seen.days.count + seen.short_days.count + seen.impossible_days.count;
        let says_days = kind == Kind::Date
            && count > 0
            && as_days * 2 >= seen.filled
            && says(&heading(self.name), &["ngay", "date"]);
        let shows = at_least(MANY, FEW)
            || (count > 1 && at_least(SOME, FEW) && is_of_words(&odd.texts))
            || are_slips
            || says_days;
        if !refused && !shows {
            return None;
        }
        let result = match refused {
            true => String::new(),
            false => {
                let cells = named(&odd.examples);
                format!(": the column is read as text, and neither counted nor drawn, because of cells such as {cells}")
            }
        };
        let (texts, whole) = listed(&odd.texts);
        let (others, more) = if whole { ("", "") } else { (" and others", ", and the others") };
        let is = if odd.count == 1 { "is" } else { "are" };
        let message = format!(
            "{count} of {} cells of \"{}\" are each a {what}; {} {is} {texts}{others}{result}",
            seen.filled,
            self.name,
            odd.rows(),
        );
        let (help, line) = if serial {
            let first = odd.texts.first.iter().find_map(|(_, text)| date::of_serial(text));
            let day = first.map(|day| day.iso()).unwrap_or_default();
            let help = format!(
                "type = \"date\" reads such numbers as the days a spreadsheet holds by them ({day}), and logs them"
            );
            (help, Some("type = \"date\"".to_owned()))
        } else if impossible && whole {
            (IMPOSSIBLE.to_owned(), Some(format!("null = [{texts}]")))
        } else if !slips.is_empty() {
            let help = format!(
                "correct the cells in the file, where letters stand for digits: {}; type = \"{}\" has each odd row named, \
                 type = \"text\" says that all are words",
                slips.join(", "),
                kind.word()
            );
            (help, None)
        } else {
            let help = format!(
                "correct the file; or say what stands for nothing (null = [{texts}]{more}), that all are words \
                 (type = \"text\"), or type = \"{}\" to have each odd row named",
                kind.word()
            );
            (help, Some("type = \"text\"".to_owned()))
        };
        let at = odd.examples.first()?.at;
        let found = |found: Diagnostic| {
            let mut found = found.help(help);
            found.paste = line.map(|line| self.paste(&line).into());
            Box::new(found)
        };
        Some(match refused {
            true => Untyped::Refused(found(Diagnostic::error("dataset/mixed-column", at, message))),
            false => Untyped::TextWith(found(Diagnostic::warning("dataset/odd-cells", at, message))),
        })
    }

    /// What a column of its numbers alone would be.
    fn kind_of_numbers(&self, says_year: bool) -> Kind {
        let seen = self.evidence;
        match seen.numbers.count {
            count if count == seen.percent.count => Kind::Percent,
            count if count == seen.money.count => Kind::Money,
            count if count == seen.years && says_year => Kind::Year,
            _ if seen.has_decimals.contains(&true) => Kind::Decimal,
            _ => Kind::Integer,
        }
    }

    /// Cells of a workbook that were probably typed as something else: what a column is said to be is not doubted.
    pub(super) fn doubts(&self, kind: Kind) -> Vec<Diagnostic> {
        let seen = self.evidence;
        let mut found = Vec::new();
        if self.said().is_some() {
            return found;
        }
        if let Some(example) = seen.unformatted.examples.first()
            && let Some((currency, false)) = seen.currency
            && matches!(kind, Kind::Integer | Kind::Decimal)
        {
            let message = format!(
                "{} of {} numbers of \"{}\" are shown in {}, and not {}: the column is read as numbers without a unit",
                seen.money.count,
                seen.filled,
                self.name,
                currency_code(currency),
                seen.unformatted.rows(),
            );
            let help =
                "type = \"money\" says that all are of this currency; or give the cells their format in the workbook";
            let bare = Diagnostic::warning("dataset/odd-cells", example.at, message);
            found.push(bare.help(help).paste(self.paste("type = \"money\"")));
        }
        let heading = heading(self.name);
        let short = NUMBERED.iter().find(|(words, _)| says(&heading, words)).map(|(_, short)| short);
        let is_short = short
            .zip(seen.length)
            .is_some_and(|(short, (least, most))| short.contains(&least) && short.contains(&most));
        let has_codes = seen.leading_zero.any() && matches!(kind, Kind::Text | Kind::Code);
        if let Some(example) = seen.bare.examples.first().filter(|_| has_codes || is_short) {
            let (is, others) =
                if seen.bare.count == 1 { ("is a number", "it has") } else { ("are numbers", "they have") };
            let message = format!(
                "{} of \"{}\" {is}, such as \"{}\": a spreadsheet takes zeros away that {others} in front",
                seen.bare.rows(),
                self.name,
                example.text
            );
            let help =
                "make the cells text in the workbook and write them anew; type = \"code\" says that they are right";
            let lost = Diagnostic::warning("dataset/lost-digits", example.at, message);
            found.push(lost.help(help).paste(self.paste("type = \"code\"")));
        }
        if let Some(example) = seen.rounded.examples.first() {
            let message = format!(
                "{} of \"{}\" {} more digits than the fifteen a spreadsheet keeps, such as \"{}\": the last may be lost",
                seen.rounded.rows(),
                self.name,
                if seen.rounded.count == 1 { "has" } else { "have" },
                example.text
            );
            let help = "make the cells text in the workbook and write them anew; the type says that they are right";
            let line = if kind == Kind::Code { "type = \"code\"" } else { "type = \"integer\"" };
            let lost = Diagnostic::warning("dataset/lost-digits", example.at, message);
            found.push(lost.help(help).paste(self.paste(line)));
        }
        found
    }
}

/// Whether texts are a few words without a digit, which say why a number is missing: `Miễn phí`.
fn is_of_words(texts: &Texts) -> bool {
    !texts.more && texts.first.iter().all(|(_, text)| !text.contains(|c: char| c.is_ascii_digit()))
}

/// What was meant by texts in which letters stand for digits.
fn slips(texts: &Texts) -> Vec<String> {
    let meant = |text: &str| Some(format!("{} for {}", quoted(&with_digits(text)?), quoted(text)));
    texts.first.iter().filter_map(|(_, text)| meant(text)).collect()
}

/// What to do about days that no calendar has.
const IMPOSSIBLE: &str =
    "correct the days in the file, or say that nobody knows them; type = \"text\" makes words of all";

/// Texts as a list of TOML has them, and whether they are all there are.
fn listed(texts: &Texts) -> (String, bool) {
    let list: Vec<String> = texts.first.iter().map(|(_, text)| toml_text(text)).collect();
    (list.join(", "), !texts.more)
}
