//! Random rule books and random partial answers, with all whole answers they can become.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Seeds;
use super::reference::{Asked, Formula, Linear, Moved, PLACES, Sort, Value, World};
use crate::rules::answer::{Answer, Answers};
use crate::rules::fixture::Book;
use crate::rules::program::{Program, QuestionId};

/// How many whole answers a partial one may stand for.
const MOST: usize = 400;

/// A condition, document, fee or deadline of the reference.
#[derive(Debug, Clone)]
pub struct Ruled<T> {
    pub when: Formula,
    pub what: T,
}

/// A procedure of the reference.
#[derive(Debug, Clone)]
pub struct Reference {
    pub asked: Vec<Asked>,
    pub conditions: Vec<Ruled<Formula>>,
    pub judgements: Vec<Formula>,
    pub cases: Vec<Formula>,
    /// With the cases they belong to.
    pub documents: Vec<Ruled<Vec<usize>>>,
    /// Rates; the first that holds is the one. None is an amount that is not stated.
    pub fees: Vec<Ruled<Vec<Ruled<Linear>>>>,
    pub deadlines: Vec<Ruled<Moved>>,
}

fn days(from: &str, count: i32) -> Vec<Value> {
    let first: Date = from.parse().unwrap();
    (0..count).map(|day| Value::Day(first.checked_add(day.days()).unwrap())).collect()
}

/// The questions; `today` is the first and is never left out.
fn questions(seeds: &mut Seeds) -> Vec<Asked> {
    let numbers = |most: i64| (0..=most).map(Value::Number).collect::<Vec<_>>();
    let all = [
        ("qb0", Sort::Bool, numbers(1)),
        ("qb1", Sort::Bool, numbers(1)),
        ("qc0", Sort::Choice, numbers(3)),
        ("qm0", Sort::Many, (0..8).map(Value::Set).collect()),
        ("qn0", Sort::Number, numbers(5)),
        ("qn1", Sort::Number, numbers(3)),
        ("qv0", Sort::Money, numbers(9)),
        ("qd0", Sort::Day, days("2024-02-26", 6)),
        ("qd1", Sort::Day, days("2024-01-29", 5)),
        ("qp0", Sort::Place, (0..PLACES.len()).map(Value::Place).collect()),
    ];
    let today = days("2023-12-20", 400)[seeds.below(396)..][..4].to_vec();
    let mut asked =
        vec![Asked { id: "today".into(), sort: Sort::Day, none: false, values: today, past: false, relevant: None }];
    for (id, sort, mut values) in all {
        let kept = match sort {
            // Formulas look for a number and a second day.
            Sort::Number | Sort::Day => id.ends_with('0') || seeds.one_in(2),
            _ => seeds.one_in(2),
        };
        if !kept {
            continue;
        }
        let relevant = seeds.one_in(4).then(|| Formula::any(seeds, &asked, 1));
        let none = sort != Sort::Many && seeds.one_in(5);
        if none {
            values.push(Value::None);
        }
        let past = sort == Sort::Day && seeds.one_in(3);
        asked.push(Asked { id: id.into(), sort, none, values, past, relevant });
    }
    asked
}

impl Reference {
    pub fn any(seeds: &mut Seeds) -> Self {
        let asked = questions(seeds);
        let mut some = |most: i64, depth: usize| -> Vec<Formula> {
            (0..seeds.between(0, most)).map(|_| Formula::any(seeds, &asked, depth)).collect()
        };
        let (conditions, judgements, cases) = (some(3, 3), some(2, 1), some(3, 2));
        let (documents, deadlines, fees) = (some(3, 2), some(2, 1), some(2, 1));
        let days: Vec<usize> = (0..asked.len()).filter(|&q| asked[q].sort == Sort::Day).collect();
        let numbers: Vec<usize> =
            (0..asked.len()).filter(|&q| matches!(asked[q].sort, Sort::Number | Sort::Money)).collect();
        let mut rates = || {
            (0..seeds.between(0, 3))
                .map(|_| {
                    let question = *seeds.pick(&numbers);
                    let what = Formula::linear(seeds, &asked, question, true);
                    Ruled { when: Formula::any(seeds, &asked, 1), what }
                })
                .collect::<Vec<_>>()
        };
        let fees = fees.into_iter().map(|when| Ruled { when, what: rates() }).collect();
        let count = cases.len();
        Self {
            conditions: conditions
                .into_iter()
                .map(|what| {
                    let when = if seeds.one_in(3) { Formula::any(seeds, &asked, 1) } else { Formula::Constant(true) };
                    Ruled { when, what }
                })
                .collect(),
            documents: documents
                .into_iter()
                .map(|when| Ruled { when, what: (0..count).filter(|_| seeds.one_in(3)).collect() })
                .collect(),
            deadlines: deadlines
                .into_iter()
                .map(|when| {
                    let question = *seeds.pick(&days);
                    Ruled { when, what: Formula::moved(seeds, Ok(question)) }
                })
                .collect(),
            judgements,
            cases,
            fees,
            asked,
        }
    }

