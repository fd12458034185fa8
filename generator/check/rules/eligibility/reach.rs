//! What the amount of a fee can come to, without knowing any answer: too much rather than too little.

use crate::rules::syntax::tree::{Operator, Unit};
use crate::rules::syntax::{Form, Tree};

/// The whole numbers `base + n * step` between two bounds; `base` alone where the step is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    base: i128,
    step: i128,
    least: Option<i128>,
    most: Option<i128>,
}

/// How answers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answers {
    /// As one, where something is multiplied by them: records state what one copy costs.
    One,
    /// As whatever they can be.
    Any,
}

/// What an amount can come to.
pub(super) fn reach(tree: &Tree) -> Reach {
    of(tree, Answers::One)
}

/// Anything for a part that is too large to be reckoned with, or of another form: what stands beside it still bounds the whole.
fn of(tree: &Tree, answers: Answers) -> Reach {
    let known = match &tree.form {
        Form::Number(number) | Form::Measure(number, Unit::Dong) => Some(Reach::just(i128::from(*number))),
        Form::Name(_) => Some(Reach::SOME),
        Form::Negative(of_what) => of(of_what, answers).negative(),
        Form::Binary { operator: Operator::Plus, left, right, .. } => of(left, answers).plus(of(right, answers)),
        Form::Binary { operator: Operator::Minus, left, right, .. } => {
            of(right, answers).negative().and_then(|right| of(left, answers).plus(right))
        }
        Form::Binary { operator: Operator::Times, left, right, .. } => match (&left.form, &right.form) {
            (Form::Percent(share), _) => of(right, Answers::Any).share(*share),
            (_, Form::Percent(share)) => of(left, Answers::Any).share(*share),
            _ => factor(left, answers).times(factor(right, answers)),
        },
        Form::Call { name, arguments, .. } if matches!(&**name, "min" | "max") => {
            // Between the bounds it depends on the answers, so that none of them is the usual one.
            let all = arguments.iter().map(|argument| of(argument, Answers::Any));
            all.reduce(|reach, next| if &**name == "min" { reach.min(next) } else { reach.max(next) })
        }
        _ => None,
    };
    known.unwrap_or(Reach::ANY)
}

/// What is multiplied: an answer by itself counts as one, unless `answers` says otherwise.
fn factor(tree: &Tree, answers: Answers) -> Reach {
    match &tree.form {
        Form::Name(_) if answers == Answers::One => Reach::just(1),
        // An answer that is reckoned with before it is multiplied is not one.
        Form::Binary { operator: Operator::Plus | Operator::Minus, .. } if !has_money(tree) => of(tree, Answers::Any),
        _ => of(tree, answers),
    }
}

fn has_money(tree: &Tree) -> bool {
    let mut found = matches!(tree.form, Form::Measure(_, Unit::Dong));
    tree.form.below(&mut |part| found |= has_money(part));
    found
}

impl Reach {
    const ANY: Self = Self { base: 0, step: 1, least: None, most: None };
    /// What nobody has less than none of.
    const SOME: Self = Self { least: Some(0), ..Self::ANY };

    fn just(number: i128) -> Self {
        Self { base: number, step: 0, least: Some(number), most: Some(number) }
    }

    /// Whether it can come to an amount.
    pub(super) fn holds(self, amount: i64) -> bool {
        let amount = i128::from(amount);
        let on_step = if self.step == 0 {
            amount == self.base
        } else {
            amount.checked_sub(self.base).is_none_or(|apart| apart % self.step == 0)
        };
        on_step && self.least.is_none_or(|least| amount >= least) && self.most.is_none_or(|most| amount <= most)
    }

