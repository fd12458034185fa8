//! What is asked of a table: the query of an address, read.

use super::super::column::{Column, Key, cut, months};
use super::super::format::words::Word;
use super::super::value::Nature;
use crate::language::Date;

/// A question. All clauses must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The filters.
    pub clauses: Vec<Clause>,
    /// By which column rows are in order, and whether the highest is first; else as in the table.
    pub sort: Option<(usize, bool)>,
    /// Which page, from 0.
    pub page: u32,
    /// How many rows a page has.
    pub size: u32,
    /// Of which column the values are counted.
    pub chart: Option<usize>,
    /// Which part of the selection is wanted as CSV, from 0.
    pub part: Option<u32>,
    /// What could not be understood. Then nothing is answered: a filter that is passed over would make the answer wrong.
    pub problems: Vec<Problem>,
    /// The columns that were asked for by `eq`, each with its clause.
    equals: Vec<(usize, usize)>,
}

/// What could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Of which key of the address.
    pub key: String,
    /// Its value.
    pub value: String,
    /// `column`: there is none of this id; `operator`: there is none such for the column; `value`: it is none of the
    /// column's kind; `words`: there are no words in it; `long`: the question
    /// has too many bytes or tests.
    pub reason: &'static str,
}

/// Tests of which one must hold.
pub type Clause = Vec<Atom>;

/// A test of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// Which column.
    pub column: usize,
    /// What has to hold of its cell.
    pub test: Test,
}

/// What has to hold of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It is in one of these spans.
    In(Vec<Span>),
    /// It is something, and in none of them.
    NotIn(Vec<Span>),
    /// It is nothing.
    Null,
    /// It is something.
    Some,
    /// It has the word.
    Word(Word),
}

/// Values next to each other. An end that is missing is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The first value, and whether it is itself left out.
    pub low: Option<(Key, bool)>,
    /// The last value, and whether it is itself left out.
    pub high: Option<(Key, bool)>,
}

impl Span {
    /// Where a value is: before the span, in it, or behind it.
    pub fn place(&self, key: &Key, nature: Nature) -> std::cmp::Ordering {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let side = |end: &Option<(Key, bool)>, out| match end {
            Some((end, is_left_out)) => match key.compare(end, nature) {
                Equal if *is_left_out => out,
                found => found,
            },
            None => Equal,
        };
        if side(&self.low, Less) == Less {
            Less
        } else if side(&self.high, Greater) == Greater {
            Greater
        } else {
            Equal
        }
    }
}

/// Rows of a page unless it is said otherwise, and at most.
const SIZE: u32 = 25;
const MOST: u32 = 200;
/// The bytes of a query that are looked at, and the most tests.
const LONGEST: usize = 8000;
const MOST_CLAUSES: usize = 64;

