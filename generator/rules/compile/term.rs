//! Expressions that have a value: numbers, money, days, ages, counts.

use super::scope::Scope;
use crate::rules::calendar::{self, Offset, Step};
use crate::rules::model::Expression;
use crate::rules::program::{Amount, Base, Instant, Kind, QuestionId, TODAY};
use crate::rules::syntax::tree::{Operator, Unit};
use crate::rules::syntax::{Form, Mistake, Span, Tree};

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    /// A number, of money or not.
    Number { amount: Amount, money: bool },
    /// A day.
    Day(Instant),
    /// A length of time: as it was written, and as a movement.
    Duration { amount: i64, unit: Unit },
    /// Whole units from one day to another.
    Age { from: Instant, on: Instant },
    /// How many of some choices.
    Count { question: QuestionId, mask: u64 },
}

impl Term {
    /// A number without questions.
    pub fn constant(value: i64) -> Amount {
        Amount { parts: Vec::new(), constant: value, divisor: 1 }
    }

    /// What it is, in words.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Number { money: true, .. } => "money",
            Self::Number { .. } => "a number",
            Self::Day(_) => "a day",
            Self::Duration { .. } => "a length of time",
            Self::Age { .. } => "an age",
            Self::Count { .. } => "a count",
        }
    }

    /// The questions it looks at.
    pub fn questions(&self) -> Vec<QuestionId> {
        let of = |instant: &Instant| if let Base::Question(question) = instant.base { Some(question) } else { None };
        match self {
            Self::Number { amount, .. } => amount.parts.iter().map(|part| part.1).collect(),
            Self::Day(instant) => of(instant).into_iter().collect(),
            Self::Duration { .. } => Vec::new(),
            Self::Age { from, on } => of(from).into_iter().chain(of(on)).collect(),
            Self::Count { question, .. } => vec![*question],
        }
    }
}

/// A length of time as a movement.
pub(super) fn offset(amount: i64, unit: Unit, span: Span) -> Result<Offset, Mistake> {
    let (step, factor) = match unit {
        Unit::Day => (Step::Days, 1),
        Unit::Week => (Step::Days, 7),
        Unit::WorkingDay => (Step::WorkingDays, 1),
        Unit::Month => (Step::Months, 1),
        Unit::Year => (Step::Months, 12),
        Unit::Dong => return Err(Mistake::new(span, "money is not a length of time", "write such as 60 days")),
    };
    let amount = amount.checked_mul(factor).and_then(|amount| i32::try_from(amount).ok());
    match amount.filter(|amount| amount.abs() <= 4_000_000) {
        Some(amount) => Ok(Offset { step, amount }),
        None => Err(too_large(span)),
    }
}

pub(super) fn too_large(span: Span) -> Mistake {
    Mistake::new(span, "this comes to a number that is too large", "check the figures")
}

/// `a * x + b * y`, both as shares of one divisor.
pub(super) fn add(a: &Amount, b: &Amount, sign: i64) -> Option<Amount> {
    let divisor = lcm(a.divisor, b.divisor)?;
    let (left, right) = (divisor / a.divisor, (divisor / b.divisor).checked_mul(sign)?);
    let mut parts = Vec::with_capacity(a.parts.len() + b.parts.len());
    for (amount, factor) in [(a, left), (b, right)] {
        for &(part, question) in &amount.parts {
            parts.push((part.checked_mul(factor)?, question));
        }
    }
    let constant = a.constant.checked_mul(left)?.checked_add(b.constant.checked_mul(right)?)?;
    Some(Amount { parts, constant, divisor })
}

pub(super) fn times(a: &Amount, factor: &Amount) -> Option<Amount> {
    let parts = a.parts.iter().map(|&(part, question)| Some((part.checked_mul(factor.constant)?, question)));
    Some(Amount {
        parts: parts.collect::<Option<_>>()?,
        constant: a.constant.checked_mul(factor.constant)?,
        divisor: a.divisor.checked_mul(factor.divisor)?,
    })
}

fn lcm(a: i64, b: i64) -> Option<i64> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).checked_mul(b)
}

