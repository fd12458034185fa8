//! Tokens to a tree.

use super::lexer::{Token, tokens};
use super::tree::{COMPARISON, Form, Operator, Quantity, Tree};
use super::words::{in_english, say};
use super::{Mistake, Span};

/// How deep expressions may stand in one another.
const DEEPEST: usize = 40;
/// How many operators an expression may have: a chain of them is as deep a tree as it is long.
const MOST: usize = 400;
/// How tightly `not` binds: less than comparisons, more than `and`.
const NOT: u8 = 3;
/// How tightly a minus sign binds.
const SIGN: u8 = 7;

/// Reads an expression.
///
/// # Errors
/// The first mistake, with its place.
pub fn parse(text: &str) -> Result<Tree, Mistake> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, operators: 0 };
    if parser.peek() == &Token::End {
        return Err(Mistake::new(parser.span(), "there is no condition here", "write one, or leave the key out"));
    }
    let tree = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(tree),
        found => {
            // A word of Vietnamese was read as the name of a question: it is what does not belong here.
            let before = parser.at.checked_sub(1).and_then(|at| parser.tokens.get(at));
            let before = before.filter(|(token, _)| matches!(token, Token::Name(word) if in_english(word).is_some()));
            let (found, span) = before.map_or((found, parser.span()), |(token, span)| (token, *span));
            let help = match found {
                Token::Close => "there is no ( for it",
                Token::CloseList => "there is no [ for it",
                Token::Unit(_) => "a unit stands after a number: 60 days",
                Token::Name(word) => in_english(word).unwrap_or(BETWEEN),
                _ => BETWEEN,
            };
            Err(Mistake::new(span, format!("{} does not belong here", say(found)), help))
        }
    }
}

const BETWEEN: &str = "write and, or, or a comparison between them";

