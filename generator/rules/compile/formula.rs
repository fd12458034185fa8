//! Expressions that hold or do not.

use super::scope::Scope;
use crate::rules::model::Expression;
use crate::rules::program::{FALSE, Kind, NodeId, TRUE};
use crate::rules::syntax::tree::{Operator, Quantity};
use crate::rules::syntax::{Form, Mistake, Tree};

impl Scope<'_> {
    /// A condition as a node.
    pub fn formula(&mut self, expression: &Expression, tree: &Tree) -> Result<NodeId, Mistake> {
        match &tree.form {
            Form::Bool(holds) => Ok(if *holds { TRUE } else { FALSE }),
            Form::Not(of) => {
                let node = self.formula(expression, of)?;
                Ok(self.builder.not(node))
            }
            Form::Binary { operator: operator @ (Operator::And | Operator::Or), left, right, .. } => {
                let (left, right) = match (self.formula(expression, left), self.formula(expression, right)) {
                    (Err(first), Err(second)) => {
                        self.report("rules/type", expression, first);
                        return Err(second);
                    }
                    (left, right) => (left?, right?),
                };
                let node = match operator {
                    Operator::And => self.builder.all([left, right]),
                    _ => self.builder.any([left, right]),
                };
                self.origins.entry(node).or_insert_with(|| expression.place(tree.span));
                Ok(node)
            }
            Form::Binary { operator: Operator::Plus | Operator::Minus | Operator::Times, .. } => {
                let term = self.term(expression, tree)?;
                let message = format!("this is {}, not a condition", term.words());
                Err(Mistake::new(tree.span, message, "compare it with something: ==, <, <=, >, >="))
            }
            Form::Binary { operator, at, left, right } => {
                self.compare(expression, *operator, *at, left, right, tree.span)
            }
            Form::Name(name) => match self.question(tree) {
                Some((question, Kind::Bool)) => {
                    let node = self.builder.within(question, [(1, 1)]);
                    Ok(self.guarded(node, &[question], expression, tree.span))
                }
                Some((_, kind)) => {
                    let message = format!("`{name}` is {}, not a condition", Self::kind_words(kind));
                    Err(Mistake::new(tree.span, message, "compare it with something"))
                }
                None => Err(self.unknown(expression, name, tree.span)),
            },
            Form::In { value, list, negated } => {
                let node = self.contained(expression, value, list, tree)?;
                Ok(if *negated { self.builder.not(node) } else { node })
            }
            Form::Has { value, quantity, what } => self.has(expression, value, *quantity, what, tree),
            Form::IsNone { value, negated } => {
                let node = self.is_none(expression, value, tree)?;
                Ok(if *negated { self.builder.not(node) } else { node })
            }
            Form::Call { name, arguments, .. }
                if matches!(&**name, "any" | "all") && matches!(arguments.as_slice(), [_, _]) =>
            {
                let nodes = self.of_each(expression, &arguments[0], &arguments[1], &**name == "all")?;
                Ok(if &**name == "any" { self.builder.any(nodes) } else { self.builder.all(nodes) })
            }
            Form::Call { name, arguments, .. } if matches!(&**name, "any" | "all") => {
                let [Tree { form: Form::List(items), .. }] = arguments.as_slice() else {
                    let message = format!("`{name}` takes a list of conditions");
                    return Err(Mistake::new(
                        tree.span,
                        message,
                        format!("write {name}([a, b]), or {name}(children, a) over a list"),
                    ));
                };
                let nodes: Vec<NodeId> =
                    items.iter().map(|item| self.formula(expression, item)).collect::<Result<_, _>>()?;
                Ok(if &**name == "any" { self.builder.any(nodes) } else { self.builder.all(nodes) })
            }
            Form::Call { .. } => {
                let term = self.term(expression, tree)?;
                let message = format!("this is {}, not a condition", term.words());
                Err(Mistake::new(tree.span, message, "compare it with something: >= 18 years, or >= 2"))
            }
            Form::List(_) => {
                Err(Mistake::new(tree.span, "a list is no condition", "write any([a, b]), or a question `in` the list"))
            }
            _ => Err(Mistake::new(tree.span, "this is a value, not a condition", "compare a question with it")),
        }
    }

    /// A condition on each element of a list: that there is one and it holds, or (`or_absent`) that there is none or it
    /// holds.
    pub fn of_each(
        &mut self,
        expression: &Expression,
        list: &Tree,
        condition: &Tree,
        or_absent: bool,
    ) -> Result<Vec<NodeId>, Mistake> {
        let Some(found) = self.list(list) else {
            let known = self.book.lists.iter().map(|list| &*list.id);
            let name = if let Form::Name(name) = &list.form { &**name } else { "" };
            let help = match crate::diagnostic::nearest(name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "lists stand in lists.toml; of conditions write any([a, b])".to_owned(),
            };
            return Err(Mistake::new(list.span, "this is no list", help));
        };
        if self.element.is_some() {
            let help = "conditions on one list stand side by side: any(a, ...) and any(b, ...)";
            return Err(Mistake::new(list.span, "a list within a list", help));
        }
        let mut nodes = Vec::with_capacity(found.max as usize);
        for number in 1..=found.max {
            self.element = Some((found.id.clone(), number));
            let node = self.formula(expression, condition);
            self.element = None;
            let (node, there) = (node?, self.is_there(&found.id, number));
            nodes.push(if or_absent {
                let absent = self.builder.not(there);
                self.builder.any([absent, node])
            } else {
                self.builder.all([there, node])
            });
        }
        Ok(nodes)
    }

    fn has(
        &mut self,
        expression: &Expression,
        value: &Tree,
        quantity: Quantity,
        what: &Tree,
        tree: &Tree,
    ) -> Result<NodeId, Mistake> {
        let Some((question, Kind::Many)) = self.question(value) else {
            if let (Form::Name(name), None) = (&value.form, self.question(value)) {
                return Err(self.unknown(expression, name, value.span));
            }
            let help = "`has` is for questions with several answers; for one answer write == or in";
            return Err(Mistake::new(value.span, "this is not a question with several answers", help));
        };
        let mask = match quantity {
            Quantity::One => 1u64 << self.choice(question, what)?.min(63),
            _ => self.mask(question, what)?,
        };
        let least = if quantity == Quantity::All { mask.count_ones() } else { 1 };
        let node = self.builder.count(question, mask, least, mask.count_ones());
        Ok(self.guarded(node, &[question], expression, tree.span))
    }

    fn is_none(&mut self, expression: &Expression, value: &Tree, tree: &Tree) -> Result<NodeId, Mistake> {
        let Some((question, kind)) = self.question(value) else {
            return Err(match &value.form {
                Form::Name(name) => self.unknown(expression, name, value.span),
                _ => Mistake::new(value.span, "only a question can be none", "write a question before `is none`"),
            });
        };
        let relevant = self.relevance(question);
        let always = self.written(question).is_none_or(|written| written.relevant.is_none());
        if kind != Kind::Many && !self.builder.program.question(question).may_be_none && always {
            let id = &self.builder.program.question(question).id;
            let message = format!("`{id}` always has an answer");
            let help = "where \"there is none\" can be answered, give the question none = true";
            return Err(Mistake::new(tree.span, message, help));
        }
        let node = match kind {
            Kind::Many => {
                let all = self.builder.program.question(question).all();
                self.builder.count(question, all, 0, 0)
            }
            _ => self.builder.is_none(question),
        };
        self.origins.entry(node).or_insert_with(|| expression.place(tree.span));
        let irrelevant = self.builder.not(relevant);
        Ok(self.builder.any([irrelevant, node]))
    }
}
