//! The items of a procedure: when each applies.

use std::collections::BTreeMap;

use super::Sources;
use super::pieces::Piece;
use super::scope::Scope;
use super::term::Term;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::Location;
use crate::language::Date;
use crate::rules::calendar;
use crate::rules::model::{self, Common, Expression, Placed, Rules};
use crate::rules::program::{
    Amount, Base, Condition, Deadline, Fee, Item, Kind, NodeId, Procedure, QuestionId, TODAY, TRUE, Version,
};
use crate::rules::syntax::Mistake;

/// The id of the question that says in which place a rate applies.
const PLACE: &str = "place";

/// Lowers the rules of a procedure.
pub(super) fn lower(scope: &mut Scope<'_>, rules: &Rules) -> Sources {
    scope.origins = BTreeMap::new();
    let first = scope.diagnostics.len();
    let mut items = Items { cases: BTreeMap::new(), scope };
    let mut sources = Sources {
        at: rules.at,
        conditions: Vec::new(),
        cases: Vec::new(),
        documents: Vec::new(),
        fees: Vec::new(),
        deadlines: Vec::new(),
        origins: BTreeMap::new(),
    };
    let mut procedure = Procedure { code: rules.code.clone(), ..Procedure::default() };
    (procedure.cases, sources.cases) = items.grouped(&rules.cases);
    for case in &procedure.cases {
        let id = items.scope.builder.program.name(case.name).into();
        items.cases.insert(id, case.node);
    }
    for condition in &rules.conditions {
        procedure.conditions.push(items.condition(condition));
        sources.conditions.push(condition.common.at);
    }
    let stated: Vec<NodeId> = procedure
        .conditions
        .iter()
        .filter(|condition| !condition.judgement)
        .map(|condition| condition.in_force)
        .collect();
    procedure.stated = items.scope.builder.any(stated);
    (procedure.documents, sources.documents) = items.grouped(&rules.documents);
    for deadline in &rules.deadlines {
        procedure.deadlines.extend(items.deadline(deadline));
        sources.deadlines.push(deadline.common.at);
    }
    for rate in &rules.rates {
        items.rate_names_a_fee(rate, rules);
    }
    for fee in &rules.fees {
        if rules
            .fees
            .iter()
            .find(|first| first.common.id == fee.common.id)
            .is_some_and(|first| std::ptr::eq(first, fee))
        {
            let (fee, source) = items.fee(fee, rules);
            procedure.fees.push(fee);
            sources.fees.push(source);
        }
    }
    sources.origins = std::mem::take(&mut scope.origins);
    scope.builder.program.procedures.push(procedure);
    for finding in &mut scope.diagnostics[first..] {
        finding.subject.get_or_insert_with(|| rules.code.clone());
    }
    sources
}

struct Items<'s, 'b> {
    scope: &'s mut Scope<'b>,
    cases: BTreeMap<Box<str>, NodeId>,
}

impl Items<'_, '_> {
    fn error(&mut self, rule: &'static str, at: Location, message: String, help: impl Into<String>) {
        self.scope.diagnostics.push(Diagnostic::error(rule, at, message).help(help));
    }

    fn in_force(&mut self, at: Location, from: Option<Date>, until: Option<Date>) -> NodeId {
        if let (Some(from), Some(until)) = (from, until)
            && from >= until
        {
            let message = format!("this is in force from {from} until {until}: never");
            self.error(
                "rules/never-in-force",
                at,
                message,
                "`until` is the first day on which it is no longer in force",
            );
            return TRUE;
        }
        let first = from.map_or(i64::MIN, calendar::day);
        let last = until.map_or(i64::MAX, |until| calendar::day(until) - 1);
        self.scope.builder.within(TODAY, [(first, last)])
    }

    fn when(&mut self, when: Option<&Expression>) -> NodeId {
        when.map_or(TRUE, |expression| self.scope.condition(expression))
    }

    /// When a version of an item applies; without rates.
    fn guard(&mut self, common: &Common) -> Version {
        let in_force = self.in_force(common.at, common.from, common.until);
        let cases = self.any_case(&common.cases);
        let when = self.when(common.when.as_ref());
        Version { node: self.scope.builder.all([in_force, cases, when]), in_force, rates: 0 }
    }

