//! Amounts that are not one sum for everybody: `min`, `max`, and an answer times an answer.
//!
//! Each is split into sums, with the condition under which it is the one: `min(a, b)` is `a` where `a <= b`, and else `b`;
//! `copies * pages` is `pages`, twice `pages` and so on by the number of copies, where that is one of a few. So the
//! evaluator adds and compares as ever, and the analysis looks through all of it.

use super::scope::Scope;
use super::term::{Term, add, times, too_large};
use crate::rules::model::Expression;
use crate::rules::program::{Amount, Kind, NodeId, QuestionId, TRUE};
use crate::rules::syntax::tree::Operator;
use crate::rules::syntax::{Form, Mistake, Span, Tree};

/// How many sums an amount may be split into.
const MOST: usize = 64;

/// A sum, and when it is the one.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub when: NodeId,
    pub amount: Amount,
    pub money: bool,
}

impl Scope<'_> {
    /// The sums of an amount; of those, exactly one is the one where all its questions have a value.
    pub fn pieces(&mut self, expression: &Expression, tree: &Tree) -> Result<Vec<Piece>, Mistake> {
        match &tree.form {
            Form::Call { name, arguments, at } if matches!(&**name, "min" | "max") => {
                let [first, rest @ ..] = arguments.as_slice() else {
                    return Err(Mistake::new(*at, format!("`{name}` of nothing"), format!("write {name}(a, b)")));
                };
                let mut least = self.pieces(expression, first)?;
                for other in rest {
                    let others = self.pieces(expression, other)?;
                    least = self.joined(&least, &others, other.span, |scope, a, b| {
                        if a.money != b.money {
                            let help = "give the number its unit: 5000 dong";
                            return Err(Mistake::new(other.span, "money and a number without a unit", help));
                        }
                        let at_most = scope.compare_amounts(Operator::AtMost, &a.amount, &b.amount, other.span)?;
                        let beyond = scope.builder.not(at_most);
                        let (of_a, of_b) = if &**name == "min" { (at_most, beyond) } else { (beyond, at_most) };
                        Ok(vec![(of_a, a.amount.clone(), a.money), (of_b, b.amount.clone(), b.money)])
                    })?;
                }
                Ok(least)
            }
            Form::Binary { operator: operator @ (Operator::Plus | Operator::Minus), left, right, at }
                if is_split(left) || is_split(right) =>
            {
                let (left, right) = (self.pieces(expression, left)?, self.pieces(expression, right)?);
                let sign = if *operator == Operator::Minus { -1 } else { 1 };
                self.joined(&left, &right, *at, |_, a, b| {
                    if a.money != b.money {
                        let help = "give the number its unit: 5000 dong";
                        return Err(Mistake::new(*at, "money and a number without a unit", help));
                    }
                    let sum = add(&a.amount, &b.amount, sign).ok_or_else(|| too_large(*at))?;
                    Ok(vec![(TRUE, sum, a.money)])
                })
            }
            Form::Binary { operator: Operator::Times, left, right, .. } if is_split(tree) => {
                let (left, right) = (self.pieces(expression, left)?, self.pieces(expression, right)?);
                self.joined(&left, &right, tree.span, |scope, a, b| scope.product_of(a, b, tree.span))
            }
            _ => match self.term(expression, tree)? {
                Term::Number { amount, money } => Ok(vec![Piece { when: TRUE, amount, money }]),
                other => {
                    let message = format!("an amount is money, and this is {}", other.words());
                    Err(Mistake::new(tree.span, message, "give the numbers their unit: copies * 8000 dong"))
                }
            },
        }
    }

    /// What `make` makes of each two, where both are the ones.
    fn joined(
        &mut self,
        left: &[Piece],
        right: &[Piece],
        span: Span,
        mut make: impl FnMut(&mut Self, &Piece, &Piece) -> Result<Vec<(NodeId, Amount, bool)>, Mistake>,
    ) -> Result<Vec<Piece>, Mistake> {
        let mut out = Vec::new();
        for a in left {
            for b in right {
                for (when, amount, money) in make(self, a, b)? {
                    let when = self.builder.all([a.when, b.when, when]);
                    if when != crate::rules::program::FALSE {
                        out.push(Piece { when, amount, money });
                    }
                }
                if out.len() > MOST {
                    let help = "give one of the questions a narrower `min` and `max`, or write rates";
                    return Err(Mistake::new(span, format!("this is more than {MOST} sums"), help));
                }
            }
        }
        Ok(out)
    }

    /// A product: with a fixed number, or value by value of a question that has few.
    fn product_of(&mut self, a: &Piece, b: &Piece, span: Span) -> Result<Vec<(NodeId, Amount, bool)>, Mistake> {
        if a.money && b.money {
            return Err(Mistake::new(span, "money times money", "multiply money by a number or a percentage"));
        }
        let money = a.money || b.money;
        let fixed = [(a, b), (b, a)].into_iter().find(|(_, factor)| factor.amount.parts.is_empty());
        if let Some((of, factor)) = fixed {
            let product = times(&of.amount, &factor.amount).ok_or_else(|| too_large(span))?;
            return Ok(vec![(TRUE, product, money)]);
        }
        let few =
            [(a, b), (b, a)].into_iter().find_map(|(of, factor)| Some((of, factor, self.of_few(&factor.amount)?)));
        let Some((of, factor, question)) = few else {
            let help = format!(
                "one of the two has to be a fixed number, or the answer to a question with at most {MOST} values (min, max), so that \
                 the build can prove what the rule does"
            );
            return Err(Mistake::new(span, "an answer times an answer", help));
        };
        let asked = self.builder.program.question(question);
        let (low, high) = (asked.low, asked.high);
        let mut pieces = Vec::new();
        for value in low..=high {
            let (share, _) = factor.amount.parts[0];
            let whole = share.checked_mul(value).and_then(|sum| sum.checked_add(factor.amount.constant));
            let whole = whole.ok_or_else(|| too_large(span))?;
            let known = Amount { parts: Vec::new(), constant: whole, divisor: factor.amount.divisor };
            let product = times(&of.amount, &known).ok_or_else(|| too_large(span))?;
            pieces.push((self.builder.within(question, [(value, value)]), product, money));
        }
        Ok(pieces)
    }

    /// The question an amount has alone, where it has few values.
    fn of_few(&self, amount: &Amount) -> Option<QuestionId> {
        let [(_, question)] = amount.parts.as_slice() else { return None };
        let asked = self.builder.program.question(*question);
        let fits = matches!(asked.kind, Kind::Integer | Kind::Money) && asked.high - asked.low < MOST as i64;
        fits.then_some(*question)
    }
}