    fn negative(self) -> Option<Self> {
        let turned = |bound: Option<i128>| bound.map(i128::checked_neg);
        Some(Self {
            base: self.base.checked_neg()?,
            step: self.step,
            least: turned(self.most).flatten(),
            most: turned(self.least).flatten(),
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let bound = |a: Option<i128>, b: Option<i128>| a?.checked_add(b?);
        Some(Self {
            base: self.base.checked_add(other.base)?,
            step: common(self.step, other.step),
            least: bound(self.least, other.least),
            most: bound(self.most, other.most),
        })
    }

    fn times(self, other: Self) -> Option<Self> {
        let product = |a: i128, b: i128| a.checked_mul(b);
        let steps = [product(self.base, other.step)?, product(self.step, other.base)?, product(self.step, other.step)?];
        let (mut least, mut most) = (None, None);
        if let (Some(a), Some(b), Some(c), Some(d)) = (self.least, self.most, other.least, other.most) {
            let corners = [product(a, c)?, product(a, d)?, product(b, c)?, product(b, d)?];
            (least, most) = (corners.iter().min().copied(), corners.iter().max().copied());
        } else if let (Some(a @ 0..), Some(b @ 0..)) = (self.least, other.least) {
            least = Some(product(a, b)?);
        }
        Some(Self { base: product(self.base, other.base)?, step: steps.into_iter().fold(0, common), least, most })
    }

    /// A share of it, which may come to any figure that is not below nothing.
    fn share(self, share: i64) -> Option<Self> {
        let is_some = share >= 0 && self.least.is_some_and(|least| least >= 0);
        is_some.then_some(Self::SOME)
    }

    /// The steps of either of two.
    fn either(self, other: Self) -> Self {
        let step = |apart| common(common(self.step, other.step), apart);
        self.base.checked_sub(other.base).map_or(Self::ANY, |apart| Self { step: step(apart), ..self })
    }

    fn min(self, other: Self) -> Self {
        let most = [self.most, other.most].into_iter().flatten().min();
        Self { least: self.least.zip(other.least).map(|(a, b)| a.min(b)), most, ..self.either(other) }
    }

    fn max(self, other: Self) -> Self {
        let least = [self.least, other.least].into_iter().flatten().max();
        Self { least, most: self.most.zip(other.most).map(|(a, b)| a.max(b)), ..self.either(other) }
    }
}

/// The greatest common divisor; the other where one is 0.
fn common(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::syntax::parse;

    fn holds(amount: &str, figures: &[i64]) -> Vec<i64> {
        let reach = reach(&parse(amount).unwrap());
        figures.iter().copied().filter(|figure| reach.holds(*figure)).collect()
    }

    #[test]
    fn an_answer_that_multiplies_counts_as_one() {
        assert_eq!(holds("copies * 8000 dong", &[8000, 16_000, 80_000]), [8000]);
        assert_eq!(holds("pages * 1000 dong + 2000 dong", &[1000, 3000, 4000]), [3000]);
        assert_eq!(holds("12 * 5000 dong", &[5000, 60_000]), [60_000]);
    }

    #[test]
    fn between_the_bounds_of_min_and_max_every_step_is_one() {
        assert_eq!(
            holds("min(copies, 5) * 8000 dong", &[8000, 16_000, 40_000, 44_000, 48_000]),
            [8000, 16_000, 40_000]
        );
        let children = "copies * min(children * 1000 dong + 2000 dong, 200000 dong)";
        assert_eq!(holds(children, &[1000, 2000, 3000, 5000, 5500, 200_000, 201_000]), [2000, 3000, 5000, 200_000]);
        assert_eq!(holds("max(value * 0.1%, 10000 dong)", &[9000, 10_000, 123_456]), [10_000, 123_456]);
        assert_eq!(
            holds("10000 dong + max(copies - 2, 0) * 3000 dong", &[10_000, 12_000, 16_000, 7000]),
            [10_000, 16_000]
        );
    }

    #[test]
    fn what_is_reckoned_with_first_is_not_one() {
        assert_eq!(holds("10000 dong + (copies - 1) * 2000 dong", &[10_000, 12_000, 13_000]), [10_000, 12_000]);
    }

    #[test]
    fn what_stands_beside_something_unknown_still_bounds_it() {
        assert_eq!(holds("10000 dong + value * 0.5%", &[9999, 10_000, 10_001]), [10_000, 10_001]);
        assert_eq!(holds("min(age(born) * 1000 dong, 50000 dong)", &[3000, 50_000, 50_001]), [3000, 50_000]);
        assert_eq!(holds("0.5% * max(value - 1000 dong, 0 dong) + 2000 dong", &[1999, 2000]), [2000]);
    }

    #[test]
    fn what_cannot_be_reckoned_with_may_be_anything() {
        assert_eq!(holds("value * 0.5%", &[1, 7_500]), [1, 7_500]);
        assert_eq!(holds("9223372036854775807 * 9223372036854775807 * 9223372036854775807 dong", &[5]), [5]);
    }
}