impl Scope<'_> {
    /// The value of an expression.
    pub fn term(&mut self, expression: &Expression, tree: &Tree) -> Result<Term, Mistake> {
        let number = |value| Term::Number { amount: Term::constant(value), money: false };
        match &tree.form {
            Form::Number(value) => Ok(number(*value)),
            Form::Measure(value, Unit::Dong) => Ok(Term::Number { amount: Term::constant(*value), money: true }),
            &Form::Measure(amount, unit) => Ok(Term::Duration { amount, unit }),
            Form::Percent(value) => {
                let amount = Amount { parts: Vec::new(), constant: *value, divisor: 100_000 };
                Ok(Term::Number { amount, money: false })
            }
            Form::Date(date) => Ok(Term::Day(Instant { base: Base::Day(calendar::day(*date)), offsets: Vec::new() })),
            Form::Name(name) => match self.question(tree) {
                Some((question, kind @ (Kind::Integer | Kind::Money))) => {
                    let amount = Amount { parts: vec![(1, question)], constant: 0, divisor: 1 };
                    Ok(Term::Number { amount, money: kind == Kind::Money })
                }
                Some((question, Kind::Date)) => {
                    Ok(Term::Day(Instant { base: Base::Question(question), offsets: Vec::new() }))
                }
                Some((_, kind)) => {
                    let message = format!("`{name}` is {}, not a number or a day", Self::kind_words(kind));
                    Err(Mistake::new(tree.span, message, hint(kind, name)))
                }
                None => Err(self.unknown(expression, name, tree.span)),
            },
            Form::Negative(of) => match self.term(expression, of)? {
                Term::Number { amount, money } => {
                    let minus = times(&amount, &Term::constant(-1)).ok_or_else(|| too_large(tree.span))?;
                    Ok(Term::Number { amount: minus, money })
                }
                other => {
                    let message = format!("{} has no minus", other.words());
                    Err(Mistake::new(tree.span, message, "leave the minus out"))
                }
            },
            Form::Binary { operator: Operator::Times, left, right, .. } => {
                let (a, b) = (self.term(expression, left)?, self.term(expression, right)?);
                self.product(a, b, tree.span)
            }
            Form::Binary { operator: operator @ (Operator::Plus | Operator::Minus), left, right, at } => {
                let (a, b) = (self.term(expression, left)?, self.term(expression, right)?);
                self.add_terms(a, b, *operator == Operator::Minus, *at, right.span)
            }
            Form::Call { name, at, arguments } => self.call(expression, name, *at, arguments, tree.span),
            _ => Err(Mistake::new(
                tree.span,
                "this is a condition, not a value",
                "compare numbers, money and days; join conditions by and, or, not",
            )),
        }
    }

    fn product(&mut self, a: Term, b: Term, span: Span) -> Result<Term, Mistake> {
        let (Term::Number { amount: a, money: x }, Term::Number { amount: b, money: y }) = (&a, &b) else {
            let other = if matches!(a, Term::Number { .. }) { &b } else { &a };
            let message = format!("{} cannot be multiplied", other.words());
            return Err(Mistake::new(span, message, "numbers and money can; write 60 days instead of 2 * 30 days"));
        };
        if *x && *y {
            return Err(Mistake::new(span, "money times money", "multiply money by a number or a percentage"));
        }
        let product = match (a.parts.is_empty(), b.parts.is_empty()) {
            (_, true) => times(a, b),
            (true, _) => times(b, a),
            _ => {
                let help = "one of the two has to be a fixed number, so that the build can prove what the rule does";
                return Err(Mistake::new(span, "an answer times an answer", help));
            }
        };
        product.map(|amount| Term::Number { amount, money: *x || *y }).ok_or_else(|| too_large(span))
    }

    fn add_terms(&mut self, a: Term, b: Term, minus: bool, at: Span, right: Span) -> Result<Term, Mistake> {
        let sign = if minus { -1 } else { 1 };
        match (a, b) {
            (Term::Number { amount: a, money: x }, Term::Number { amount: b, money: y }) => {
                if x != y {
                    let help = "give the number its unit: 5000 dong";
                    return Err(Mistake::new(at, "money and a number without a unit", help));
                }
                let sum = add(&a, &b, sign).ok_or_else(|| too_large(at))?;
                Ok(Term::Number { amount: sum, money: x })
            }
            (Term::Day(mut day), Term::Duration { amount, unit }) => {
                let amount = amount.checked_mul(sign).ok_or_else(|| too_large(right))?;
                let moved = offset(amount, unit, right)?;
                match day.offsets.last_mut() {
                    Some(last) if last.step == moved.step && moved.step == Step::Days => {
                        last.amount = last.amount.checked_add(moved.amount).ok_or_else(|| too_large(right))?;
                    }
                    _ => day.offsets.push(moved),
                }
                Ok(Term::Day(day))
            }
            (Term::Day(_), Term::Number { money: false, .. }) => Err(Mistake::new(
                right,
                "a day and a number without a unit",
                "say what is counted: 60 days, 3 working days, 2 months, 5 years",
            )),
            (Term::Day(_), Term::Day(_)) => Err(Mistake::new(
                at,
                "two days cannot be added or subtracted",
                "compare them: today <= birth_date + 60 days, or age(birth_date) >= 18 years",
            )),
            (Term::Duration { amount: a, unit: x }, Term::Duration { amount: b, unit: y }) if x == y => {
                let amount = b.checked_mul(sign).and_then(|b| a.checked_add(b)).ok_or_else(|| too_large(at))?;
                Ok(Term::Duration { amount, unit: x })
            }
            (Term::Duration { unit: x, .. }, Term::Duration { unit: y, .. }) => Err(Mistake::new(
                at,
                format!("{} and {} cannot be added: how long a month is depends on the day", x.word(), y.word()),
                "add them to a day one after the other: birth_date + 2 months + 5 days",
            )),
            (a, b) => Err(Mistake::new(
                at,
                format!("{} and {} cannot be added or subtracted", a.words(), b.words()),
                "both have to be of one kind, or a day and a length of time",
            )),
        }
    }

    fn call(
        &mut self,
        expression: &Expression,
        name: &str,
        at: Span,
        arguments: &[Tree],
        span: Span,
    ) -> Result<Term, Mistake> {
        match (name, arguments) {
            ("age", [from] | [from, _]) => {
                let mut day = |tree: &Tree| match self.term(expression, tree)? {
                    Term::Day(day) => Ok(day),
                    other => Err(Mistake::new(
                        tree.span,
                        format!("an age is counted from a day, and this is {}", other.words()),
                        "write age(birth_date), or age(birth_date, on_a_day)",
                    )),
                };
                let from = day(from)?;
                let on = match arguments.get(1) {
                    Some(on) => day(on)?,
                    None => Instant { base: Base::Question(TODAY), offsets: Vec::new() },
                };
                Ok(Term::Age { from, on })
            }
            ("count", [of] | [of, _]) => match self.question(of) {
                Some((question, Kind::Many)) => {
                    let mask = match arguments.get(1) {
                        Some(list) => self.mask(question, list)?,
                        None => self.builder.program.question(question).all(),
                    };
                    Ok(Term::Count { question, mask })
                }
                _ => Err(Mistake::new(
                    of.span,
                    "this cannot be counted",
                    "count takes a question with several answers, or a list of conditions: count([a, b, c]) >= 2",
                )),
            },
            ("age" | "count", _) => {
                let help = "age(birth_date), age(birth_date, on_a_day), count(papers), count(papers, [a, b])";
                Err(Mistake::new(span, format!("`{name}` takes one or two values"), help))
            }
            ("any" | "all", _) => {
                Err(Mistake::new(span, format!("`{name}` is a condition, not a value"), "leave the comparison out"))
            }
            _ => {
                if matches!(name, "min" | "max") {
                    let help = "write it in an amount: amount = 'min(pages * 1000 dong, 200000 dong)'; in a condition, compare with \
                                each of them";
                    return Err(Mistake::new(at, format!("`{name}` can only stand in an amount"), help));
                }
                let help = match crate::diagnostic::nearest(name, ["age", "count", "any", "all", "min", "max"]) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "there are age, count, any and all; and min and max in amounts".to_owned(),
                };
                Err(Mistake::new(at, format!("there is no function `{name}`"), help))
            }
        }
    }

    /// The choices of a list as bits.
    pub fn mask(&mut self, question: QuestionId, list: &Tree) -> Result<u64, Mistake> {
        let Form::List(items) = &list.form else {
            return Err(Mistake::new(list.span, "a list is wanted here", "write it in brackets: [a, b]"));
        };
        items.iter().try_fold(0, |mask, item| Ok(mask | 1u64 << self.choice(question, item)?.min(63)))
    }

    /// The place of a choice in its question.
    pub fn choice(&self, question: QuestionId, tree: &Tree) -> Result<usize, Mistake> {
        let asked = self.builder.program.question(question);
        let (Form::Name(name) | Form::Text(name)) = &tree.form else {
            let help = format!("its choices are {}", list_of(asked.choices.iter().map(|choice| &**choice)));
            return Err(Mistake::new(tree.span, format!("`{}` is compared with its choices", asked.id), help));
        };
        asked.choice(name).ok_or_else(|| {
            let help = match crate::diagnostic::nearest(name, asked.choices.iter().map(|choice| &**choice)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its choices are {}", list_of(asked.choices.iter().map(|choice| &**choice))),
            };
            Mistake::new(tree.span, format!("`{}` has no choice `{name}`", asked.id), help)
        })
    }
}

/// How a question that is no number is used.
fn hint(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Bool => format!("use it as it is: `{name}`, or `not {name}`"),
        Kind::Choice => format!("compare it with a choice: {name} == a, {name} in [a, b]"),
        Kind::Many => format!("ask what was chosen: {name} has a, count({name}) >= 2"),
        Kind::Place => format!("compare it with a place: {name} in [\"01\", \"79\"]"),
        _ => String::new(),
    }
}

/// A few names in a row.
pub(super) fn list_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.take(12).collect::<Vec<_>>().join(", ")
}
