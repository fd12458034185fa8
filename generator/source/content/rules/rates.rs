//! `rates = "fees/registration.csv"`: the rates of a procedure's fees as a table, for sixty provinces are no work for
//! front matter.
//!
//! In: files below `content/`, as RFC 4180 has them, with headings `fee`, `place`, `amount`, `from`, `until`, `when`,
//! `cite`; of these `fee` and `amount` have to be there. Out: rates as `[[rate]]` gives them. A row with a mistake is an
//! error with its cell, and no rate.

use crate::catalogue::{Procedure, SourceId};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::files::{At, FileTable, Files, Location};
use crate::language::{Date, date, number};
use crate::rules::model::{Amount, Expression, Placed, Rate};
use crate::source::read::utf8;
use crate::source::sheet::{Cell, Sheet, SheetRow};
use crate::source::{Input, Reading, table};

/// The headings.
const COLUMNS: [&str; 7] = ["fee", "place", "amount", "from", "until", "when", "cite"];

/// Reads the tables of rates that records name, and adds what they say to their rules.
pub fn read_rates(files: &dyn Files, table: &mut FileTable, records: &mut [Procedure]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for record in records {
        let code = record.code.clone();
        let Some(rules) = record.rules.as_deref_mut() else { continue };
        let mut own = Vec::new();
        for named in &rules.rate_tables {
            let path = format!("content/{}", named.text);
            match files.read(&path) {
                Ok(bytes) => rules.rates.extend(rates(&path, &bytes, table, &mut own)),
                Err(error) => {
                    let help = "name a CSV file below content/, such as rates = \"fees/registration.csv\"";
                    own.push(Diagnostic::error("content/rates", named.at, error.to_string()).help(help));
                }
            }
        }
        found.extend(own.into_iter().map(|finding| finding.about(code.clone())));
    }
    found
}

fn rates(path: &str, bytes: &[u8], table: &mut FileTable, found: &mut Vec<Diagnostic>) -> Vec<Rate> {
    let input = Input { source: SourceId(0), file: table.add(path), path, bytes, base: 0 };
    let mut reading = Reading::default();
    let text = utf8(&input, &mut reading);
    found.extend(reading.diagnostics);
    let Some(text) = text else { return Vec::new() };
    let (sheet, unclosed) = table::sheet(&input, text, |heading| COLUMNS.contains(&heading.trim()));
    found.extend(unclosed.map(|finding| *finding));
    let Some(columns) = Columns::of(&sheet, Location::whole(input.file), found) else { return Vec::new() };
    sheet.rows.iter().skip(1).filter(|row| !row.is_blank()).filter_map(|row| columns.rate(row, found)).collect()
}

/// Where each of [`COLUMNS`] stands.
struct Columns([Option<u16>; COLUMNS.len()]);

impl Columns {
    fn of(sheet: &Sheet, whole: Location, found: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut columns = Self([None; COLUMNS.len()]);
        let before = found.len();
        let mut refuse = |at: Location, message: String, help: String| {
            found.push(Diagnostic::error("content/rates", at, message).help(help));
        };
        let head = sheet.rows.first();
        for cell in head.iter().flat_map(|head| &head.cells) {
            let name = cell.text.trim();
            match COLUMNS.iter().position(|known| *known == name) {
                Some(at) if columns.0[at].is_none() => columns.0[at] = Some(cell.column),
                Some(_) => refuse(cell.at, format!("two columns are headed \"{name}\""), "leave one out".to_owned()),
                None => {
                    let help = match nearest(name, COLUMNS) {
                        Some(near) => format!("did you mean \"{near}\"?"),
                        None => format!("the first row has the headings {}", COLUMNS.join(", ")),
                    };
                    refuse(cell.at, format!("\"{name}\" is no column of a table of rates"), help);
                }
            }
        }
        let known = head.iter().flat_map(|head| &head.cells).all(|cell| COLUMNS.contains(&cell.text.trim()));
        let missing: Vec<&str> = ["fee", "amount"].into_iter().filter(|name| columns.get(name).is_none()).collect();
        // A heading nobody knows is often the one that is missing.
        if !missing.is_empty() && known {
            let at = head.and_then(SheetRow::at).unwrap_or(whole);
            let help = "the first row has the headings: fee,place,amount,from,until,when,cite".to_owned();
            refuse(at, format!("the table has no column {}", missing.join(" and no column ")), help);
        }
        (found.len() == before).then_some(columns)
    }