/// Whether an amount is more than one sum: it has `min`, `max`, or a product of two that are not plain numbers.
fn is_split(tree: &Tree) -> bool {
    match &tree.form {
        Form::Call { name, .. } if matches!(&**name, "min" | "max") => true,
        Form::Binary { operator: Operator::Times, left, right, .. } if !is_figure(left) && !is_figure(right) => true,
        Form::Binary { left, right, .. } => is_split(left) || is_split(right),
        Form::Negative(of) => is_split(of),
        _ => false,
    }
}

fn is_figure(tree: &Tree) -> bool {
    matches!(tree.form, Form::Number(_) | Form::Percent(_) | Form::Measure(..))
}

#[cfg(test)]
mod tests {
    use crate::rules::evaluate;
    use crate::rules::fixture::{Book, answers};

    fn book(amount: &str) -> Book {
        Book::new()
            .question("pages integer 1..10000")
            .question("copies integer 0..9")
            .question("price money 0..1000000000000")
            .procedure("1")
            .fee("fee", amount, "")
    }

    /// Each amount beside what a person would compute.
    #[test]
    fn amounts_come_out_as_they_are_written() {
        type Computed = fn(i64, i64, i64) -> i64;
        let all: [(&str, Computed); 7] = [
            ("min(pages * 1000 dong + 2000 dong, 200000 dong)", |pages, _, _| (pages * 1000 + 2000).min(200_000)),
            ("max(price * 0.5%, 15000 dong)", |_, _, price| (price * 5 / 1000).max(15_000)),
            ("copies * pages * 500 dong", |pages, copies, _| copies * pages * 500),
            ("copies * min(pages * 1000 dong, 50000 dong)", |pages, copies, _| copies * (pages * 1000).min(50_000)),
            ("min(price, 1000000 dong, copies * 300000 dong) + 7 dong", |_, copies, price| {
                price.min(1_000_000).min(copies * 300_000) + 7
            }),
            ("max(10000 dong, 2000 dong)", |_, _, _| 10_000),
            ("(copies + 1) * (pages * 10 dong + price * 1%)", |pages, copies, price| {
                (copies + 1) * (pages * 1000 + price) / 100
            }),
        ];
        for (amount, computed) in all {
            let program = book(amount).program();
            for pages in [1, 49, 50, 51, 198, 199, 10_000] {
                for copies in [0, 1, 3, 9] {
                    for price in [0, 2_999_999, 3_000_000, 3_000_200, 999_999_999] {
                        let text = format!("pages={pages} copies={copies} price={price}");
                        let evaluation = evaluate(&program, &answers(&program, &text));
                        let bill = evaluation.bill(&program.procedures[0]);
                        assert_eq!(bill.exact(), Some(computed(pages, copies, price).into()), "{amount} {text}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_known_in_part_has_its_ends() {
        let program = book("min(pages * 1000 dong, 50000 dong)").program();
        let bill = evaluate(&program, &answers(&program, "pages=10..")).bill(&program.procedures[0]);
        assert!(bill.low <= 10_000 && bill.high >= 50_000, "{bill:?}");
        let bill = evaluate(&program, &answers(&program, "pages=60..")).bill(&program.procedures[0]);
        assert_eq!(bill.exact(), Some(50_000));
    }

    #[test]
    fn mistakes_of_amounts_are_told() {
        let shown = |amount: &str| {
            book(amount).compile().diagnostics.iter().map(|found| found.message.clone()).collect::<Vec<_>>()
        };
        assert_eq!(shown("pages * price")[0], "an answer times an answer");
        assert_eq!(shown("min(pages, 5000 dong)")[0], "money and a number without a unit");
        assert_eq!(shown("min()")[0], "`min` of nothing");
        assert_eq!(shown("min(today, 5 dong)")[0], "an amount is money, and this is a day");
        assert_eq!(shown("price * price")[0], "money times money");
    }
}
