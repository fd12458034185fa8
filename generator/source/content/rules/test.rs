//! `[[test]]`: answers, and what must come out.

use super::{placed, placed_list};
use crate::rules::model::{Expect, Placed, Test};
use crate::source::toml::{Document, Table};

/// Reads a test.
pub(super) fn read(doc: &mut Document<'_>, table: &mut Table<'_>) -> Test {
    let place = doc.place(&table.span);
    let mut answers = Vec::new();
    for (question, question_span, answer, answer_span) in doc.answers(table, "answers").unwrap_or_default() {
        let question = Placed { text: question.into(), at: doc.place(&question_span) };
        answers.push((question, Placed { text: answer.into(), at: doc.place(&answer_span) }));
    }
    let mut expect = Expect::default();
    match doc.table(table, "expect") {
        Some(mut inner) => {
            expect.verdict = placed(doc, &mut inner, "verdict");
            expect.case = placed(doc, &mut inner, "case");
            expect.documents = placed_list(doc, &mut inner, "documents");
            expect.fee = doc.integer(&mut inner, "fee").map(|(fee, _)| fee);
            expect.because = placed_list(doc, &mut inner, "because");
            for (name, name_span, day, day_span) in doc.answers(&mut inner, "deadlines").unwrap_or_default() {
                match crate::language::Date::parse_iso(&day) {
                    Some(day) => expect.deadlines.push((Placed { text: name.into(), at: doc.place(&name_span) }, day)),
                    None => {
                        let help = "write deadlines = { register = 2026-03-02 }";
                        doc.error("content/test", day_span, format!("\"{day}\" is no day"), help);
                    }
                }
            }
            doc.finish(inner);
        }
        None if !doc.failed() => {
            let help = "add expect = { verdict = \"eligible\" }; also case, documents, fee, deadlines, because";
            doc.error("content/test", table.span.clone(), "a test that expects nothing", help);
        }
        None => {}
    }
    Test { at: place, answers, expect }
}
