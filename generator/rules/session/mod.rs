//! A person's answers over a program, and what is shown of them as JSON: what a page drives.
//!
//! Ids only: the words for questions, conditions and documents are the page's, in its language. Nothing is kept but the
//! answers, and nothing leaves.

mod json;
mod result;
#[cfg(test)]
mod tests;

use super::answer::{Answer, AnswerError, Answers};
use super::evaluate::{Verdict, evaluate};
use super::next::next;
use super::program::{Corrupt, Procedure, Program};
use json::Json;

/// Answers over a program.
#[derive(Debug, Clone)]
pub struct Session {
    program: Program,
    answers: Answers,
}

impl Session {
    /// No answers yet, over the program of these bytes.
    ///
    /// # Errors
    /// Where the bytes are no program of this version.
    pub fn new(bytes: &[u8]) -> Result<Self, Corrupt> {
        Ok(Self { program: Program::read(bytes)?, answers: Answers::default() })
    }

    /// Over a program, with answers.
    #[cfg(feature = "cli")]
    pub fn of(program: Program, answers: Answers) -> Self {
        Self { program, answers }
    }

    /// The program.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Takes an answer as [`Answer::read`] reads it; an empty one takes the answer back.
    ///
    /// # Errors
    /// Where it is no answer, or there is no such question. What was answered before stays.
    pub fn answer(&mut self, question: &str, text: &str) -> Result<(), AnswerError> {
        let id = self.program.question_id(question).ok_or(AnswerError::Form)?;
        let answer = if text.is_empty() { None } else { Some(Answer::read(&self.program, id, text)?) };
        let before = self.answers.get(id);
        self.answers.set(id, answer);
        // Only the question at hand is refused: a page that sets another day keeps what was said on the day before.
        if Answers::contradiction(&self.program, &self.answers.possible(&self.program)) == Some(id) {
            self.answers.set(id, before);
            return Err(AnswerError::Future);
        }
        Ok(())
    }

    /// The verdict on each procedure, in the order of the program: 0 eligible, 1 the agency decides, 2 unknown,
    /// 3 not eligible, 4 no conditions are stated.
    pub fn screen(&self) -> Vec<u8> {
        let evaluation = evaluate(&self.program, &self.answers);
        let byte = |procedure: &Procedure| match evaluation.verdict(procedure) {
            Verdict::Eligible => 0,
            Verdict::AgencyDecides => 1,
            Verdict::Unknown => 2,
            Verdict::NotEligible => 3,
            Verdict::NoConditions => 4,
        };
        self.program.procedures.iter().map(byte).collect()
    }

    /// What to ask next about procedures, a code a line, or about all without one: `{"question":"id","remaining":3}` or `null`.
    pub fn next(&self, code: &str) -> String {
        let all = self.program.procedures.iter().enumerate();
        let wanted: Vec<usize> = all
            .filter(|(_, one)| code.is_empty() || code.split('\n').any(|code| *code == *one.code))
            .map(|(at, _)| at)
            .collect();
        let mut json = Json::default();
        match next(&self.program, &self.answers, &wanted) {
            Some(next) => json
                .open('{')
                .key("question")
                .text(&self.program.question(next.question).id)
                .key("remaining")
                .number(next.remaining as i128)
                .close('}'),
            None => json.word("null"),
        };
        json.0
    }
}
