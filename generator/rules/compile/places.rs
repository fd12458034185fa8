//! The places that rules name, collected before anything is compiled: they decide which places are told apart.

use crate::diagnostic::Diagnostic;
use crate::rules::model::RuleBook;
use crate::rules::program::Places;
use crate::rules::program::places::is_path;
use crate::rules::syntax::{self, Form, Tree};

/// The places of a rule book.
pub(super) fn places(book: &RuleBook, diagnostics: &mut Vec<Diagnostic>) -> Places {
    let mut paths: Vec<Box<str>> = Vec::new();
    let questions = book.questions.iter().filter_map(|question| question.relevant.as_ref());
    for expression in questions.chain(book.procedures.iter().flat_map(|rules| rules.expressions())) {
        // A mistake is reported where the expression is compiled.
        if expression.text.contains('"')
            && let Ok(tree) = syntax::parse(&expression.text)
        {
            collect(&tree, &mut paths);
        }
    }
    for place in book.procedures.iter().flat_map(|rules| rules.rates.iter().filter_map(|rate| rate.place.as_ref())) {
        if is_path(&place.text) {
            paths.push(place.text.clone());
        } else {
            let message = format!("\"{}\" is not a place", place.text);
            let help = "a place is its codes from the province down: \"01\" or \"01/00004\"";
            diagnostics.push(Diagnostic::error("rules/place", place.at, message).help(help));
        }
    }
    Places::new(paths.iter().map(|path| &**path))
}

/// Texts that begin with a digit: codes of places do; a choice whose id does is told apart without need, which is no harm.
fn collect(tree: &Tree, paths: &mut Vec<Box<str>>) {
    if let Form::Text(text) = &tree.form
        && is_path(text)
        && text.as_bytes()[0].is_ascii_digit()
    {
        paths.push(text.clone());
    }
    tree.form.below(&mut |part| collect(part, paths));
}
