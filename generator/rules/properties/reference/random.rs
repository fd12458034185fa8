//! Conditions of the reference that look random and are the same for a seed each time.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Asked, Formula, Linear, Move, Moved, Op, Sort};
use crate::rules::properties::Seeds;

/// Places that rules name.
const NAMED: [&str; 4] = ["01", "01/1", "02", "02/7"];

impl Op {
    pub fn any(seeds: &mut Seeds) -> Self {
        *seeds.pick(&[Self::Equal, Self::NotEqual, Self::Less, Self::AtMost, Self::Greater, Self::AtLeast])
    }
}

impl Formula {
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
