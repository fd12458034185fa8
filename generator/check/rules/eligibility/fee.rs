use std::collections::BTreeSet;

use super::reach::{Reach, reach};
use crate::catalogue::{FeeAmount, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::language::{Currency, Money};
use crate::rules::model::{Amount, Rules};
use crate::rules::syntax::tree::Unit;
use crate::rules::syntax::{Form, Tree};

rule! {
    /// A fee that the record and the rules state differently
    ///
    /// The page shows what the record says, and the answer to "does it apply to me?" what the rules say. A figure of the
    /// record that no amount of the rules has or can come to, where the rules have one that the record has not, is one of the
    /// two mistyped or out of date. One finding a figure. What the rules multiply by an answer is compared for one; a share of
    /// an answer may come to any figure.
    ///
    /// **Example:** `amount = 8000` in the `[[fee]]` of a channel, and `amount = 'copies * 9000 dong'` in that of the rules.
    ///
    /// **To mend:** look the figure up in the law, and correct the other.
    "rules/fee-differs", Warning, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let Some(rules) = procedure.rules.as_deref().filter(|rules| !rules.fees.is_empty()) else { return };
    let fees = procedure.channels.iter().flat_map(|channels| &channels.value).flat_map(|channel| &channel.fees);
    let stated: Vec<_> = fees
        .filter_map(|fee| match fee.amount {
            FeeAmount::Known(Money { currency: Currency::Vnd, amount }) if amount > 0 => Some((amount, fee.at)),
            _ => None,
        })
        .collect();
    let Ruled { figures, reaches } = Ruled::of(rules);
    let is_ruled = |amount: i64| figures.contains(&amount) || reaches.iter().any(|reach| reach.holds(amount));
    let others: Vec<String> = figures
        .iter()
        .filter(|figure| !stated.iter().any(|(amount, _)| amount == *figure))
        .map(|&figure| Money::vnd(figure).text_en())
        .collect();
    if others.is_empty() {
        return;
    }
    let mut told = BTreeSet::new();
    for &(amount, at) in stated.iter().filter(|(amount, _)| !is_ruled(*amount)) {
        if told.insert(amount) {
            let amount = Money::vnd(amount).text_en();
            let message = format!("the record states {amount}, which no amount of the rules has");
            findings.add(at, message, format!("the rules have {}: which is right?", others.join(", ")));
        }
    }
}

/// What the rules say of money.
struct Ruled {
    /// The figures that stand in them.
    figures: BTreeSet<i64>,
    /// What their expressions can come to.
    reaches: Vec<Reach>,
}

impl Ruled {
    fn of(rules: &Rules) -> Self {
        let amounts = rules.fees.iter().filter_map(|fee| fee.amount.as_ref());
        let mut ruled = Self { figures: BTreeSet::new(), reaches: Vec::new() };
        for amount in amounts.chain(rules.rates.iter().map(|rate| &rate.amount)) {
            match amount {
                Amount::Fixed(amount) => drop(ruled.figures.insert(*amount)),
                Amount::Expression(expression) => {
                    collect(&expression.tree, &mut ruled.figures);
                    ruled.reaches.push(reach(&expression.tree));
                }
            }
        }
        ruled.figures.remove(&0);
        ruled
    }
}

fn collect(tree: &Tree, found: &mut BTreeSet<i64>) {
    if let Form::Measure(amount, Unit::Dong) = tree.form {
        found.insert(amount);
    }
    tree.form.below(&mut |part| collect(part, found));
}

#[cfg(test)]
mod tests {
    use crate::catalogue::FeeAmount;
    use crate::check::harness::found;
    use crate::language::Money;
    use crate::rules::model::{Amount, Common, Expression, Fee, Rules};

    fn differing(stated: i64, ruled: &str) -> Vec<String> {
        found("rules/fee-differs", |p| {
            let fee = &mut p.channels.as_mut().unwrap().value[0].fees[0];
            fee.amount = FeeAmount::Known(Money::vnd(stated));
            let at = fee.at;
            let common = Common {
                id: "copies".into(),
                at,
                name: None,
                record: None,
                cite: None,
                when: None,
                cases: Vec::new(),
                from: None,
                until: None,
            };
            let mut rules = Rules::new(p.code.clone(), at);
            let amount = Amount::Expression(Expression::parse(ruled, at, false).unwrap());
            rules.fees.push(Fee { common, amount: Some(amount) });
            p.rules = Some(Box::new(rules));
        })
    }

    #[test]
    fn a_figure_that_only_the_record_has_is_found() {
        assert_eq!(
            differing(8000, "copies * 9000 dong"),
            ["the record states 8,000\u{a0}VND, which no amount of the rules has"]
        );
    }

    #[test]
    fn a_figure_that_both_have_is_left_alone() {
        assert!(differing(8000, "copies * 8000 dong").is_empty());
        assert!(differing(8000, "copies * 8000 dong + 2000 dong").is_empty());
    }

    #[test]
    fn a_figure_that_the_rules_come_to_is_left_alone() {
        assert!(differing(16_000, "min(copies, 3) * 8000 dong").is_empty());
        assert_eq!(differing(32_000, "min(copies, 3) * 8000 dong").len(), 1);
        assert!(differing(10_000, "copies * 8000 dong + 2000 dong").is_empty());
        assert!(differing(7500, "max(value * 0.1%, 5000 dong)").is_empty());
        assert_eq!(differing(3000, "max(value * 0.1%, 5000 dong)").len(), 1);
    }
}
