//! The places that rules name, collected before anything is compiled: they decide which places are told apart.

use crate::diagnostic::Diagnostic;
use crate::files::Location;
use crate::rules::model::RuleBook;
use crate::rules::program::Places;
use crate::rules::program::places::is_path;
use crate::rules::syntax::{Form, Span, Tree};

/// The places of a rule book.
pub(super) fn places(book: &RuleBook, diagnostics: &mut Vec<Diagnostic>) -> Places {
    let mut paths: Vec<Box<str>> = Vec::new();
    let choices = book.questions.iter().flat_map(|question| &question.choices);
    let is_choice = |text: &str| choices.clone().any(|choice| *choice.id == *text);
    let questions = book.questions.iter().filter_map(|question| question.relevant.as_ref());
    for expression in questions.chain(book.procedures.iter().flat_map(|rules| rules.expressions())) {
        let mut known = |path: &str, span: Span| {
            if !book.gazetteer.allows(path) && !is_choice(path) {
                diagnostics.push(unknown(book, path, expression.place(span)));
            }
        };
        collect(&expression.tree, &mut known, &mut paths);
    }
    for place in book.procedures.iter().flat_map(|rules| rules.rates.iter().filter_map(|rate| rate.place.as_ref())) {
        if !is_path(&place.text) {
            let message = format!("\"{}\" is not a place", place.text);
            let help = book.gazetteer.help(&place.text);
            diagnostics.push(Diagnostic::error("rules/place", place.at, message).help(help));
            continue;
        }
        paths.push(place.text.clone());
        if !book.gazetteer.allows(&place.text) {
            diagnostics.push(unknown(book, &place.text, place.at));
        }
    }
    Places::new(paths.iter().map(|path| &**path))
}

/// Texts that begin with a digit: codes of places do; a choice whose id does is told apart without need, which is no harm.
fn collect(tree: &Tree, each: &mut dyn FnMut(&str, Span), paths: &mut Vec<Box<str>>) {
    if let Form::Text(text) = &tree.form
        && is_path(text)
        && text.as_bytes()[0].is_ascii_digit()
    {
        paths.push(text.clone());
        each(text, tree.span);
    }
    tree.form.below(&mut |part| collect(part, each, paths));
}

/// A code that no table of places has, though it has others beside it.
fn unknown(book: &RuleBook, path: &str, at: Location) -> Diagnostic {
    let message = format!("there is no place {path}");
    Diagnostic::error("rules/unknown-place", at, message).help(book.gazetteer.help(path))
}