    /// The same, in the words of authors.
    pub fn book(&self) -> Book {
        let mut book = Book::new();
        for asked in &self.asked[1..] {
            let kind = match asked.sort {
                Sort::Bool => "bool",
                Sort::Choice => "choice c0 c1 c2 c3",
                Sort::Many => "many c0 c1 c2",
                Sort::Number if asked.id == "qn0" => "integer 0..5",
                Sort::Number => "integer 0..3",
                Sort::Money => "money 0..9",
                Sort::Day if asked.id == "qd0" => "date 2024-02-26..2024-03-02",
                Sort::Day => "date 2024-01-29..2024-02-02",
                Sort::Place => "place",
            };
            let none = if asked.none { " none" } else { "" };
            let past = if asked.past { " past" } else { "" };
            let relevant =
                asked.relevant.as_ref().map(|formula| format!(" if {}", formula.text(&self.asked))).unwrap_or_default();
            book = book.question(&format!("{} {kind}{none}{past}{relevant}", asked.id));
        }
        let when = |formula: &Formula| format!("when {}", formula.text(&self.asked));
        book = book.procedure("1");
        for (at, item) in self.conditions.iter().enumerate() {
            book = book.condition_when(&format!("condition{at}"), &item.what.text(&self.asked), &when(&item.when));
        }
        for (at, item) in self.judgements.iter().enumerate() {
            book = book.judgement(&format!("judgement{at}"), &when(item));
        }
        for (at, item) in self.cases.iter().enumerate() {
            book = book.case(&format!("case{at}"), &when(item));
        }
        for (at, item) in self.documents.iter().enumerate() {
            let cases = item.what.iter().map(|case| format!(" case{case}")).collect::<String>();
            let cases = if cases.is_empty() { cases } else { format!("cases{cases} ") };
            book = book.document(&format!("document{at}"), &format!("{cases}{}", when(&item.when)));
        }
        for (at, item) in self.fees.iter().enumerate() {
            book = book.fee(&format!("fee{at}"), "", &when(&item.when));
            for rate in &item.what {
                book = book.rate(&format!("fee{at}"), "", &rate.what.text(&self.asked), &when(&rate.when));
            }
        }
        for (at, item) in self.deadlines.iter().enumerate() {
            book = book.deadline(&format!("deadline{at}"), &item.what.text(&self.asked), &when(&item.when));
        }
        book
    }
}

/// Answers, and what each can become.
#[derive(Debug, Clone)]
pub struct Partial {
    pub answers: Answers,
    pub possible: Vec<Vec<Value>>,
    /// The questions for days that are not to come, with the first day of each.
    pub past: Vec<(usize, Date)>,
}

/// The questions for days that are not to come, with the first day of each.
pub fn past(asked: &[Asked]) -> Vec<(usize, Date)> {
    let first = |at: usize| match asked[at].values[0] {
        Value::Day(day) if asked[at].past => Some((at, day)),
        _ => None,
    };
    (0..asked.len()).filter_map(first).collect()
}

/// Whether nobody can answer so: a day that is not to come is after today, the first question, though it could have been.
fn is_absurd(past: &[(usize, Date)], values: &[Value]) -> bool {
    past.iter().any(|&(at, first)| match (values[at], values[0]) {
        (Value::Day(day), Value::Day(today)) => today >= first && day > today,
        _ => false,
    })
}

/// An answer that leaves exactly this value.
pub fn exactly(program: &Program, question: QuestionId, value: Value) -> Answer {
    match value {
        Value::None => Answer::None,
        Value::Number(value) => Answer::value(value),
        Value::Set(set) => Answer::Set { must: set, may: set },
        Value::Day(day) => Answer::read(program, question, &day.to_string()).unwrap(),
        Value::Place(at) => Answer::read(program, question, PLACES[at]).unwrap(),
    }
}