    fn get(&self, name: &str) -> Option<u16> {
        self.0[COLUMNS.iter().position(|known| *known == name)?]
    }

    /// What a row says in a column, where it says something.
    fn cell<'r>(&self, row: &'r SheetRow, name: &str) -> Option<&'r Cell> {
        row.get(self.get(name)?).filter(|cell| !cell.text.trim().is_empty())
    }

    fn rate(&self, row: &SheetRow, found: &mut Vec<Diagnostic>) -> Option<Rate> {
        let at = row.at()?;
        let before = found.iter().filter(|found| found.severity == Severity::Error).count();
        let mut refuse = |at: Location, message: String, help: &str| {
            found.push(Diagnostic::error("content/rates", at, message).help(help));
        };
        let placed =
            |name: &str| self.cell(row, name).map(|cell| Placed { text: cell.text.trim().into(), at: cell.at });
        let fee = placed("fee");
        let amount = self.cell(row, "amount");
        for (name, there) in [("fee", fee.is_some()), ("amount", amount.is_some())] {
            if !there {
                refuse(at, format!("a row without `{name}`"), "each row has the id of a fee, and an amount in đồng");
            }
        }
        let amount = amount.and_then(|cell| {
            let text = cell.text.trim();
            let plain = text.parse().ok().or_else(|| number::parse(text).filter(|read| read.1 == 0).map(|read| read.0));
            match plain {
                Some(amount) if amount >= 0 => Some(Amount::Fixed(amount)),
                None if text.contains(char::is_alphabetic) || text.contains('%') => {
                    Some(Amount::Expression(expression(cell)))
                }
                _ => {
                    let help = "write whole đồng, such as 5000 or 5.000, or an expression: copies * 8000 dong";
                    refuse(cell.at, format!("\"{text}\" is no amount"), help);
                    None
                }
            }
        });
        let mut day = |name: &str| -> Option<Date> {
            let cell = self.cell(row, name)?;
            let read = date::parse(cell.text.trim());
            if read.is_none() {
                let help = "write 2025-07-01 or 1/7/2025";
                refuse(cell.at, format!("\"{}\" is no day", cell.text.trim()), help);
            }
            read
        };
        let (from, until) = (day("from"), day("until"));
        if found.iter().filter(|found| found.severity == Severity::Error).count() > before {
            return None;
        }
        Some(Rate {
            at,
            fee: fee?,
            place: placed("place"),
            amount: amount?,
            when: self.cell(row, "when").map(expression),
            cite: placed("cite"),
            from,
            until,
        })
    }
}

/// The expression of a cell; its bytes are those of the file where no quote of it is doubled.
fn expression(cell: &Cell) -> Expression {
    let length = cell.text.len() as u64;
    let (at, exact) = match cell.at.at() {
        At::Bytes { start, len } if u64::from(len) == length => {
            (Location::bytes(cell.at.file, start..start + length), true)
        }
        At::Bytes { start, len } if u64::from(len) == length + 2 => {
            (Location::bytes(cell.at.file, start + 1..start + 1 + length), true)
        }
        _ => (cell.at, false),
    };
    Expression { text: cell.text.as_str().into(), at, exact }
}

#[cfg(test)]
mod tests {
    use crate::files::{At, MemoryFiles};
    use crate::rules::{Answer, Answers, evaluate};
    use crate::{Checked, check_sources};

