//! The passage of a text that answers the question best.

use super::Engine;
use super::json::Json;
use crate::language::normalise;
use crate::search::analysis::each_token;

/// Syllables of an excerpt.
const LENGTH: usize = 36;
/// The most of a text that is looked at, in bytes.
const LOOKED_AT: usize = 200_000;

impl Engine {
    /// The best passage of a plain text for the question at hand: `{"text":"...","marks":[[0,4]]}`.
    pub fn excerpt(&self, text: &str) -> String {
        let text = normalise(text);
        let end = (0..=text.len().min(LOOKED_AT)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let ranked = self.ranked();
        let terms = ranked.ranking.as_ref().map(|ranking| ranking.terms.clone()).filter(|terms| !terms.is_empty());
        let terms = terms.unwrap_or_else(|| ranked.question.words.iter().map(|word| word.term.clone()).collect());
        let passage = passage(&text[..end], &terms, &|term| 1 + self.rarity(term));
        let passage: String = passage.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut json = Json::default();
        json.open('{');
        json.key("text").text(&passage);
        json.key("marks").marks(&passage, &terms);
        json.close('}');
        json.finish()
    }

    fn rarity(&self, term: &str) -> u32 {
        let log = self.root.commonness(term);
        20u32.saturating_sub(log.into())
    }
}

/// The window of a text with the most of the terms; each counts once.
fn passage<'a>(text: &'a str, terms: &[String], worth: &dyn Fn(&str) -> u32) -> &'a str {
    let worths: Vec<u32> = terms.iter().map(|term| worth(term)).collect();
    // Of each token: where it stands and which term it is, if one.
    let mut tokens: Vec<(usize, usize, Option<usize>)> = Vec::new();
    each_token(text, &mut |token| {
        tokens.push((token.start, token.end, terms.iter().position(|term| term == token.term)));
    });
    let (mut best, mut best_at) = (0, 0);
    let mut met = vec![0u32; terms.len()];
    let mut sum = 0;
    for at in 0..tokens.len() {
        if let Some(term) = tokens[at].2 {
            met[term] += 1;
            // A term again is worth a little, so that of two places the one that is about it wins.
            sum += if met[term] == 1 { worths[term] * 8 } else { 1 };
        }
        if let Some(gone) = at.checked_sub(LENGTH)
            && let Some(term) = tokens[gone].2
        {
            met[term] -= 1;
            sum -= if met[term] == 0 { worths[term] * 8 } else { 1 };
        }
        if sum > best {
            (best, best_at) = (sum, at);
        }
    }
    if tokens.is_empty() {
        return "";
    }
    // The first of the window's matches stands a few words in.
    let from = (best_at + 1).saturating_sub(LENGTH);
    let first = tokens[from..=best_at].iter().position(|token| token.2.is_some()).map_or(from, |at| from + at);
    let from = first.saturating_sub(6);
    let to = (from + LENGTH).min(tokens.len()) - 1;
    text.get(tokens[from].0..tokens[to].1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passage_has_what_was_asked_for() {
        let text = format!("{} nộp lệ phí tại bộ phận một cửa {}", "mở đầu ".repeat(50), "kết thúc ".repeat(50));
        let found = passage(&text, &["le".to_owned(), "phi".to_owned()], &|_| 5);
        assert!(found.contains("lệ phí") && found.len() < 400, "{found}");
    }
}
