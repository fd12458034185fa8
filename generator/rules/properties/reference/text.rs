//! Conditions of the reference as the compiler reads them.

use super::{Asked, Formula, Linear, Move, Moved, Op, Sort};

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
}

impl Move {
    pub(super) fn text(self) -> (i32, &'static str) {
        match self {
            Self::Days(amount) => (amount, "days"),
            Self::Weeks(amount) => (amount, "weeks"),
            Self::Working(amount) => (amount, "working days"),
            Self::Months(amount) => (amount, "months"),
            Self::Years(amount) => (amount, "years"),
        }
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
}

impl Formula {
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
}