    const QUESTIONS: &str = "[[question]]\nid = \"place\"\ntype = \"place\"\nwording = \"Ở đâu?\"\nlabel = \"nơi ở\"\n\n\
        [[question]]\nid = \"copies\"\ntype = \"integer\"\nwording = \"Bao nhiêu?\"\nlabel = \"số bản\"\nmax = 9\n";
    const RULES: &str =
        "+++\nname = \"Khai sinh\"\nrates = \"fees/a.csv\"\n\n[[fee]]\nid = \"late\"\nname = \"Lệ phí\"\n+++\n";

    fn checked(csv: &str) -> Checked {
        let files = MemoryFiles::default()
            .with("content/site.toml", "title = \"Cổng\"\n")
            .with("content/questions.toml", QUESTIONS)
            .with("content/fees/a.csv", csv)
            .with("content/procedures/1.001193.md", RULES);
        check_sources(&files, None)
    }

    /// The errors, each with the text it is about.
    fn errors(csv: &str) -> Vec<String> {
        let checked = checked(csv);
        let errors = checked.diagnostics.iter().filter(|found| found.severity == crate::diagnostic::Severity::Error);
        let about = |found: &crate::diagnostic::Diagnostic| match found.location.at() {
            At::Bytes { start, len } => csv[start as usize..][..len as usize].to_owned(),
            _ => String::new(),
        };
        errors.map(|found| format!("{} at {}: {}", found.rule, about(found), found.message)).collect()
    }

    #[test]
    fn a_row_is_a_rate() {
        let checked = checked(
            "fee,place,amount,from,until,when,cite\r\nlate,01,5000,2025-07-01,,,\r\nlate,79,8.000,1/7/2025,,\"copies < 2\",\r\nlate,79,copies * 5000 dong,2025-07-01,,copies >= 2,\r\n",
        );
        assert_eq!(checked.errors(), 0, "{:?}", checked.diagnostics);
        let program = &checked.rules.program;
        for (place, copies, amount) in [("01", "1", 5000), ("79/1", "1", 8000), ("79", "3", 15000)] {
            let mut answers = Answers::default();
            for (question, answer) in [("today", "2026-01-01"), ("place", place), ("copies", copies)] {
                let id = program.question_id(question).unwrap();
                answers.set(id, Some(Answer::read(program, id, answer).unwrap()));
            }
            let bill = evaluate(program, &answers).bill(&program.procedures[0]);
            assert_eq!(bill.exact(), Some(amount), "{place} {copies}");
        }
    }

    #[test]
    fn mistakes_are_shown_in_their_cells() {
        assert_eq!(
            errors(
                "fee,place,amount,from,when\nlate,01,a lot,2025-13-01,\nlat,01,5000,,\n,01,5000,,\nlate,Hà Nội,5,,\nlate,01,5,,copis > 1\n"
            ),
            [
                "content/rates at 2025-13-01: \"2025-13-01\" is no day",
                "rules/unknown-fee at lat: there is no fee \"lat\"",
                "content/rates at 01: a row without `fee`",
                "rules/place at Hà Nội: \"Hà Nội\" is not a place",
                "rules/type at copis: there is no question `copis`",
            ]
        );
        assert_eq!(
            errors("fee,amuont\nlate,5000\n")[0],
            "content/rates at amuont: \"amuont\" is no column of a table of rates"
        );
    }

    #[test]
    fn a_table_that_is_not_there_is_told_where_it_is_named() {
        let files = MemoryFiles::default()
            .with("content/site.toml", "title = \"Cổng\"\n")
            .with("content/procedures/1.001193.md", RULES);
        let checked = check_sources(&files, None);
        let found = checked.diagnostics.iter().find(|found| found.rule == "content/rates").unwrap();
        let At::Bytes { start, len } = found.location.at() else { panic!("{found:?}") };
        assert_eq!(&RULES[start as usize..][..len as usize], "\"fees/a.csv\"");
    }
}