    fn any_case(&mut self, cases: &[Placed]) -> NodeId {
        let mut nodes = Vec::new();
        for case in cases {
            match self.cases.get(&case.text) {
                Some(&node) => nodes.push(node),
                None => {
                    let help = match nearest(&case.text, self.cases.keys().map(|id| &**id)) {
                        Some(near) => format!("did you mean \"{near}\"?"),
                        None => "a case is declared by [[case]] with this id".to_owned(),
                    };
                    self.error("rules/unknown-case", case.at, format!("there is no case \"{}\"", case.text), help);
                    nodes.push(TRUE);
                }
            }
        }
        if cases.is_empty() { TRUE } else { self.scope.builder.any(nodes) }
    }

    /// Cases or documents; those of one id are versions of one.
    fn grouped(&mut self, written: &[Common]) -> (Vec<Item>, Vec<Location>) {
        let (mut items, mut places): (Vec<Item>, Vec<Location>) = (Vec::new(), Vec::new());
        for common in written {
            let version = self.guard(common);
            let name = self.scope.builder.name(&common.id);
            match items.iter_mut().find(|item| item.name == name) {
                Some(item) => {
                    item.node = self.scope.builder.any([item.node, version.node]);
                    item.versions.push(version);
                }
                None => {
                    items.push(Item { name, node: version.node, versions: vec![version] });
                    places.push(common.at);
                }
            }
        }
        (items, places)
    }

    fn condition(&mut self, condition: &model::Condition) -> Condition {
        let Version { node: guard, in_force, .. } = self.guard(&condition.common);
        let requires = self.when(condition.requires.as_ref());
        let name = self.scope.builder.name(&condition.common.id);
        let builder = &mut self.scope.builder;
        if condition.judgement {
            return Condition { name, node: builder.all([guard, requires]), judgement: true, in_force };
        }
        if condition.requires.is_none() {
            let message = format!("the condition \"{}\" requires nothing", condition.common.id);
            let help = "write requires = '...', or judgement = true where only the agency can say";
            self.error("rules/empty-condition", condition.common.at, message, help);
        }
        let builder = &mut self.scope.builder;
        let otherwise = builder.not(guard);
        Condition { name, node: builder.any([otherwise, requires]), judgement: false, in_force }
    }

    fn deadline(&mut self, deadline: &model::Deadline) -> Option<Deadline> {
        let Version { node: guard, in_force, .. } = self.guard(&deadline.common);
        let name = self.scope.builder.name(&deadline.common.id);
        let day = match self.value(&deadline.day)? {
            Term::Day(day) => day,
            other => {
                let mistake = Mistake::new(
                    crate::rules::syntax::Span { start: 0, end: deadline.day.text.len() as u32 },
                    format!("a deadline is a day, and this is {}", other.words()),
                    "write such as birth_date + 60 days",
                );
                self.scope.report("rules/type", &deadline.day, mistake);
                return None;
            }
        };
        let asked = match day.base {
            Base::Question(question) => vec![question],
            Base::Day(_) => Vec::new(),
        };
        let node = self.defined(guard, &asked);
        let day = self.scope.builder.instant(day);
        Some(Deadline { name, node, day, in_force })
    }

    fn value(&mut self, expression: &Expression) -> Option<Term> {
        match self.scope.term(expression, &expression.tree) {
            Ok(term) => Some(term),
            Err(mistake) => {
                self.scope.report("rules/type", expression, mistake);
                None
            }
        }
    }

    /// `node`, and all these questions arise and have a value.
    fn defined(&mut self, node: NodeId, questions: &[QuestionId]) -> NodeId {
        let mut parts = vec![node];
        for &question in questions {
            parts.push(self.scope.relevance(question));
            parts.push(self.scope.has_value(question));
        }
        self.scope.builder.all(parts)
    }

