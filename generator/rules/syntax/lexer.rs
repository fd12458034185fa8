//! An expression's text to its words, numbers and signs.

use super::tree::{Operator, Unit};
use super::{Mistake, Span};
use crate::language::Date;

/// A word, number or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A word that is none of the others.
    Name(Box<str>),
    /// A text in double quotes.
    Text(Box<str>),
    /// A whole number.
    Number(i64),
    /// In thousandths of a percent.
    Percent(i64),
    /// A day.
    Date(Date),
    /// A unit.
    Unit(Unit),
    /// An operator.
    Operator(Operator),
    /// `not`.
    Not,
    /// `in`.
    In,
    /// `is`.
    Is,
    /// `has`.
    Has,
    /// `any`.
    Any,
    /// `all`.
    All,
    /// `none`.
    None,
    /// `true` or `false`.
    Bool(bool),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    OpenList,
    /// `]`
    CloseList,
    /// `,`
    Comma,
    /// The end of the text.
    End,
}

const UNITS: [(&str, Unit); 16] = [
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("ngày", Unit::Day),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("tuần", Unit::Week),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("tháng", Unit::Month),
    ("year", Unit::Year),
    ("years", Unit::Year),
    ("năm", Unit::Year),
    ("tuổi", Unit::Year),
    ("dong", Unit::Dong),
    ("đồng", Unit::Dong),
    ("VND", Unit::Dong),
];

/// Whether a word is a unit, which no question can be called by.
pub fn is_unit(word: &str) -> bool {
    UNITS.iter().any(|unit| unit.0 == word)
}

