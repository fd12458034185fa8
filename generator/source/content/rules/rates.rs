//! `rates = "fees/registration.csv"`: the rates of a procedure's fees as a table, for sixty provinces are no work for
//! front matter.
//!
//! In: files below `content/`, as RFC 4180 has them, with headings `fee`, `place`, `amount`, `from`, `until`, `when`,
//! `cite`; of these `fee` and `amount` have to be there. Out: rates as `[[rate]]` gives them. A row with a mistake is an
//! error with its cell, and no rate.

use crate::catalogue::Procedure;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{At, FileTable, Files, Location};
use crate::language::number;
use crate::rules::model::{Amount, Expression, Rate};
use crate::source::content::columns::{Columns, Headings};
use crate::source::sheet::{Cell, SheetRow};

const RULE: &str = "content/rates";

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
                    own.push(Diagnostic::error(RULE, named.at, error.to_string()).help(help));
                }
            }
        }
        found.extend(own.into_iter().map(|finding| finding.about(code.clone())));
    }
    found
}

fn rates(path: &str, bytes: &[u8], table: &mut FileTable, found: &mut Vec<Diagnostic>) -> Vec<Rate> {
    let headings = Headings { rule: RULE, of: "rates", known: &COLUMNS, needed: &["fee", "amount"], named: &[] };
    let Some(columns) = headings.read(path, bytes, table, found) else { return Vec::new() };
    columns.rows().filter_map(|row| rate(&columns, row, found)).collect()
}

fn rate(columns: &Columns, row: &SheetRow, found: &mut Vec<Diagnostic>) -> Option<Rate> {
    let at = row.at()?;
    let before = found.iter().filter(|found| found.severity == Severity::Error).count();
    let refused = |at: Location, message: String, help: &str| Diagnostic::error(RULE, at, message).help(help);
    let fee = columns.placed(row, "fee");
    let amount = columns.cell(row, "amount");
    for (name, there) in [("fee", fee.is_some()), ("amount", amount.is_some())] {
        if !there {
            found.push(refused(
                at,
                format!("a row without `{name}`"),
                "each row has the id of a fee, and an amount in đồng",
            ));
        }
    }
    let amount = amount.and_then(|cell| {
        let text = cell.text.trim();
        let plain = text.parse().ok().or_else(|| number::parse(text).filter(|read| read.1 == 0).map(|read| read.0));
        match plain {
            Some(amount) if amount >= 0 => Some(Amount::Fixed(amount)),
            None if text.contains(char::is_alphabetic) || text.contains('%') => {
                expression(cell).map(Amount::Expression).map_err(|mistake| found.push(*mistake)).ok()
            }
            _ => {
                let help = "write whole đồng, such as 5000 or 5.000, or an expression: copies * 8000 dong";
                found.push(refused(cell.at, format!("\"{text}\" is no amount"), help));
                None
            }
        }
    });
    let when = columns.cell(row, "when").and_then(|cell| expression(cell).map_err(|mistake| found.push(*mistake)).ok());
    let (from, until) = (columns.day(row, "from", found), columns.day(row, "until", found));
    if found.iter().filter(|found| found.severity == Severity::Error).count() > before {
        return None;
    }
    Some(Rate {
        at,
        fee: fee?,
        place: columns.placed(row, "place"),
        amount: amount?,
        when,
        cite: columns.placed(row, "cite"),
        from,
        until,
    })
}

/// The expression of a cell; its bytes are those of the file where no quote of it is doubled.
fn expression(cell: &Cell) -> Result<Expression, Box<Diagnostic>> {
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
    Expression::parse(cell.text.as_str(), at, exact)
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
                "rules/syntax at lot: `lot` does not belong here",
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
