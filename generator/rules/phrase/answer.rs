//! Answers in words.

use super::Phrases;
use crate::rules::Answer;
use crate::rules::calendar;
use crate::rules::program::{Kind, QuestionId};

/// An answer as people say it; the text itself where it is no answer.
pub(super) fn words(phrases: &Phrases<'_>, question: QuestionId, text: &str) -> String {
    let asked = phrases.program.question(question);
    match Answer::read(phrases.program, question, text) {
        Err(_) => text.to_owned(),
        Ok(Answer::DontKnow) => phrases.pick("Tôi không biết", "I don't know").to_owned(),
        Ok(Answer::None | Answer::Set { may: 0, .. }) => phrases.pick("Không có", "None").to_owned(),
        Ok(Answer::Set { must, may }) => {
            let chosen = (0..64).filter(|bit| must >> bit & 1 == 1).map(|bit| phrases.choice(question, bit).to_owned());
            let mut names: Vec<String> = chosen.collect();
            if may != must {
                names.push(phrases.pick("có thể còn nữa", "perhaps more").to_owned());
            }
            names.join("; ")
        }
        Ok(Answer::Between(low, high)) => match asked.kind {
            Kind::Bool => match (low, high) {
                (0, 0) => phrases.pick("Không", "No").to_owned(),
                (1, 1) => phrases.pick("Có", "Yes").to_owned(),
                _ => text.to_owned(),
            },
            Kind::Choice => phrases.choice(question, low as usize).to_owned(),
            // The place that was named, though rules may not tell it apart from others.
            Kind::Place => {
                let mut name = phrases.place(text.split('~').next().unwrap_or(text).trim());
                super::capitalise(&mut name);
                name
            }
            Kind::Date if low == high => phrases.short_date(low),
            Kind::Date => period(phrases, text.trim()).unwrap_or_else(|| range(phrases, question, low, high)),
            Kind::Integer | Kind::Money | Kind::Many => range(phrases, question, low, high),
        },
    }
}

fn range(phrases: &Phrases<'_>, question: QuestionId, low: i64, high: i64) -> String {
    let mut words = phrases.range(question, low, high);
    super::capitalise(&mut words);
    words
}

/// "Năm 1950", "Tháng 3/1950": only so much is known.
fn period(phrases: &Phrases<'_>, text: &str) -> Option<String> {
    match text.split_once('-') {
        None if text.len() == 4 => Some(phrases.pick(format!("Năm {text}"), text.to_owned())),
        Some((year, month)) if text.len() == 7 => {
            let first = calendar::date(calendar::day(crate::language::Date::parse_iso(&format!("{text}-01"))?));
            let month = month.trim_start_matches('0');
            let english = first.long_en();
            Some(phrases.pick(format!("Tháng {month}/{year}"), english.strip_prefix("1 ")?.to_owned()))
        }
        _ => None,
    }
}
