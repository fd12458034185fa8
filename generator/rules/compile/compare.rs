//! Comparisons, and what types and units have to do with them.

use super::scope::Scope;
use super::term::{Term, offset};
use crate::rules::model::Expression;
use crate::rules::program::{Amount, Base, Instant, Kind, Node, NodeId, QuestionId, Relation};
use crate::rules::syntax::tree::{Operator, Unit};
use crate::rules::syntax::{Form, Mistake, Span, Tree};

impl Scope<'_> {
    /// `left operator right` as a node.
    pub fn compare(
        &mut self,
        expression: &Expression,
        operator: Operator,
        at: Span,
        left: &Tree,
        right: &Tree,
        span: Span,
    ) -> Result<NodeId, Mistake> {
        for (side, other) in [(left, right), (right, left)] {
            let Some((question, kind @ (Kind::Bool | Kind::Choice | Kind::Many | Kind::Place))) = self.question(side)
            else {
                continue;
            };
            let negated = match operator {
                Operator::Equal => false,
                Operator::NotEqual => true,
                _ => {
                    let message = format!("{} is neither less nor greater", Self::kind_words(kind));
                    return Err(Mistake::new(at, message, "write ==, != or in"));
                }
            };
            let ranges = self.ranges(question, kind, other)?;
            let node = self.builder.within(question, [ranges]);
            let node = self.guarded(node, &[question], expression, span);
            return Ok(if negated { self.builder.not(node) } else { node });
        }
        if let Some(node) = self.count_of_conditions(expression, operator, at, left, right)? {
            return Ok(node);
        }
        let (a, b) = (self.term(expression, left)?, self.term(expression, right)?);
        self.compare_terms(expression, operator, at, a, b, span)
    }

    /// The values of a yes or no, a choice or a place that a tree names.
    fn ranges(&mut self, question: QuestionId, kind: Kind, value: &Tree) -> Result<(i64, i64), Mistake> {
        let id = self.builder.program.question(question).id.clone();
        match (kind, &value.form) {
            (Kind::Bool, Form::Bool(holds)) => Ok((i64::from(*holds), i64::from(*holds))),
            (Kind::Bool, _) => {
                let help = format!("use it as it is: `{id}`, or `not {id}`");
                Err(Mistake::new(value.span, format!("`{id}` is a yes or no"), help))
            }
            (Kind::Choice, _) => self.choice(question, value).map(|at| (at as i64, at as i64)),
            (Kind::Place, Form::Text(path)) => match self.builder.program.places.range(path) {
                Some(range) => Ok(range),
                None => {
                    Err(Mistake::new(value.span, format!("\"{path}\" is not a place"), self.book.gazetteer.help(path)))
                }
            },
            (Kind::Place, _) => Err(Mistake::new(
                value.span,
                format!("`{id}` is a place"),
                "places stand in double quotes, by code: \"01\" or \"01/00004\"",
            )),
            _ => Err(Mistake::new(
                value.span,
                format!("`{id}` has several answers"),
                format!("write {id} has a, {id} has any [a, b], or count({id}) >= 2"),
            )),
        }
    }

    /// `count([a, b, c]) >= 2`.
    fn count_of_conditions(
        &mut self,
        expression: &Expression,
        operator: Operator,
        at: Span,
        left: &Tree,
        right: &Tree,
    ) -> Result<Option<NodeId>, Mistake> {
        let conditions = |tree: &Tree| match &tree.form {
            Form::Call { name, arguments, .. } if &**name == "count" => match arguments.as_slice() {
                [Tree { form: Form::List(items), .. }] => Some(Counted::Conditions(items.clone())),
                [list, condition] if self.list(list).is_some() => {
                    Some(Counted::Elements(list.clone(), condition.clone()))
                }
                _ => None,
            },
            _ => None,
        };
        let (counted, number, operator) = match (conditions(left), conditions(right)) {
            (Some(counted), _) => (counted, right, operator),
            (None, Some(counted)) => (counted, left, mirrored(operator)),
            _ => return Ok(None),
        };
        let Form::Number(number) = number.form else {
            let help = "write such as count([a, b, c]) >= 2";
            return Err(Mistake::new(at, "a count of conditions is compared with a number", help));
        };
        let nodes: Vec<NodeId> = match counted {
            Counted::Conditions(items) => {
                items.iter().map(|item| self.formula(expression, item)).collect::<Result<_, _>>()?
            }
            Counted::Elements(list, condition) => self.of_each(expression, &list, &condition, false)?,
        };
        let mut least = |count: i64| {
            let count = count.clamp(0, i64::from(u32::MAX)) as u32;
            self.builder.at_least(count, nodes.iter().copied())
        };
        let next = number.saturating_add(1);
        let node = match operator {
            Operator::AtLeast => least(number),
            Operator::Greater => least(next),
            Operator::Less => {
                let reached = least(number);
                self.builder.not(reached)
            }
            Operator::AtMost => {
                let reached = least(next);
                self.builder.not(reached)
            }
            _ => {
                let (reached, beyond) = (least(number), least(next));
                let within = self.builder.not(beyond);
                let equal = self.builder.all([reached, within]);
                // Fewer than none is never so, and the clamp above took the sign away.
                let equal = if number < 0 { crate::rules::program::FALSE } else { equal };
                if operator == Operator::NotEqual { self.builder.not(equal) } else { equal }
            }
        };
        Ok(Some(node))
    }

    fn compare_terms(
        &mut self,
        expression: &Expression,
        operator: Operator,
        at: Span,
        a: Term,
        b: Term,
        span: Span,
    ) -> Result<NodeId, Mistake> {
        let questions: Vec<QuestionId> = a.questions().into_iter().chain(b.questions()).collect();
        let node = match (a, b) {
            (Term::Number { amount: a, money: x }, Term::Number { amount: b, money: y }) => {
                let unitless = |amount: &Amount, money: bool| !money && amount.parts.is_empty() && amount.constant == 0;
                if x != y && !unitless(&a, x) && !unitless(&b, y) {
                    let help = "give the number its unit: 5000 dong";
                    return Err(Mistake::new(at, "money is compared with a number without a unit", help));
                }
                let node = self.compare_amounts(operator, &a, &b, at)?;
                // `n + 1 > n` looks at nothing any more, and still does not hold where there is no n.
                let values: Vec<NodeId> = questions.iter().map(|&question| self.has_value(question)).collect();
                self.origins.entry(node).or_insert_with(|| expression.place(span));
                self.builder.all([node].into_iter().chain(values))
            }
            (Term::Day(a), Term::Day(b)) => {
                if let (Base::Question(x), Base::Question(y)) = (a.base, b.base)
                    && x == y
                {
                    let id = &self.builder.program.question(x).id;
                    let message = format!("`{id}` is compared with itself");
                    return Err(Mistake::new(span, message, "compare it with another day"));
                }
                self.compare_days(expression, operator, a, b, span)
            }
            (Term::Age { from, on }, Term::Duration { amount, unit }) => {
                self.compare_age(expression, operator, (from, on), amount, unit, span)?
            }
            (Term::Duration { amount, unit }, Term::Age { from, on }) => {
                self.compare_age(expression, mirrored(operator), (from, on), amount, unit, span)?
            }
            (Term::Age { .. }, Term::Number { .. }) | (Term::Number { .. }, Term::Age { .. }) => {
                return Err(Mistake::new(at, "an age has a unit", "write 18 years, 6 months or 60 days"));
            }
            (Term::Count { question, mask }, Term::Number { amount, money: false }) if amount.parts.is_empty() => {
                return Ok(self.compare_count(expression, operator, (question, mask), amount.constant, span));
            }
            (Term::Number { amount, money: false }, Term::Count { question, mask }) if amount.parts.is_empty() => {
                return Ok(self.compare_count(expression, mirrored(operator), (question, mask), amount.constant, span));
            }
            (Term::Day(_), Term::Duration { .. }) | (Term::Duration { .. }, Term::Day(_)) => {
                let help = "add it to a day: today <= birth_date + 60 days; or write age(birth_date) >= 18 years";
                return Err(Mistake::new(at, "a day is compared with a length of time", help));
            }
            (a, b) => {
                let message = format!("{} is compared with {}", a.words(), b.words());
                return Err(Mistake::new(at, message, "both sides have to be of one kind"));
            }
        };
        let equality = operator == Operator::NotEqual;
        let node = self.guarded(node, &questions, expression, span);
        Ok(if equality { self.builder.not(node) } else { node })
    }

    /// Amounts; for `!=` the node of `==`.
    pub(super) fn compare_amounts(
        &mut self,
        operator: Operator,
        a: &Amount,
        b: &Amount,
        at: Span,
    ) -> Result<NodeId, Mistake> {
        let (a, relation, b) = related(a, operator, b);
        // Shares are rounded down where they are paid, not where they are compared: a comparison is of exact shares.
        let scaled = |amount: &Amount, factor: i64| {
            let parts = amount.parts.iter().map(|&(part, question)| Some((part.checked_mul(factor)?, question)));
            Some((parts.collect::<Option<Vec<_>>>()?, amount.constant.checked_mul(factor)?))
        };
        let difference = scaled(a, b.divisor).and_then(|(mut parts, constant)| {
            let (minus, other) = scaled(b, a.divisor.checked_neg()?)?;
            parts.extend(minus);
            Some((parts, constant.checked_add(other)?))
        });
        let Some((parts, constant)) = difference else {
            return Err(Mistake::new(at, "this comes to a number that is too large", "check the figures"));
        };
        Ok(self.builder.sum(&parts, constant, relation))
    }

    /// Days; for `!=` the node of `==`.
    fn compare_days(
        &mut self,
        expression: &Expression,
        operator: Operator,
        a: Instant,
        b: Instant,
        span: Span,
    ) -> NodeId {
        let (a, relation, b) = related(a, operator, b);
        let node = self.builder.order(a, relation, b);
        self.origins.entry(node).or_insert_with(|| expression.place(span));
        if let Node::Not(opposite) = self.builder.program.node(node) {
            self.origins.entry(opposite).or_insert_with(|| expression.place(span));
        }
        node
    }

    /// An age of at least n units is a day at least n units after the first; for `!=` the node of `==`.
    fn compare_age(
        &mut self,
        expression: &Expression,
        operator: Operator,
        (from, on): (Instant, Instant),
        amount: i64,
        unit: Unit,
        span: Span,
    ) -> Result<NodeId, Mistake> {
        if unit == Unit::WorkingDay {
            return Err(Mistake::new(span, "an age is not counted in working days", "write years, months or days"));
        }
        if let (Base::Question(x), Base::Question(y)) = (from.base, on.base)
            && x == y
        {
            return Err(Mistake::new(span, "the age of a day on itself", "write age(birth_date, on_another_day)"));
        }
        let mut reached = |amount: i64| -> Result<NodeId, Mistake> {
            let mut from = from.clone();
            from.offsets.push(offset(amount, unit, span)?);
            Ok(self.compare_days(expression, Operator::AtMost, from, on.clone(), span))
        };
        let next = amount.saturating_add(1);
        let (least, beyond) = match operator {
            Operator::AtLeast => return reached(amount),
            Operator::Greater => return reached(next),
            Operator::Less => (None, reached(amount)?),
            Operator::AtMost => (None, reached(next)?),
            _ => (Some(reached(amount)?), reached(next)?),
        };
        // `not reached` alone would hold where there is no day at all.
        let questions = Term::Age { from, on }.questions();
        let mut parts: Vec<NodeId> = questions.iter().map(|&question| self.has_value(question)).collect();
        parts.extend(least);
        parts.push(self.builder.not(beyond));
        Ok(self.builder.all(parts))
    }

    /// There is a value.
    pub fn has_value(&mut self, question: QuestionId) -> NodeId {
        let none = self.builder.is_none(question);
        self.builder.not(none)
    }

    fn compare_count(
        &mut self,
        expression: &Expression,
        operator: Operator,
        (question, mask): (QuestionId, u64),
        number: i64,
        span: Span,
    ) -> NodeId {
        let most = i64::from(mask.count_ones());
        let (low, high) = match operator {
            Operator::AtLeast => (number, most),
            Operator::Greater => (number.saturating_add(1), most),
            Operator::Less => (0, number.saturating_sub(1)),
            Operator::AtMost => (0, number),
            _ => (number, number),
        };
        let node = if low > most || high < 0 || low > high {
            crate::rules::program::FALSE
        } else {
            self.builder.count(question, mask, low.max(0) as u32, high.min(most) as u32)
        };
        let node = self.guarded(node, &[question], expression, span);
        if operator == Operator::NotEqual { self.builder.not(node) } else { node }
    }

    /// `value in list`.
    pub fn contained(
        &mut self,
        expression: &Expression,
        value: &Tree,
        list: &Tree,
        tree: &Tree,
    ) -> Result<NodeId, Mistake> {
        let Form::List(items) = &list.form else {
            return Err(Mistake::new(list.span, "a list is wanted here", "write it in brackets: [a, b]"));
        };
        if let Some((question, kind @ (Kind::Choice | Kind::Place | Kind::Many | Kind::Bool))) = self.question(value) {
            let ranges: Vec<(i64, i64)> =
                items.iter().map(|item| self.ranges(question, kind, item)).collect::<Result<_, _>>()?;
            let node = self.builder.within(question, ranges);
            return Ok(self.guarded(node, &[question], expression, tree.span));
        }
        if let (Form::Name(name), None) = (&value.form, self.question(value)) {
            return Err(self.unknown(expression, name, value.span));
        }
        let mut nodes = Vec::with_capacity(items.len());
        for item in items {
            nodes.push(self.compare(expression, Operator::Equal, item.span, value, item, tree.span)?);
        }
        Ok(self.builder.any(nodes))
    }
}

/// What a count is of.
enum Counted {
    /// Conditions.
    Conditions(Vec<Tree>),
    /// Those elements of a list for which a condition holds.
    Elements(Tree, Tree),
}

/// Two sides as a program compares them: it knows less, at most and equal.
fn related<T>(a: T, operator: Operator, b: T) -> (T, Relation, T) {
    match operator {
        Operator::Less => (a, Relation::Less, b),
        Operator::AtMost => (a, Relation::AtMost, b),
        Operator::Greater => (b, Relation::Less, a),
        Operator::AtLeast => (b, Relation::AtMost, a),
        _ => (a, Relation::Equal, b),
    }
}

/// The operator with its sides exchanged.
fn mirrored(operator: Operator) -> Operator {
    match operator {
        Operator::Less => Operator::Greater,
        Operator::AtMost => Operator::AtLeast,
        Operator::Greater => Operator::Less,
        Operator::AtLeast => Operator::AtMost,
        other => other,
    }
}