impl Query {
    /// Reads the query of an address, without its `?`.
    pub fn parse(text: &str, columns: &[Column]) -> Self {
        let mut query = Self { size: SIZE, ..Self::default() };
        if text.len() > LONGEST {
            query.problems.push(Problem { key: String::new(), value: String::new(), reason: "long" });
            return query;
        }
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let read = match (decoded(key), decoded(value)) {
                (Some(key), Some(value)) => {
                    query.read(&key, &value, columns).map_err(|reason| Problem { key, value, reason })
                }
                _ => Err(Problem { key: key.to_owned(), value: value.to_owned(), reason: "value" }),
            };
            query.problems.extend(read.err());
        }
        query
    }

    fn read(&mut self, key: &str, value: &str, columns: &[Column]) -> Result<(), &'static str> {
        let column = |id: &str| columns.iter().position(|column| column.id == id).ok_or("column");
        let number = || value.parse::<u32>().map_err(|_| "value");
        match key {
            "q" => return self.any_column(value, columns),
            "page" => self.page = number()?.saturating_sub(1),
            "size" => self.size = number()?.clamp(1, MOST),
            "sort" => {
                let id = value.strip_prefix('-');
                self.sort = Some((column(id.unwrap_or(value))?, id.is_some()));
            }
            "chart" => self.chart = Some(column(value)?),
            "part" => self.part = Some(number()?),
            _ => return self.filter(column(key.strip_prefix('.').unwrap_or(key))?, value, columns),
        }
        Ok(())
    }

    /// Each word is in some column of words.
    fn any_column(&mut self, value: &str, columns: &[Column]) -> Result<(), &'static str> {
        let texts = || columns.iter().enumerate().filter(|(_, column)| column.kind.nature() == Nature::Words);
        for word in Word::all_of(value) {
            self.add(texts().map(|(column, _)| Atom { column, test: Test::Word(word.clone()) }).collect())?;
        }
        Ok(())
    }

    fn add(&mut self, clause: Clause) -> Result<(), &'static str> {
        if self.clauses.len() == MOST_CLAUSES {
            return Err("long");
        }
        self.clauses.push(clause);
        Ok(())
    }

    fn filter(&mut self, at: usize, value: &str, columns: &[Column]) -> Result<(), &'static str> {
        let column = &columns[at];
        let nature = column.kind.nature();
        let (operator, value) = value.split_once(':').ok_or("operator")?;
        let test = match operator {
            "null" => Test::Null,
            "some" => Test::Some,
            "has" if nature == Nature::Words => {
                let words = Word::all_of(value);
                if words.is_empty() {
                    return Err("words");
                }
                let mut words = words.into_iter().map(|word| vec![Atom { column: at, test: Test::Word(word) }]);
                return words.try_for_each(|clause| self.add(clause));
            }
            "begins" if nature == Nature::Bytes => {
                let high = format!("{value}\u{10FFFF}");
                let [low, high] = [value, &high].map(|text| Some((Key::Text(text.to_owned()), false)));
                Test::In(vec![Span { low, high }])
            }
            "eq" => {
                let spans = spans(column, operator, value)?;
                // Several values of one column: any of them will do.
                let known = self.equals.iter().find(|(column, _)| *column == at);
                let known = known.and_then(|(_, clause)| self.clauses.get_mut(*clause)?.first_mut());
                if let Some(Atom { test: Test::In(known), .. }) = known {
                    known.extend(spans);
                    return if known.len() > MOST_CLAUSES { Err("long") } else { Ok(()) };
                }
                self.equals.push((at, self.clauses.len()));
                Test::In(spans)
            }
            "ne" => Test::NotIn(spans(column, "eq", value)?),
            "ge" | "gt" | "le" | "lt" => Test::In(spans(column, operator, value)?),
            _ => return Err("operator"),
        };
        self.add(vec![Atom { column: at, test }])
    }
}

/// The values that a comparison leaves; none where it can never hold.
fn spans(column: &Column, operator: &str, value: &str) -> Result<Vec<Span>, &'static str> {
    if column.kind.nature().is_text() {
        let end = |is_left_out| Some((Key::Text(cut(value).to_owned()), is_left_out));
        let (low, high) = match operator {
            "ge" => (end(false), None),
            "gt" => (end(true), None),
            "le" => (None, end(false)),
            "lt" => (None, end(true)),
            _ => (end(false), end(false)),
        };
        return Ok(vec![Span { low, high }]);
    }
    let (first, last) = interval(value, column).ok_or("value")?;
    let (low, high) = match operator {
        "ge" => (Some(first), None),
        "gt" => (Some(last + 1), None),
        "le" => (None, Some(last)),
        "lt" => (None, Some(first - 1)),
        _ if first > last => return Ok(Vec::new()),
        _ => (Some(first), Some(last)),
    };
    let [low, high] = [low, high].map(|end| end.map(|number| (Key::Number(number), false)));
    Ok(vec![Span { low, high }])
}

