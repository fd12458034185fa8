//! Numbers, money, ranges and sums.

use super::Phrases;
use super::leaf::Phrase;
use crate::language::Money;
use crate::language::number::{number, number_en};
use crate::rules::calendar;
use crate::rules::program::{Kind, QuestionId, Relation, TODAY};

impl Phrases<'_> {
    fn amount(&self, kind: Kind, value: i64) -> String {
        match kind {
            Kind::Money => {
                let money = Money::vnd(value);
                self.pick(money.text_vi(), money.text_en())
            }
            Kind::Date => self.date(value),
            _ => self.pick(number(value), number_en(value)),
        }
    }

    /// A range of numbers, money or days that is not the whole: "ít nhất 30", "trước ngày 01/07/2025".
    pub(super) fn range(&self, question: QuestionId, low: i64, high: i64) -> String {
        let asked = self.program.question(question);
        let (kind, open_low, open_high) = (asked.kind, low <= asked.low, high >= asked.high);
        let of = |value| self.amount(kind, value);
        if kind == Kind::Date {
            // Only for today the ends of the calendar are no answer: a law is in force from a day on.
            return match (low == high, open_low, open_high) {
                (true, ..) => of(low),
                (_, true, _) if first_of_month(high + 1) => {
                    self.pick(format!("trước {}", of(high + 1)), format!("before {}", of(high + 1)))
                }
                (_, true, _) => self.pick(format!("không muộn hơn {}", of(high)), format!("{} or earlier", of(high))),
                (_, _, true) if question == TODAY => self.pick(format!("từ {}", of(low)), format!("from {}", of(low))),
                (_, _, true) => self.pick(format!("từ {} trở đi", of(low)), format!("{} or later", of(low))),
                _ => self
                    .pick(format!("từ {} đến hết {}", of(low), of(high)), format!("from {} to {}", of(low), of(high))),
            };
        }
        match (low == high, open_low, open_high) {
            (true, ..) => of(low),
            (_, true, _) if is_rounder(high + 1, high) => {
                self.pick(format!("dưới {}", of(high + 1)), format!("under {}", of(high + 1)))
            }
            (_, true, _) => self.pick(format!("không quá {}", of(high)), format!("at most {}", of(high))),
            (_, _, true) if is_rounder(low - 1, low) => {
                self.pick(format!("trên {}", of(low - 1)), format!("over {}", of(low - 1)))
            }
            (_, _, true) => self.pick(format!("ít nhất {}", of(low)), format!("at least {}", of(low))),
            _ => self.pick(format!("từ {} đến {}", of(low), of(high)), format!("from {} to {}", of(low), of(high))),
        }
    }

    /// A sum that stands in a relation to zero: what is taken away stands on the other side.
    pub(super) fn sum(&self, parts: &[(i64, QuestionId)], constant: i64, relation: Relation, holds: bool) -> Phrase {
        let money = parts.iter().any(|part| self.program.question(part.1).kind == Kind::Money);
        let kind = if money { Kind::Money } else { Kind::Integer };
        // `a < b` was written as `a - b + 1 <= 0`.
        let strict = relation != Relation::Equal && (constant == 1 || is_rounder(constant - 1, constant));
        let constant = constant - i64::from(strict);
        let divisor = parts.iter().fold(constant, |sum, part| common_divisor(sum, part.0)).max(1);
        let part = |(factor, question): (i64, QuestionId)| {
            let (factor, subject) = ((factor / divisor).unsigned_abs() as i64, self.subject(question));
            if factor == 1 { subject } else { format!("{} × {subject}", self.pick(number(factor), number_en(factor))) }
        };
        let of = |positive: bool| parts.iter().filter(move |part| (part.0 > 0) == positive).map(|&one| part(one));
        let (mut left, mut right): (Vec<String>, Vec<String>) = (of(true).collect(), of(false).collect());
        match constant / divisor {
            0 => {}
            constant if constant > 0 => left.push(self.amount(kind, constant)),
            constant => right.push(self.amount(kind, constant.saturating_neg())),
        }
        let mut words = match (relation, strict, holds) {
            (Relation::Equal, _, true) => self.pick(["bằng", "bằng"], ["equal to", "equal to"]),
            (Relation::Equal, _, false) => self.pick(["khác", "khác"], ["other than", "other than"]),
            (_, false, true) => self.pick(["không quá", "ít nhất"], ["at most", "at least"]),
            (_, false, false) => self.pick(["nhiều hơn", "ít hơn"], ["more than", "less than"]),
            (_, true, true) => self.pick(["ít hơn", "nhiều hơn"], ["less than", "more than"]),
            (_, true, false) => self.pick(["ít nhất", "không quá"], ["at least", "at most"]),
        };
        // A sentence is about answers, not about a figure.
        if !parts.iter().any(|part| part.0 > 0) {
            (left, right) = (right, left);
            words.swap(0, 1);
        }
        let side = |side: Vec<String>| if side.is_empty() { self.amount(kind, 0) } else { side.join(" + ") };
        Phrase::about(side(left), format!("{} {}", words[0], side(right)))
    }
}

fn first_of_month(day: i64) -> bool {
    calendar::date(day).day() == 1
}

/// Whether a figure ends on more zeros than another: "under 500,000" says more than "at most 499,999".
fn is_rounder(value: i64, than: i64) -> bool {
    let zeros = |value: i64| (0..18).take_while(|&power| value != 0 && value % 10i64.pow(power + 1) == 0).count();
    zeros(value) > zeros(than)
}

fn common_divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i64::try_from(a).unwrap_or(1)
}
