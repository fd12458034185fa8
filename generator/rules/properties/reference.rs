//! The reference: conditions of its own, which it prints as text for the compiler and evaluates itself over whole
//! answers. It shares no code with the compiler and the evaluator, and its days are those of `jiff`.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Seeds;

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
/// Places that rules name.
const NAMED: [&str; 4] = ["01", "01/1", "02", "02/7"];

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
    fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }

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

    pub fn any(seeds: &mut Seeds) -> Self {
        *seeds.pick(&[Self::Equal, Self::NotEqual, Self::Less, Self::AtMost, Self::Greater, Self::AtLeast])
    }
}

impl Move {
    fn text(self) -> (i32, &'static str) {
        match self {
            Self::Days(amount) => (amount, "days"),
            Self::Weeks(amount) => (amount, "weeks"),
            Self::Working(amount) => (amount, "working days"),
            Self::Months(amount) => (amount, "months"),
            Self::Years(amount) => (amount, "years"),
        }
    }

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
    pub fn text(&self, asked: &[Asked]) -> String {
        let base = match self.base {
            Ok(question) => asked[question].id.clone(),
            Err(date) => date.to_string(),
        };
        self.moves.iter().fold(base, |text, step| {
            let (amount, unit) = step.text();
            format!("{text} {} {} {unit}", if amount < 0 { '-' } else { '+' }, amount.abs())
        })
    }

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
    pub fn text(&self, asked: &[Asked]) -> String {
        let unit = if self.money { " dong" } else { "" };
        let mut text = format!("{}{unit}", self.constant);
        for &(factor, question) in &self.parts {
            // A number counts as money by what it is multiplied with.
            let unit = if asked[question].sort == Sort::Money { "" } else { unit };
            text = format!("{text} + {} * {factor}{unit}", asked[question].id);
        }
        match self.share {
            Some(share) => format!("({text}) * {}.{:03}%", share / 1000, share % 1000),
            None => text,
        }
    }

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

    pub fn text(&self, asked: &[Asked]) -> String {
        let bits = |mask: u64| {
            let names = (0..3).filter(|bit| mask >> bit & 1 == 1).map(|bit| format!("c{bit}"));
            names.collect::<Vec<_>>().join(", ")
        };
        let list = |formulas: &[Self]| formulas.iter().map(|f| f.text(asked)).collect::<Vec<_>>();
        match self {
            Self::Constant(holds) => holds.to_string(),
            Self::Yes(question) => asked[*question].id.clone(),
            Self::Chosen(question, choices, negated) => {
                let names = choices.iter().map(|choice| format!("c{choice}")).collect::<Vec<_>>();
                match (names.as_slice(), negated) {
                    ([one], false) => format!("{} == {one}", asked[*question].id),
                    ([one], true) => format!("{one} != {}", asked[*question].id),
                    (names, negated) => {
                        format!(
                            "{} {}in [{}]",
                            asked[*question].id,
                            if *negated { "not " } else { "" },
                            names.join(", ")
                        )
                    }
                }
            }
            Self::At(question, places) => {
                let places = places.iter().map(|place| format!("\"{place}\"")).collect::<Vec<_>>().join(", ");
                format!("{} in [{places}]", asked[*question].id)
            }
            Self::Has(question, mask, all) => {
                format!("{} has {} [{}]", asked[*question].id, if *all { "all" } else { "any" }, bits(*mask))
            }
            Self::Count(question, mask, op, number) => {
                format!("count({}, [{}]) {} {number}", asked[*question].id, bits(*mask), op.sign())
            }
            Self::Numbers(left, op, right) => format!("{} {} {}", left.text(asked), op.sign(), right.text(asked)),
            Self::Days(left, op, right) => format!("{} {} {}", left.text(asked), op.sign(), right.text(asked)),
            Self::Age(from, on, op, number, unit) => {
                format!("age({}, {}) {} {number} {}", from.text(asked), on.text(asked), op.sign(), unit.text().1)
            }
            Self::Absent(question) => format!("{} is none", asked[*question].id),
            Self::Not(of) => format!("not ({})", of.text(asked)),
            Self::And(all) if all.len() == 2 => {
                list(all).iter().map(|text| format!("({text})")).collect::<Vec<_>>().join(" and ")
            }
            Self::Or(any) if any.len() == 2 => {
                list(any).iter().map(|text| format!("({text})")).collect::<Vec<_>>().join(" or ")
            }
            Self::And(all) => format!("all([{}])", list(all).join(", ")),
            Self::Or(any) => format!("any([{}])", list(any).join(", ")),
            Self::AtLeast(of, op, number) => format!("count([{}]) {} {number}", list(of).join(", "), op.sign()),
        }
    }

