//! Values at which a condition turns and no test stands: where mistakes of one day or one đồng live.

use super::Subject;
use super::row::Row;
use super::space::Space;
use crate::diagnostic::Diagnostic;
use crate::files::Location;
use crate::rules::answer::{Answer, Possible};
use crate::rules::calendar;
use crate::rules::evaluate::node;
use crate::rules::program::{Base, Instant, Kind, Node, NodeId, Program, QuestionId, Relation, TODAY};

/// The answers of a test, as far as they are exact.
type Given = Vec<(QuestionId, i64)>;

/// A condition's turn: two answers, one on each side, and how they are got from other answers.
enum Turn<'a> {
    /// Of one question: the last value before, and the first after.
    Value(QuestionId, [i64; 2]),
    /// Of two days: how many days the left stands after the right.
    Days(&'a Instant, &'a Instant, [i64; 2]),
}

/// Boundaries without a test on both sides, each with a row for the side that is missing: the answers of one of `people` to
/// whom the boundary makes a difference, so that the row would fail if it stood elsewhere. Where it makes none to any of
/// them, no row is offered, for it would prove nothing.
pub(super) fn find(subject: Subject<'_>, space: &Space<'_>, people: &[usize]) -> Vec<Diagnostic> {
    let tests: Vec<Given> = subject.rules.tests.iter().map(|test| given(subject.program, &test.answers)).collect();
    let people: Vec<Row<'_>> =
        people.iter().map(|&at| Row::new(space, subject.procedure, &space.answers(at, None))).collect();
    let mut found = Vec::new();
    for &atom in &space.nodes {
        for turn in turns(subject.program, atom) {
            let missing: Vec<usize> =
                (0..2).filter(|&side| !tests.iter().any(|test| turn.stands(subject.program, test, side))).collect();
            if missing.is_empty() {
                continue;
            }
            match rows(subject, &people, &turn) {
                Some(rows) => found.extend(missing.into_iter().map(|side| finding(subject, atom, &rows[side]))),
                None if turn.is_possible(subject, &people) => found.push(without_row(subject, atom)),
                None => {}
            }
        }
    }
    found
}

/// Where a condition turns.
fn turns(program: &Program, atom: NodeId) -> Vec<Turn<'_>> {
    match program.node(atom) {
        Node::Within { question, ranges } => {
            let asked = program.question(question);
            if !matches!(asked.kind, Kind::Date | Kind::Integer | Kind::Money) {
                return Vec::new();
            }
            let edges = program.ranges_of(ranges).iter().flat_map(|&(low, high)| [[low - 1, low], [high, high + 1]]);
            let inside = edges.filter(|edge| edge[0] >= asked.low && edge[1] <= asked.high);
            inside.map(|edge| Turn::Value(question, edge)).collect()
        }
        Node::Order { left, relation, right } => {
            let (left, right) = (&program.instants[left as usize], &program.instants[right as usize]);
            // `a < b` turns between the day before b and b itself; the others between b and the day after.
            let sides = if relation == Relation::Less { [-1, 0] } else { [0, 1] };
            vec![Turn::Days(left, right, sides)]
        }
        _ => Vec::new(),
    }
}

impl Turn<'_> {
    /// Whether a test stands on one of its sides.
    fn stands(&self, program: &Program, test: &Given, side: usize) -> bool {
        match self {
            Self::Value(question, edge) => test.contains(&(*question, edge[side])),
            Self::Days(left, right, sides) => {
                let possible = possible(program, test);
                let day = |instant: &Instant| node::day(instant, &possible).filter(|day| day.low == day.high);
                matches!((day(left), day(right)), (Some(a), Some(b)) if a.low - b.low == sides[side])
            }
        }
    }

    /// Whether anybody can stand on both of its sides.
    fn is_possible(&self, subject: Subject<'_>, people: &[Row<'_>]) -> bool {
        people.iter().any(|row| (0..2).all(|side| self.row(subject.program, row, side).is_some()))
    }

    /// A row on one of its sides, from one that is anywhere.
    fn row<'p>(&self, program: &Program, row: &Row<'p>, side: usize) -> Option<(Row<'p>, QuestionId)> {
        let (question, value) = match self {
            Self::Value(question, edge) => (*question, edge[side]),
            Self::Days(left, right, sides) => beside(program, row, left, right, sides[side])?,
        };
        let asked = program.question(question);
        let within = asked.low <= value && value <= asked.high;
        let row = within.then(|| row.clone().with(question, value))?;
        row.is_possible().then_some((row, question))
    }
}

/// A row on each side of a turn, with what was changed in it: of the first of `people` of whom something else is expected
/// on the other side.
fn rows<'a>(subject: Subject<'a>, people: &[Row<'a>], turn: &Turn<'_>) -> Option<[(Row<'a>, QuestionId); 2]> {
    people.iter().find_map(|row| {
        let sides = [0, 1].map(|side| turn.row(subject.program, row, side));
        let [Some(before), Some(after)] = sides else { return None };
        (before.0.expected() != after.0.expected()).then_some([before, after])
    })
}

/// A value that puts `left` so many days after `right`. The day of asking is left as it is, if it can be.
fn beside(program: &Program, row: &Row<'_>, left: &Instant, right: &Instant, side: i64) -> Option<(QuestionId, i64)> {
    let value = |instant: &Instant| match instant.base {
        Base::Question(question) => row.value(question).map(|day| calendar::apply(&instant.offsets, day)),
        Base::Day(day) => Some(calendar::apply(&instant.offsets, day)),
    };
    let moves = |instant: &Instant, target: i64| {
        let Base::Question(question) = instant.base else { return None };
        let asked = program.question(question);
        let day = calendar::last_at_most(&instant.offsets, target, asked.low, asked.high)?;
        (calendar::apply(&instant.offsets, day) == target).then_some((question, day))
    };
    let by_left = || moves(left, value(right)? + side);
    let by_right = || moves(right, value(left)? - side);
    match left.base {
        Base::Question(TODAY) => by_right().or_else(by_left),
        _ => by_left().or_else(by_right),
    }
}

/// A boundary that makes no difference to anybody who was looked at.
fn without_row(subject: Subject<'_>, atom: NodeId) -> Diagnostic {
    let place: Location = subject.sources.origins.get(&atom).copied().unwrap_or(subject.sources.at);
    Diagnostic::note("rules/untested-boundary", place, "no test stands at the turn of this condition")
        .help("for nobody who was looked at does anything change there: write a test of a person for whom it does")
}

fn finding(subject: Subject<'_>, atom: NodeId, (row, question): &(Row<'_>, QuestionId)) -> Diagnostic {
    let place: Location = subject.sources.origins.get(&atom).copied().unwrap_or(subject.sources.at);
    let asked = subject.program.question(*question);
    let value = row.value(*question).unwrap_or_default();
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