    /// The sums of an amount, each with the condition under which it is the one, and all the questions it looks at.
    fn amounts(&mut self, amount: &model::Amount) -> (Vec<Piece>, Vec<QuestionId>) {
        let expression = match amount {
            model::Amount::Fixed(amount) => {
                let piece = Piece { when: TRUE, amount: Term::constant(*amount), money: true };
                return (vec![piece], Vec::new());
            }
            model::Amount::Expression(expression) => expression,
        };
        let tree = &expression.tree;
        let found = self.scope.pieces(expression, tree).and_then(|pieces| {
            match pieces.iter().all(|piece| piece.money || piece.amount.parts.is_empty()) {
                true => Ok(pieces),
                false => {
                    let help = "give the numbers their unit: copies * 8000 dong";
                    Err(Mistake::new(tree.span, "an amount is money, and this is a number", help))
                }
            }
        });
        match found {
            Ok(pieces) => {
                let mut questions = Vec::new();
                self.scope.each_question(tree, &mut questions);
                (pieces, questions)
            }
            Err(mistake) => {
                self.scope.report("rules/type", expression, mistake);
                (Vec::new(), Vec::new())
            }
        }
    }

    fn rate_names_a_fee(&mut self, rate: &model::Rate, rules: &Rules) {
        if rules.fees.iter().any(|fee| fee.common.id == rate.fee.text) {
            return;
        }
        let help = match nearest(&rate.fee.text, rules.fees.iter().map(|fee| &*fee.common.id)) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "a fee is declared by [[fee]] with this id".to_owned(),
        };
        self.error("rules/unknown-fee", rate.fee.at, format!("there is no fee \"{}\"", rate.fee.text), help);
    }

    /// A fee with all its versions and rates: rates first, because an amount of the fee itself is for where none applies.
    fn fee(&mut self, first: &model::Fee, rules: &Rules) -> (Fee, super::FeeSource) {
        let id = &first.common.id;
        let versions: Vec<&model::Fee> = rules.fees.iter().filter(|fee| fee.common.id == *id).collect();
        let mut guards: Vec<Version> = versions.iter().map(|fee| self.guard(&fee.common)).collect();
        let mut rates = Vec::new();
        let mut places = Vec::new();
        for rate in rules.rates.iter().filter(|rate| rate.fee.text == *id) {
            let in_force = self.in_force(rate.at, rate.from, rate.until);
            let place = rate.place.as_ref().map_or(TRUE, |place| self.in_place(place));
            let when = self.when(rate.when.as_ref());
            let node = self.scope.builder.all([in_force, place, when]);
            self.split(&rate.amount, node, rate.at, (&mut rates, &mut places));
        }
        let own = rates.len();
        for (fee, guard) in versions.iter().zip(&mut guards) {
            if let Some(amount) = &fee.amount {
                let before = rates.len();
                self.split(amount, guard.node, fee.common.at, (&mut rates, &mut places));
                guard.rates = (rates.len() - before) as u32;
            }
        }
        if let [one] = guards.as_mut_slice() {
            one.rates = rates.len() as u32;
        }
        let name = self.scope.builder.name(id);
        let node = self.scope.builder.any(guards.iter().map(|version| version.node));
        (Fee { name, node, versions: guards, rates }, super::FeeSource { at: first.common.at, rates: places, own })
    }

    /// Adds an amount to the rates of a fee, under its condition.
    fn split(
        &mut self,
        amount: &model::Amount,
        node: NodeId,
        at: Location,
        (rates, places): (&mut Vec<(NodeId, Amount)>, &mut Vec<Location>),
    ) {
        let (pieces, questions) = self.amounts(amount);
        for Piece { when, amount, .. } in pieces {
            let node = self.scope.builder.all([node, when]);
            rates.push((self.defined(node, &questions), amount));
            places.push(at);
        }
    }

    fn in_place(&mut self, place: &Placed) -> NodeId {
        let Some(question) = self.scope.builder.program.question_id(PLACE) else {
            let help = "add a question with id = \"place\" and type = \"place\" to questions.toml";
            self.error("rules/no-place", place.at, "no question asks for the place".to_owned(), help);
            return TRUE;
        };
        if self.scope.builder.program.question(question).kind != Kind::Place {
            let help = "give it type = \"place\"";
            self.error("rules/no-place", place.at, "the question `place` does not ask for a place".to_owned(), help);
            return TRUE;
        }
        self.scope.used.insert(question);
        // What is no place was reported where places are collected.
        let Some(range) = self.scope.builder.program.places.range(&place.text) else { return TRUE };
        let node = self.scope.builder.within(question, [range]);
        let relevant = self.scope.relevance(question);
        self.scope.builder.all([relevant, node])
    }
}