impl Partial {
    pub fn any(seeds: &mut Seeds, program: &Program, asked: &[Asked]) -> Self {
        let mut partial = Self { answers: Answers::default(), possible: Vec::new(), past: past(asked) };
        let eager = seeds.between(1, 5) as usize;
        for (at, asked) in asked.iter().enumerate() {
            let question = QuestionId(at as u16);
            let exact = *seeds.pick(&asked.values);
            let (answer, possible) = match seeds.below(1 + eager) {
                0 if at > 0 => {
                    let answer = if seeds.one_in(2) { None } else { Some(Answer::DontKnow) };
                    (answer, asked.values.clone())
                }
                1 => between(seeds, program, question, asked),
                _ => (Some(exactly(program, question, exact)), vec![exact]),
            };
            partial.answers.set(question, answer);
            partial.possible.push(possible);
        }
        // Whole answers have to be few enough to be tried.
        while partial.possible.iter().map(Vec::len).product::<usize>() > MOST {
            let at = seeds.below(asked.len());
            let value = *seeds.pick(&partial.possible[at]);
            partial.answers.set(QuestionId(at as u16), Some(exactly(program, QuestionId(at as u16), value)));
            partial.possible[at] = vec![value];
        }
        partial
    }

    /// Each whole answer this can become.
    pub fn worlds(&self, mut each: impl FnMut(&[Value])) {
        let mut at = vec![0; self.possible.len()];
        let mut values: Vec<Value> = self.possible.iter().map(|values| values[0]).collect();
        loop {
            if !is_absurd(&self.past, &values) {
                each(&values);
            }
            let mut question = 0;
            loop {
                let Some(possible) = self.possible.get(question) else { return };
                at[question] += 1;
                if at[question] < possible.len() {
                    values[question] = possible[at[question]];
                    break;
                }
                at[question] = 0;
                values[question] = possible[0];
                question += 1;
            }
        }
    }
}

/// An answer of which a part is known.
fn between(seeds: &mut Seeds, program: &Program, question: QuestionId, asked: &Asked) -> (Option<Answer>, Vec<Value>) {
    let some: Vec<Value> = asked.values.iter().copied().filter(|value| *value != Value::None).collect();
    match asked.sort {
        Sort::Many => {
            let must = seeds.between(0, 7) as u64;
            let may = must | seeds.between(0, 7) as u64;
            let possible = (0..8).filter(|set| set & must == must && set & !may == 0).map(Value::Set).collect();
            (Some(Answer::Set { must, may }), possible)
        }
        Sort::Place => {
            let path = *seeds.pick(&["01", "02"]);
            let within = |at: &usize| PLACES[*at].starts_with(&format!("{path}/"));
            let possible = (0..PLACES.len()).filter(within).map(Value::Place).collect();
            (Some(Answer::read(program, question, path).unwrap()), possible)
        }
        _ => {
            let low = seeds.below(some.len());
            let high = seeds.between(low as i64, some.len() as i64 - 1) as usize;
            let (low_answer, high_answer) =
                (exactly(program, question, some[low]), exactly(program, question, some[high]));
            let (Answer::Between(low_value, _), Answer::Between(_, high_value)) = (low_answer, high_answer) else {
                panic!("{low_answer:?} {high_answer:?}")
            };
            (Some(Answer::Between(low_value, high_value)), some[low..=high].to_vec())
        }
    }
}

/// What the reference says of a procedure for whole answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub verdict: &'static str,
    pub cases: Vec<bool>,
    pub documents: Vec<bool>,
    /// None: to be paid, and not stated.
    pub fees: Vec<Option<i128>>,
    pub deadlines: Vec<Option<Date>>,
}

impl Reference {
    pub fn outcome(&self, values: &[Value]) -> Outcome {
        let world = World { asked: &self.asked, values };
        let holds = |formula: &Formula| formula.holds(&world);
        let cases: Vec<bool> = self.cases.iter().map(holds).collect();
        let verdict = if self.conditions.iter().any(|item| holds(&item.when) && !holds(&item.what)) {
            "not-eligible"
        } else if self.judgements.iter().any(holds) {
            "agency-decides"
        } else if self.conditions.is_empty() {
            "no-conditions"
        } else {
            "eligible"
        };
        let documents = self.documents.iter().map(|item| {
            let of_case = item.what.is_empty() || item.what.iter().any(|&case| cases[case]);
            of_case && holds(&item.when)
        });
        let fees = self.fees.iter().map(|fee| {
            if !holds(&fee.when) {
                return Some(0);
            }
            let usable = |rate: &&Ruled<Linear>| holds(&rate.when) && rate.what.value(&world).is_some();
            let rate = fee.what.iter().find(usable)?;
            rate.what.value(&world).map(|shares| shares.div_euclid(100_000).max(0))
        });
        let deadlines = self.deadlines.iter().map(|item| if holds(&item.when) { item.what.day(&world) } else { None });
        Outcome { verdict, documents: documents.collect(), fees: fees.collect(), deadlines: deadlines.collect(), cases }
    }
}
