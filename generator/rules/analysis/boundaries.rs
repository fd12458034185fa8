//! Values at which a condition turns and no test stands: where mistakes of one day or one đồng live.

use super::Subject;
use super::row::Row;
use super::space::Space;
use crate::diagnostic::Diagnostic;
use crate::files::Location;
use crate::rules::answer::{Answer, Possible};
use crate::rules::calendar;
use crate::rules::evaluate::node;
use crate::rules::program::{Base, Instant, Kind, Node, NodeId, Program, QuestionId};

/// The answers of a test, as far as they are exact.
type Given = Vec<(QuestionId, i64)>;

/// Boundaries without a test on both sides, each with a row for the side that is missing.
pub(super) fn find(subject: Subject<'_>, space: &Space<'_>, base: usize) -> Vec<Diagnostic> {
    let tests: Vec<Given> = subject.rules.tests.iter().map(|test| given(subject.program, &test.answers)).collect();
    let answers = space.answers(base, None);
    let mut found = Vec::new();
    for &atom in &space.nodes {
        match subject.program.node(atom) {
            Node::Within { question, ranges } => {
                let asked = subject.program.question(question);
                if !matches!(asked.kind, Kind::Date | Kind::Integer | Kind::Money) {
                    continue;
                }
                let edges = subject
                    .program
                    .ranges_of(ranges)
                    .iter()
                    .flat_map(|&(low, high)| [(low - 1, low), (high, high + 1)]);
                for (before, after) in edges.filter(|edge| edge.0 >= asked.low && edge.1 <= asked.high) {
                    for side in [before, after] {
                        if !tests.iter().any(|test| test.contains(&(question, side))) {
                            let row = Row::new(subject.program, subject.procedure, &answers).with(question, side);
                            found.push(finding(subject, atom, question, side, &row));
                        }
                    }
                }
            }
            Node::Order { left, relation, right } => {
                let (left, right) =
                    (&subject.program.instants[left as usize], &subject.program.instants[right as usize]);
                // `a < b` turns between the day before b and b itself; the others between b and the day after.
                let sides = if relation == crate::rules::program::Relation::Less { [-1, 0] } else { [0, 1] };
                for side in sides {
                    let stands = |test: &Given| {
                        let possible = possible(subject.program, test);
                        let day = |instant: &Instant| node::day(instant, &possible).filter(|day| day.low == day.high);
                        matches!((day(left), day(right)), (Some(a), Some(b)) if a.low - b.low == side)
                    };
                    if tests.iter().any(stands) {
                        continue;
                    }
                    let row = Row::new(subject.program, subject.procedure, &answers);
                    if let Some((question, value)) = beside(&row, left, right, side) {
                        let row = row.with(question, value);
                        found.push(finding(subject, atom, question, value, &row));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// A value that puts `left` so many days after `right`: that of a side which is not moved.
fn beside(row: &Row<'_>, left: &Instant, right: &Instant, side: i64) -> Option<(QuestionId, i64)> {
    let value = |instant: &Instant| match instant.base {
        Base::Question(question) => row.value(question).map(|day| calendar::apply(&instant.offsets, day)),
        Base::Day(day) => Some(calendar::apply(&instant.offsets, day)),
    };
    let unmoved = |instant: &Instant| match instant.base {
        Base::Question(question) if instant.offsets.is_empty() => Some(question),
        _ => None,
    };
    match (unmoved(left), unmoved(right)) {
        (Some(question), _) => Some((question, value(right)? + side)),
        (_, Some(question)) => Some((question, value(left)? - side)),
        _ => None,
    }
}

fn finding(subject: Subject<'_>, atom: NodeId, question: QuestionId, value: i64, row: &Row<'_>) -> Diagnostic {
    let place: Location = subject.sources.origins.get(&atom).copied().unwrap_or(subject.sources.at);
    let asked = subject.program.question(question);
    let value = match asked.kind {
        Kind::Date => calendar::date(value).iso(),
        _ => value.to_string(),
    };
    let message = format!("no test stands at the turn of this condition, such as `{}` = {value}", asked.id);
    Diagnostic::note("rules/untested-boundary", place, message)
        .help("a mistake of one would show here and nowhere else; this is what the rules say now: is it right?")
        .paste(row.expecting_this())
}

/// The exact numbers of a test. What cannot be read is reported where tests are run.
fn given(program: &Program, answers: &[(crate::rules::model::Placed, crate::rules::model::Placed)]) -> Given {
    let exact = |(question, answer): &(crate::rules::model::Placed, crate::rules::model::Placed)| {
        let question = program.question_id(&question.text)?;
        match Answer::read(program, question, &answer.text) {
            Ok(Answer::Between(low, high)) if low == high => Some((question, low)),
            _ => None,
        }
    };
    answers.iter().filter_map(exact).collect()
}

fn possible(program: &Program, given: &Given) -> Vec<Possible> {
    let mut possible: Vec<Possible> = program.questions.iter().map(|asked| Possible::of(asked, None)).collect();
    for &(question, value) in given {
        possible[usize::from(question.0)] = Possible::Number { low: value, high: value, none: false };
    }
    possible
}