/// The keys that a text stands for, of a column that has no texts: one for `1.5`, a year's days for `2026`. Where there is
/// no such key (`0.005` in a column with two places) the first is the next above and the last the next below.
pub fn interval(text: &str, column: &Column) -> Option<(i64, i64)> {
    let one = |number: i64| (number, number);
    match column.kind.nature() {
        Nature::Number => number(text, column.scale),
        Nature::Boolean => match text {
            "true" => Some(one(1)),
            "false" => Some(one(0)),
            _ => None,
        },
        Nature::Year => digits(text, 4).map(|year| one(year.into())),
        Nature::Month => match text.split_once('-') {
            Some((year, month)) => months(digits(year, 4)?, digits(month, 2)? as u8).map(one),
            None => digits(text, 4).map(|year| (i64::from(year) * 12, i64::from(year) * 12 + 11)),
        },
        Nature::Day => {
            if let Some(date) = Date::parse_iso(text) {
                return Some(one(date.days_since_epoch().into()));
            }
            let (first, last) = match text.split_once('-') {
                Some((year, month)) => {
                    let first = Date::new(digits(year, 4)?, digits(month, 2)? as u8, 1)?;
                    let next = first.add_months(1).map_or(i64::from(i32::MAX), |next| next.days_since_epoch().into());
                    (first, next - 1)
                }
                None => {
                    let year = digits(text, 4)?;
                    (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?.days_since_epoch().into())
                }
            };
            Some((first.days_since_epoch().into(), last))
        }
        Nature::Words | Nature::Bytes => None,
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A number at a scale. Beyond what 63 bits hold it is between the last number and the end of all.
fn number(text: &str, scale: u8) -> Option<(i64, i64)> {
    let (is_negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
    if whole.is_empty() || fraction.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let scale = usize::from(scale);
    let kept = fraction.bytes().chain(std::iter::repeat(b'0')).take(scale);
    let value = whole.bytes().chain(kept).try_fold(0i64, |value, digit| {
        value.checked_mul(10)?.checked_add(i64::from(digit - b'0')).filter(|&value| value < i64::MAX)
    });
    let is_exact = value.is_some() && fraction.bytes().skip(scale).all(|digit| digit == b'0');
    let value = value.unwrap_or(i64::MAX - 1);
    Some(match (is_negative, is_exact) {
        (false, true) => (value, value),
        (true, true) => (-value, -value),
        (false, false) => (value + 1, value),
        (true, false) => (-value, -value - 1),
    })
}

/// A part of an address as it is meant; none where it is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let hex = |digit: Option<u8>| digit.and_then(|digit| char::from(digit).to_digit(16));
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => match (hex(ahead.next()), hex(ahead.next())) {
                (Some(high), Some(low)) => {
                    bytes.push((high * 16 + low) as u8);
                    rest = ahead;
                }
                _ => bytes.push(byte),
            },
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::value::Kind;
    use super::*;

    fn column(kind: Kind) -> Column {
        Column { id: "x".into(), name: "X".into(), kind, scale: 2 }
    }

    #[test]
    fn numbers_that_a_column_has_not_lie_between_two() {
        let number = |text| interval(text, &column(Kind::Decimal));
        assert_eq!(number("1.5"), Some((150, 150)));
        assert_eq!(number("1.505"), Some((151, 150)));
        assert_eq!(number("-1.505"), Some((-150, -151)));
        assert_eq!(number("-0.001"), Some((0, -1)));
        assert_eq!(number("1.500"), Some((150, 150)));
        assert_eq!(number("99999999999999999999"), Some((i64::MAX, i64::MAX - 1)));
        assert_eq!(number("-99999999999999999999"), Some((i64::MIN + 2, i64::MIN + 1)));
        for text in ["", "-", ".5", "1.", "1e3", "+1", "1,5", "1.2.3"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_and_a_year_stand_for_their_days() {
        let days = |text| interval(text, &column(Kind::Date));
        assert_eq!(days("1970-01-02"), Some((1, 1)));
        assert_eq!(days("1970-02"), Some((31, 58)));
        assert_eq!(days("1970"), Some((0, 364)));
        assert_eq!(days("9999-12").map(|(first, _)| first), Some(2_932_866));
        for text in ["1970-2", "1970-13", "0000", "70", "1970-02-30", "2026-007"] {
            assert_eq!(days(text), None, "{text}");
        }
        assert_eq!(interval("2026", &column(Kind::Month)), Some((24312, 24323)));
    }

    #[test]
    fn an_address_is_decoded() {
        assert_eq!(decoded("H%C3%A0+N%e1%bb%99i%").as_deref(), Some("Hà Nội%"));
        assert_eq!(decoded("%ff"), None);
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let columns = [column(Kind::Money), Column { id: "page".into(), ..column(Kind::Text) }];
        let query = Query::parse("x=ge:1&x=le:z&y=eq:1&x=has:a&x=5&page=2&.page=eq:a&.page=eq:b&sort=-x", &columns);
        let told: Vec<_> = query.problems.iter().map(|problem| (problem.key.as_str(), problem.reason)).collect();
        assert_eq!(told, [("x", "value"), ("y", "column"), ("x", "operator"), ("x", "operator")]);
        assert_eq!((query.page, query.sort, query.clauses.len()), (1, Some((0, true)), 2));
        assert!(matches!(&query.clauses[1][0].test, Test::In(spans) if spans.len() == 2));
    }
}