/// The tokens of a text, with their places; the last is [`Token::End`].
///
/// # Errors
/// The first mistake.
pub fn tokens(text: &str) -> Result<Vec<(Token, Span)>, Mistake> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new() };
    while lexer.next()? {}
    Ok(lexer.tokens)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<(Token, Span)>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn span(&self, start: usize) -> Span {
        Span { start: start as u32, end: self.at as u32 }
    }

    fn push(&mut self, token: Token, start: usize) {
        let span = self.span(start);
        self.tokens.push((token, span));
    }

    fn mistake<T>(&self, start: usize, message: impl Into<String>, help: impl Into<String>) -> Result<T, Mistake> {
        Err(Mistake::new(self.span(start), message, help))
    }

    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &str {
        let start = self.at;
        self.at += self.rest().find(|c| !fits(c)).unwrap_or(self.text.len() - start);
        &self.text[start..self.at]
    }

    /// Reads a token; false at the end.
    fn next(&mut self) -> Result<bool, Mistake> {
        self.take_while(char::is_whitespace);
        let start = self.at;
        let Some(first) = self.rest().chars().next() else {
            self.push(Token::End, start);
            return Ok(false);
        };
        match first {
            '0'..='9' => self.number()?,
            '"' => self.quoted()?,
            c if c.is_alphabetic() || c == '_' => self.word(),
            _ => self.sign(first)?,
        }
        Ok(true)
    }

    fn word(&mut self) {
        let start = self.at;
        let word = self.take_while(|c| c.is_alphanumeric() || c == '_').to_owned();
        if word == "working" || word == "ngày" {
            let (before, second) =
                (self.at, if word == "working" { ["days", "day"] } else { ["làm việc", "lam viec"] });
            self.take_while(char::is_whitespace);
            if let Some(found) = second.iter().find(|second| self.rest().starts_with(**second)) {
                self.at += found.len();
                return self.push(Token::Unit(Unit::WorkingDay), start);
            }
            self.at = before;
        }
        let token = match word.as_str() {
            "and" => Token::Operator(Operator::And),
            "or" => Token::Operator(Operator::Or),
            "not" => Token::Not,
            "in" => Token::In,
            "is" => Token::Is,
            "has" => Token::Has,
            "any" => Token::Any,
            "all" => Token::All,
            "none" => Token::None,
            "true" => Token::Bool(true),
            "false" => Token::Bool(false),
            _ => match UNITS.iter().find(|unit| unit.0 == word) {
                Some(&(_, unit)) => Token::Unit(unit),
                None => Token::Name(word.into()),
            },
        };
        self.push(token, start);
    }

    /// A number that began at `start` and of which a sign and digits were read: with decimals, or in groups as people write
    /// thousands, `5.000.000`. Neither is a number here.
    fn parted(&mut self, start: usize) -> Result<(), Mistake> {
        while self.rest().starts_with(['.', ',']) && self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) {
            self.at += 1;
            self.take_while(|c| c.is_ascii_digit());
        }
        let written = &self.text[start..self.at];
        let groups: Vec<&str> = written.split(['.', ',']).collect();
        let is_first = |group: &str| matches!(group.len(), 1..=3) && !group.starts_with('0');
        let help = if is_first(groups[0]) && groups[1..].iter().all(|group| group.len() == 3) {
            format!("numbers are whole: for thousands write {} or {}", groups.concat(), groups.join("_"))
        } else {
            "numbers are whole: write it in a smaller unit, or as a percentage".to_owned()
        };
        self.mistake(start, format!("`{written}` is not a whole number"), help)
    }

    /// `12`, `1_000`, `2026-07-01`, `0.5%`.
    fn number(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        let digits: String =
            self.take_while(|c| c.is_ascii_digit() || c == '_').chars().filter(|&c| c != '_').collect();
        let rest = self.rest().as_bytes();
        if digits.len() == 4 && rest.first() == Some(&b'-') && rest.get(1).is_some_and(u8::is_ascii_digit) {
            self.take_while(|c| c.is_ascii_digit() || c == '-');
            return match Date::parse_iso(&self.text[start..self.at]) {
                Some(date) => {
                    self.push(Token::Date(date), start);
                    Ok(())
                }
                None => {
                    let written = &self.text[start..self.at];
                    let help = "write year, month and day, such as 2026-07-01; before a subtraction leave a blank";
                    self.mistake(start, format!("there is no day {written}"), help)
                }
            };
        }
        let mut decimals = String::new();
        if matches!(rest.first(), Some(b'.' | b',')) && rest.get(1).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
            decimals = self.take_while(|c| c.is_ascii_digit()).to_owned();
        }
        let before_blanks = self.at;
        self.take_while(|c| c == ' ');
        if self.rest().starts_with('%') {
            self.at += 1;
            let thousandths = format!("{decimals:0<3}");
            let value: Option<i64> = format!("{digits}{thousandths}").parse().ok();
            return match value.filter(|_| decimals.len() <= 3) {
                Some(value) => {
                    self.push(Token::Percent(value), start);
                    Ok(())
                }
                None => self.mistake(start, "a percentage with more than three decimals", "write such as 0.125%"),
            };
        }
        self.at = before_blanks;
        if !decimals.is_empty() {
            return self.parted(start);
        }
        if self.rest().starts_with('/') {
            self.take_while(|c| c.is_ascii_digit() || c == '/');
            let written = self.text[start..self.at].to_owned();
            let help = match crate::language::date::parse(&written) {
                Some(date) => format!("write the day as {date}; a place stands in double quotes"),
                None => "a day is written 2026-07-01; a place stands in double quotes: \"01/00004\"".to_owned(),
            };
            return self.mistake(start, format!("`{written}` is neither a number nor a day"), help);
        }
        match digits.parse() {
            Ok(number) => {
                self.push(Token::Number(number), start);
                Ok(())
            }
            Err(_) => self.mistake(start, "this number is too large", "numbers have at most 18 digits"),
        }
    }

    fn quoted(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        self.at += 1;
        let text = self.take_while(|c| c != '"').to_owned();
        if self.rest().is_empty() {
            return self.mistake(start, "this text has no end", "put a double quote after it");
        }
        self.at += 1;
        self.push(Token::Text(text.into()), start);
        Ok(())
    }

    fn sign(&mut self, first: char) -> Result<(), Mistake> {
        const SIGNS: [(&str, Token); 18] = [
            ("<=", Token::Operator(Operator::AtMost)),
            (">=", Token::Operator(Operator::AtLeast)),
            ("==", Token::Operator(Operator::Equal)),
            ("!=", Token::Operator(Operator::NotEqual)),
            ("≤", Token::Operator(Operator::AtMost)),
            ("≥", Token::Operator(Operator::AtLeast)),
            ("≠", Token::Operator(Operator::NotEqual)),
            ("<", Token::Operator(Operator::Less)),
            (">", Token::Operator(Operator::Greater)),
            ("+", Token::Operator(Operator::Plus)),
            ("-", Token::Operator(Operator::Minus)),
            ("*", Token::Operator(Operator::Times)),
            ("×", Token::Operator(Operator::Times)),
            ("(", Token::Open),
            (")", Token::Close),
            ("[", Token::OpenList),
            ("]", Token::CloseList),
            (",", Token::Comma),
        ];
        const MEANT: [(&str, &str); 8] = [
            ("=>", "for \"at least\" write >="),
            ("=<", "for \"at most\" write <="),
            ("=", "for \"is equal to\" write =="),
            ("&", "write and"),
            ("|", "write or"),
            ("!", "write not"),
            ("/", "there is no division; for a share write a percentage, such as 0.5%"),
            (";", "write and, or or, between conditions"),
        ];
        let start = self.at;
        // `=>` begins like `==` does not: the signs are tried first, and none of them is a beginning of it.
        if let Some((sign, token)) = SIGNS.iter().find(|(sign, _)| self.rest().starts_with(sign)) {
            self.at += sign.len();
            self.push(token.clone(), start);
            return Ok(());
        }
        let help = match MEANT.iter().find(|(sign, _)| self.rest().starts_with(sign)) {
            Some((sign, help)) => {
                let repeated = self.rest().len() - self.rest().trim_start_matches(sign).len();
                self.at += repeated;
                *help
            }
            None => {
                self.at += first.len_utf8();
                match first {
                    '“' | '”' | '‘' | '’' | '\'' => "texts stand in straight double quotes: \"01\"",
                    '{' | '}' => "lists stand in brackets: [a, b]",
                    _ => "see the reference of expressions for what can stand here",
                }
            }
        };
        let written = &self.text[start..self.at];
        self.mistake(start, format!("`{written}` means nothing here"), help)
    }
}