    /// A condition over the questions below `known`.
    pub fn any(seeds: &mut Seeds, asked: &[Asked], depth: usize) -> Self {
        if depth == 0 || seeds.one_in(3) {
            return Self::simple(seeds, asked);
        }
        let mut several = |least: usize, most: usize| -> Vec<Self> {
            (0..seeds.between(least as i64, most as i64)).map(|_| Self::any(seeds, asked, depth - 1)).collect()
        };
        match several(1, 1).len() + seeds.below(6) {
            1 => Self::Not(Box::new(Self::any(seeds, asked, depth - 1))),
            2 | 3 => Self::And((0..seeds.between(1, 3)).map(|_| Self::any(seeds, asked, depth - 1)).collect()),
            4 | 5 => Self::Or((0..seeds.between(1, 3)).map(|_| Self::any(seeds, asked, depth - 1)).collect()),
            _ => {
                let of = (0..seeds.between(1, 4)).map(|_| Self::any(seeds, asked, depth - 1)).collect();
                Self::AtLeast(of, Op::any(seeds), seeds.between(0, 4))
            }
        }
    }

    fn simple(seeds: &mut Seeds, asked: &[Asked]) -> Self {
        if seeds.one_in(40) {
            return Self::Constant(seeds.one_in(2));
        }
        let question = seeds.below(asked.len());
        let here = &asked[question];
        if (here.none || here.relevant.is_some() || here.sort == Sort::Many) && seeds.one_in(6) {
            return Self::Absent(question);
        }
        match here.sort {
            Sort::Bool => Self::Yes(question),
            Sort::Choice => {
                let choices = (0..4).filter(|_| seeds.one_in(2)).collect::<Vec<_>>();
                let choices = if choices.is_empty() { vec![seeds.below(4)] } else { choices };
                Self::Chosen(question, choices, seeds.one_in(3))
            }
            Sort::Place => Self::At(question, (0..seeds.between(1, 2)).map(|_| *seeds.pick(&NAMED)).collect()),
            Sort::Many if seeds.one_in(2) => Self::Has(question, seeds.between(1, 7) as u64, seeds.one_in(2)),
            Sort::Many => Self::Count(question, seeds.between(1, 7) as u64, Op::any(seeds), seeds.between(0, 3)),
            Sort::Number | Sort::Money => {
                let money = here.sort == Sort::Money;
                let left = Self::linear(seeds, asked, question, money);
                let right = if seeds.one_in(3) {
                    let like: Vec<usize> = (0..asked.len()).filter(|&q| asked[q].sort == here.sort).collect();
                    let other = *seeds.pick(&like);
                    Self::linear(seeds, asked, other, money)
                } else {
                    Linear { parts: Vec::new(), constant: seeds.between(0, 9), money, share: None }
                };
                Self::Numbers(left, Op::any(seeds), right)
            }
            Sort::Day => {
                let left = Self::moved(seeds, Ok(question));
                let others: Vec<usize> =
                    (0..asked.len()).filter(|&q| q != question && asked[q].sort == Sort::Day).collect();
                let fixed = || Date::new(2024, 2, 20).unwrap();
                let base = match others.as_slice() {
                    [_, ..] if !seeds.one_in(3) => Ok(*seeds.pick(&others)),
                    _ => Err(fixed().checked_add(seeds.between(-60, 60).days()).unwrap()),
                };
                let right = Self::moved(seeds, base);
                if seeds.one_in(3) {
                    let unit = *seeds.pick(&[Move::Days(0), Move::Weeks(0), Move::Months(0), Move::Years(0)]);
                    let most = if matches!(unit, Move::Days(_)) { 60 } else { 3 };
                    return Self::Age(left, right, Op::any(seeds), seeds.between(0, most), unit);
                }
                Self::Days(left, Op::any(seeds), right)
            }
        }
    }

    pub fn linear(seeds: &mut Seeds, asked: &[Asked], question: usize, money: bool) -> Linear {
        let mut parts = vec![(seeds.between(1, 3), question)];
        if seeds.one_in(3) {
            let like: Vec<usize> = (0..asked.len())
                .filter(|&q| asked[q].sort == Sort::Number || money && asked[q].sort == Sort::Money)
                .collect();
            parts.push((seeds.between(1, 2), *seeds.pick(&like)));
        }
        let share = (money && seeds.one_in(3)).then(|| seeds.between(1, 250_000));
        Linear { parts, constant: seeds.between(0, 5), money, share }
    }

    pub fn moved(seeds: &mut Seeds, base: Result<usize, Date>) -> Moved {
        let moves = (0..*seeds.pick(&[0, 1, 1, 1, 2])).map(|_| match seeds.below(5) {
            0 => Move::Days(seeds.between(-40, 40) as i32),
            1 => Move::Weeks(seeds.between(-3, 3) as i32),
            2 => Move::Working(seeds.between(-9, 9) as i32),
            3 => Move::Months(seeds.between(-3, 3) as i32),
            _ => Move::Years(seeds.between(-1, 1) as i32),
        });
        Moved { base, moves: moves.collect() }
    }
}
