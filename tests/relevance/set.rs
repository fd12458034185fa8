//! Questions with graded answers, and how well a ranking does on them.

use std::collections::BTreeMap;

/// A question: what kind it is, and how good which codes are (3 best).
#[derive(Debug, Clone)]
pub struct Graded {
    /// Its name.
    pub id: String,
    /// What kind of question it is.
    pub kind: String,
    /// The question.
    pub text: String,
    /// Grades by code.
    pub grades: BTreeMap<String, u32>,
}

/// Reads `id, kind, question, code:grade,...` a line, parted by tabs, below a line of headings.
pub fn read(tsv: &str) -> Vec<Graded> {
    let line = |line: &str| {
        let mut parts = line.split('\t');
        let (id, kind, text, codes) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let grades = codes.split(',').filter_map(|code| {
            let (code, grade) = code.trim().split_once(':')?;
            Some((code.to_owned(), grade.parse().ok()?))
        });
        Some(Graded { id: id.into(), kind: kind.into(), text: text.into(), grades: grades.collect() })
    };
    tsv.lines().skip(1).filter_map(line).collect()
}

/// Normalised discounted cumulative gain of the first ten, gain 2^grade - 1.
pub fn ndcg(graded: &Graded, codes: &[String]) -> f64 {
    let gain = |grade: u32| f64::from((1u32 << grade) - 1);
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains.take(10).enumerate().map(|(at, gain)| gain / ((at + 2) as f64).log2()).sum()
    };
    let mut ideal: Vec<u32> = graded.grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best = discounted(&mut ideal.into_iter().map(gain));
    let found = discounted(&mut codes.iter().map(|code| gain(graded.grades.get(code).copied().unwrap_or(0))));
    if best > 0.0 { found / best } else { 0.0 }
}

/// Whether the first is one of the best answers.
pub fn first_is_right(graded: &Graded, codes: &[String]) -> bool {
    let best = graded.grades.values().copied().max().unwrap_or(0);
    codes.first().and_then(|code| graded.grades.get(code)).is_some_and(|&grade| grade == best)
}
