//! The reference: conditions of its own, which it prints as text for the compiler and evaluates itself over whole
//! answers. It shares no code with the compiler and the evaluator, and its days are those of `jiff`.

mod random;
mod text;

use jiff::ToSpan;
use jiff::civil::Date;

/// A whole answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    None,
    Number(i64),
    Set(u64),
    Day(Date),
    /// A place, by its number in [`PLACES`].
    Place(usize),
}

/// Whole places: all that rules tell apart, and others.
pub const PLACES: [&str; 6] = ["01/1", "01/2", "01/9", "02/1", "03", "02/7"];

/// The kinds of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Bool,
    Choice,
    Many,
    Number,
    Money,
    Day,
    Place,
}

/// A question: its line for the fixture, and its whole answers.
#[derive(Debug, Clone)]
pub struct Asked {
    pub id: String,
    pub sort: Sort,
    pub none: bool,
    pub values: Vec<Value>,
    /// A day that is not to come.
    pub past: bool,
    pub relevant: Option<Formula>,
}

/// A movement of a day.
#[derive(Debug, Clone, Copy)]
pub enum Move {
    Days(i32),
    Weeks(i32),
    Working(i32),
    Months(i32),
    Years(i32),
}

/// A day: of a question or fixed, and moved.
#[derive(Debug, Clone)]
pub struct Moved {
    pub base: Result<usize, Date>,
    pub moves: Vec<Move>,
}

/// A sum: factor and question, and a constant; in đồng or not; a share in thousandths of a percent.
#[derive(Debug, Clone)]
pub struct Linear {
    pub parts: Vec<(i64, usize)>,
    pub constant: i64,
    pub money: bool,
    pub share: Option<i64>,
}

#[derive(Debug, Clone, Copy)]
pub enum Op {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// A condition.
#[derive(Debug, Clone)]
pub enum Formula {
    Constant(bool),
    Yes(usize),
    Chosen(usize, Vec<usize>, bool),
    At(usize, Vec<&'static str>),
    Has(usize, u64, bool),
    Count(usize, u64, Op, i64),
    Numbers(Linear, Op, Linear),
    Days(Moved, Op, Moved),
    Age(Moved, Moved, Op, i64, Move),
    Absent(usize),
    Not(Box<Formula>),
    And(Vec<Formula>),
    Or(Vec<Formula>),
    AtLeast(Vec<Formula>, Op, i64),
}

impl Op {
    fn holds<T: Ord>(self, a: T, b: T) -> bool {
        match self {
            Self::Equal => a == b,
            Self::NotEqual => a != b,
            Self::Less => a < b,
            Self::AtMost => a <= b,
            Self::Greater => a > b,
            Self::AtLeast => a >= b,
        }
    }
}

impl Move {
    fn from(self, day: Date) -> Date {
        match self {
            Self::Days(amount) => day.checked_add(amount.days()),
            Self::Weeks(amount) => day.checked_add(amount.weeks()),
            Self::Months(amount) => day.checked_add(amount.months()),
            Self::Years(amount) => day.checked_add(amount.years()),
            Self::Working(amount) => {
                let mut walked = day;
                let mut left = amount.abs();
                while left > 0 {
                    walked = walked.checked_add(amount.signum().days()).unwrap();
                    left -= i32::from(walked.weekday().to_monday_zero_offset() < 5);
                }
                return walked;
            }
        }
        .unwrap()
    }
}

impl Moved {
    pub fn day(&self, world: &World<'_>) -> Option<Date> {
        let start = match self.base {
            Ok(question) => match world.value(question) {
                Value::Day(day) => day,
                _ => return None,
            },
            Err(date) => date,
        };
        Some(self.moves.iter().fold(start, |day, step| step.from(day)))
    }
}

impl Linear {
    /// Hundred thousandths.
    pub fn value(&self, world: &World<'_>) -> Option<i128> {
        let mut sum = i128::from(self.constant);
        for &(factor, question) in &self.parts {
            match world.value(question) {
                Value::Number(value) => sum += i128::from(factor) * i128::from(value),
                _ => return None,
            }
        }
        Some(sum * i128::from(self.share.unwrap_or(100_000)))
    }
}

/// All answers, whole.
#[derive(Debug, Clone, Copy)]
pub struct World<'w> {
    pub asked: &'w [Asked],
    pub values: &'w [Value],
}

impl World<'_> {
    fn arises(&self, question: usize) -> bool {
        self.asked[question].relevant.as_ref().is_none_or(|formula| formula.holds(self))
    }

    /// The value of a question that arises.
    pub fn value(&self, question: usize) -> Value {
        if self.arises(question) { self.values[question] } else { Value::None }
    }
}

impl Formula {
    pub fn holds(&self, world: &World<'_>) -> bool {
        match self {
            Self::Constant(holds) => *holds,
            Self::Yes(question) => world.value(*question) == Value::Number(1),
            Self::Chosen(question, choices, negated) => {
                let chosen =
                    matches!(world.value(*question), Value::Number(value) if choices.contains(&(value as usize)));
                chosen != *negated
            }
            Self::At(question, places) => match world.value(*question) {
                Value::Place(at) => {
                    places.iter().any(|place| PLACES[at] == *place || PLACES[at].starts_with(&format!("{place}/")))
                }
                _ => false,
            },
            Self::Has(question, mask, all) => match world.value(*question) {
                Value::Set(set) => {
                    if *all {
                        set & mask == *mask
                    } else {
                        set & mask != 0
                    }
                }
                _ => false,
            },
            Self::Count(question, mask, op, number) => match (world.value(*question), op) {
                (Value::Set(set), op) => op.holds(i64::from((set & mask).count_ones()), *number),
                (_, Op::NotEqual) => true,
                _ => false,
            },
            Self::Numbers(left, op, right) => match (left.value(world), op, right.value(world)) {
                (Some(left), op, Some(right)) => op.holds(left, right),
                (_, Op::NotEqual, _) => true,
                _ => false,
            },
            Self::Days(left, op, right) => match (left.day(world), op, right.day(world)) {
                (Some(left), op, Some(right)) => op.holds(left, right),
                (_, Op::NotEqual, _) => true,
                _ => false,
            },
            Self::Age(from, on, op, number, unit) => match (from.day(world), op, on.day(world)) {
                (Some(from), op, Some(on)) => {
                    let unit = |amount: i64| match unit {
                        Move::Months(_) => Move::Months(amount as i32),
                        Move::Years(_) => Move::Years(amount as i32),
                        Move::Weeks(_) => Move::Weeks(amount as i32),
                        _ => Move::Days(amount as i32),
                    };
                    // How many whole units fit, found by trying.
                    let mut fit = if unit(0).from(from) <= on { 0 } else { -1 };
                    while fit >= 0 && unit(fit + 1).from(from) <= on {
                        fit += 1;
                    }
                    op.holds(fit, *number)
                }
                (_, Op::NotEqual, _) => true,
                _ => false,
            },
            Self::Absent(question) => match world.value(*question) {
                Value::None => true,
                Value::Set(set) => set == 0,
                _ => false,
            },
            Self::Not(of) => !of.holds(world),
            Self::And(all) => all.iter().all(|formula| formula.holds(world)),
            Self::Or(any) => any.iter().any(|formula| formula.holds(world)),
            Self::AtLeast(of, op, number) => {
                op.holds(of.iter().filter(|formula| formula.holds(world)).count() as i64, *number)
            }
        }
    }
}