struct Parser<'t> {
    tokens: &'t [(Token, Span)],
    at: usize,
    depth: usize,
    operators: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> &'t Token {
        &self.tokens[self.at].0
    }

    fn span(&self) -> Span {
        self.tokens[self.at].1
    }

    /// Takes the next token; the end is never passed.
    fn take(&mut self) -> (&'t Token, Span) {
        let (token, span) = &self.tokens[self.at];
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        (token, *span)
    }

    fn take_if(&mut self, wanted: &Token) -> Option<Span> {
        (self.peek() == wanted).then(|| self.take().1)
    }

    fn wanted<T>(&self, what: &str, help: impl Into<String>) -> Result<T, Mistake> {
        Err(Mistake::new(self.span(), format!("{what} is missing before {}", say(self.peek())), help))
    }

    /// An expression of operators that bind more than `least`.
    fn expression(&mut self, least: u8) -> Result<Tree, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Mistake::new(
                self.span(),
                "this condition is nested too deeply",
                "split it into several conditions",
            ));
        }
        let mut left = self.operand()?;
        loop {
            self.operators += 1;
            if self.operators > MOST {
                return Err(Mistake::new(
                    self.span(),
                    "this condition is too long",
                    "split it into several conditions",
                ));
            }
            let next = match self.peek() {
                Token::Operator(operator) if operator.strength() > least => self.binary(left, *operator)?,
                Token::In | Token::Is | Token::Has if COMPARISON > least => self.relation(left)?,
                Token::Not if COMPARISON > least && self.tokens[self.at + 1].0 == Token::In => self.relation(left)?,
                _ => break,
            };
            left = next;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn binary(&mut self, left: Tree, operator: Operator) -> Result<Tree, Mistake> {
        let (_, at) = self.take();
        let right = self.expression(operator.strength())?;
        if operator.strength() == COMPARISON {
            self.refuse_chain(&left, &right)?;
        }
        let span = left.span.to(right.span);
        Ok(Tree { form: Form::Binary { operator, at, left: left.into(), right: right.into() }, span })
    }

    /// `a < b < c` means something else in every language: better to say it in two.
    fn refuse_chain(&self, left: &Tree, middle: &Tree) -> Result<(), Mistake> {
        let chained = match self.peek() {
            Token::Operator(operator) => operator.strength() == COMPARISON,
            _ => false,
        };
        if chained {
            let span = left.span.to(middle.span);
            let help = "write it as two: a <= b and b < c";
            return Err(Mistake::new(span.to(self.span()), "two comparisons in a row", help));
        }
        Ok(())
    }

    /// `in`, `not in`, `has`, `is`.
    fn relation(&mut self, value: Tree) -> Result<Tree, Mistake> {
        let (token, _) = self.take();
        let start = value.span;
        let value = Box::new(value);
        let (form, end) = match token {
            Token::Is => {
                let negated = self.take_if(&Token::Not).is_some();
                let Some(end) = self.take_if(&Token::None) else {
                    return self.wanted("`none`", "after `is` comes `none` or `not none`; for values write ==");
                };
                (Form::IsNone { value, negated }, end)
            }
            Token::Has => {
                let quantity = match self.peek() {
                    Token::Any => Quantity::Any,
                    Token::All => Quantity::All,
                    _ => Quantity::One,
                };
                if quantity != Quantity::One {
                    self.take();
                }
                let what = self.expression(COMPARISON)?;
                let end = what.span;
                (Form::Has { value, quantity, what: what.into() }, end)
            }
            _ => {
                let negated = token == &Token::Not;
                if negated {
                    self.take();
                }
                if self.peek() != &Token::OpenList {
                    return self.wanted("a list", "after `in` comes a list in brackets: [a, b]");
                }
                let list = self.expression(COMPARISON)?;
                let end = list.span;
                (Form::In { value, list: list.into(), negated }, end)
            }
        };
        Ok(Tree { form, span: start.to(end) })
    }

    fn operand(&mut self) -> Result<Tree, Mistake> {
        let (token, span) = self.take();
        let form = match token {
            Token::Name(name) => match self.peek() {
                Token::Open => return self.call(name, span),
                _ => Form::Name(name.clone()),
            },
            Token::Any if self.peek() == &Token::Open => return self.call("any", span),
            Token::All if self.peek() == &Token::Open => return self.call("all", span),
            Token::Text(text) => Form::Text(text.clone()),
            Token::Bool(value) => Form::Bool(*value),
            Token::None => Form::None,
            Token::Date(date) => Form::Date(*date),
            Token::Percent(value) => Form::Percent(*value),
            Token::Number(number) => match *self.peek() {
                Token::Unit(unit) => {
                    let end = self.take().1;
                    return Ok(Tree { form: Form::Measure(*number, unit), span: span.to(end) });
                }
                _ => Form::Number(*number),
            },
            Token::Not => {
                let of = self.expression(NOT)?;
                let span = span.to(of.span);
                return Ok(Tree { form: Form::Not(of.into()), span });
            }
            Token::Operator(Operator::Minus) => {
                let of = self.expression(SIGN)?;
                let span = span.to(of.span);
                return Ok(Tree { form: Form::Negative(of.into()), span });
            }
            Token::Open => {
                let inner = self.expression(0)?;
                let Some(end) = self.take_if(&Token::Close) else {
                    return self.wanted("`)`", "close the parenthesis that was opened");
                };
                return Ok(Tree { form: inner.form, span: span.to(end) });
            }
            Token::OpenList => {
                let (items, end) = self.items(&Token::CloseList, "`]` or `,`")?;
                return Ok(Tree { form: Form::List(items), span: span.to(end) });
            }
            Token::Unit(unit) => {
                let help = format!("write how many, such as 3 {}", unit.word());
                return Err(Mistake::new(span, format!("{} without a number", say(token)), help));
            }
            _ => {
                let help = "a question, a value, or a condition in parentheses can stand here";
                return Err(Mistake::new(span, format!("something is missing before {}", say(token)), help));
            }
        };
        Ok(Tree { form, span })
    }

    fn call(&mut self, name: &str, at: Span) -> Result<Tree, Mistake> {
        self.take();
        let (arguments, end) = self.items(&Token::Close, "`)` or `,`")?;
        Ok(Tree { form: Form::Call { name: name.into(), at, arguments }, span: at.to(end) })
    }

    /// Expressions between commas, up to `end`.
    fn items(&mut self, end: &Token, wanted: &str) -> Result<(Vec<Tree>, Span), Mistake> {
        let mut items = Vec::new();
        loop {
            if let Some(span) = self.take_if(end) {
                return Ok((items, span));
            }
            items.push(self.expression(0)?);
            if self.take_if(&Token::Comma).is_none() && self.peek() != end {
                return self.wanted(wanted, "the items of a list stand between commas");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong, with a line of carets below the place.
    fn wrong(text: &str) -> String {
        let mistake = parse(text).unwrap_err();
        let before = text[..mistake.span.start as usize].chars().count();
        let marked = text[mistake.span.start as usize..mistake.span.end as usize].chars().count().max(1);
        format!("{text}\n{}{} {}; {}", " ".repeat(before), "^".repeat(marked), mistake.message, mistake.help)
    }

    /// A tree with all its parentheses.
    fn shape(tree: &Tree) -> String {
        let list = |trees: &[Tree]| trees.iter().map(shape).collect::<Vec<_>>().join(", ");
        match &tree.form {
            Form::Name(name) => name.to_string(),
            Form::Text(text) => format!("{text:?}"),
            Form::Bool(value) => value.to_string(),
            Form::None => "none".to_owned(),
            Form::Number(number) => number.to_string(),
            Form::Percent(value) => format!("{value}m%"),
            Form::Date(date) => date.to_string(),
            Form::Measure(amount, unit) => format!("{amount} {}", unit.word()),
            Form::List(items) => format!("[{}]", list(items)),
            Form::Not(of) => format!("(not {})", shape(of)),
            Form::Negative(of) => format!("(-{})", shape(of)),
            Form::Binary { operator, left, right, .. } => {
                format!("({} {} {})", shape(left), operator.sign(), shape(right))
            }
            Form::In { value, list: of, negated } => {
                format!("({} {}in {})", shape(value), if *negated { "not " } else { "" }, shape(of))
            }
            Form::Has { value, quantity, what } => format!("({} has {quantity:?} {})", shape(value), shape(what)),
            Form::IsNone { value, negated } => {
                format!("({} is {}none)", shape(value), if *negated { "not " } else { "" })
            }
            Form::Call { name, arguments, .. } => format!("{name}({})", list(arguments)),
        }
    }

    #[test]
    fn operators_bind_as_people_read_them() {
        for (text, expected) in [
            ("a or b and not c or d", "((a or (b and (not c))) or d)"),
            ("not a == b", "(not (a == b))"),
            (
                "today <= born + 60 days and who in [father, mother]",
                "((today <= (born + 60 days)) and (who in [father, mother]))",
            ),
            ("a - b - c * 2", "((a - b) - (c * 2))"),
            ("x not in [1, 2,] or y is not none", "((x not in [1, 2]) or (y is not none))"),
            ("papers has any [a, b] and papers has c", "((papers has Any [a, b]) and (papers has One c))"),
            ("any([a, b]) and count(q, [a]) >= 2", "(any([a, b]) and (count(q, [a]) >= 2))"),
            ("today ≥ d + 3 ngày làm việc", "(today >= (d + 3 working days))"),
            ("d + 3 working days < 2026-07-01", "((d + 3 working days) < 2026-07-01)"),
            ("fee == 5_000 đồng", "(fee == 5000 dong)"),
            ("value * 0.5%", "(value * 500m%)"),
            ("(a or b) and c", "((a or b) and c)"),
        ] {
            assert_eq!(shape(&parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let all = [
            "",
            "a = b",
            "a && b",
            "18 <= x < 60",
            "today <= born + 60",
            "a and",
            "a b",
            "who in father",
            "who in [father mother]",
            "(a or b",
            "x >= 5.000",
            "x >= 2.5",
            "today > 2026-02-30",
            "today > 1/7/2025",
            "x is 5",
            "days > 3",
            "x >= 3 and )",
            "place == “01”",
            "place == \"01",
            "a => b",
            "income < 5.000.000 dong",
            "rate * 5.000.000%",
            "rate * 0.125",
            "income < 5 triệu",
            "a và b",
            "nếu a",
            "không a",
        ];
        let found: Vec<String> = all.iter().filter(|text| parse(text).is_err()).map(|text| wrong(text)).collect();
        assert_eq!(found.len(), all.len() - 1, "only a comparison without a unit is for the type checker");
        let expected = include_str!("mistakes.txt");
        let found = found.join("\n\n") + "\n";
        if std::env::var_os("MOTCUA_BLESS").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/generator/rules/syntax/mistakes.txt"), &found)
                .unwrap();
        }
        assert_eq!(found, expected);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[a-c0-9 .,()%<>=!+*\"\\[\\]-]{0,40}|\\PC{0,30}") {
            let _ = parse(&text);
        }

        #[test]
        fn words_in_any_order_do_not_panic(words in proptest::collection::vec(proptest::sample::select(vec![
            "a", "not", "in", "is", "none", "has", "any", "all", "(", ")", "[", "]", ",", "and", "or", "==", "<", "5",
            "days", "working", "2026-01-01", "-", "+", "*", "true", "\"x\"", "0.5%",
        ]), 0..30)) {
            let _ = parse(&words.join(" "));
        }
    }

    #[test]
    fn depth_has_an_end() {
        let deep = "(".repeat(100_000);
        assert!(parse(&deep).unwrap_err().message.contains("nested too deeply"));
        assert!(parse(&"not ".repeat(100_000)).unwrap_err().message.contains("nested too deeply"));
        assert!(parse(&format!("{}a", "a and ".repeat(150))).is_ok());
        assert!(parse(&format!("{}a", "a and ".repeat(100_000))).unwrap_err().message.contains("too long"));
    }
}
