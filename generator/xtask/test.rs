//! `cargo xtask test`: every step in turn, to the end, then a summary.

use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};
use crate::steps::{STEPS, Step};

/// How a step that did not fail ended.
pub enum Verdict {
    /// It ran and found nothing.
    Passed,
    /// It could not run on this machine, for this reason.
    Skipped(String),
}

/// Runs the steps named, or all of them.
pub fn run(arguments: &[String]) -> Outcome {
    let chosen = choose(arguments)?;
    let mut results = Vec::new();
    for step in chosen {
        println!("== {}: {}", step.name, step.summary);
        let start = Instant::now();
        let result = (step.run)();
        let time = start.elapsed();
        println!("== {}: {} in {}\n", step.name, described(&result), seconds(time));
        results.push((step, result, time));
    }
    summarise(&results)
}

/// A line for each step, for the help.
pub fn list() -> String {
    STEPS.iter().map(|step| format!("  {:<8} {}\n", step.name, step.summary)).collect()
}

fn choose(names: &[String]) -> Outcome<Vec<&'static Step>> {
    for name in names {
        if !STEPS.iter().any(|step| step.name == name) {
            return Err(Failure::Usage(format!("there is no step '{name}' in `test`; the steps are:\n\n{}", list())));
        }
    }
    // In the order of the table, which is the order in which they need each
    // other, whatever the order of the names.
    Ok(STEPS.iter().filter(|step| names.is_empty() || names.iter().any(|name| name == step.name)).collect())
}

type Ran = (&'static Step, Outcome<Verdict>, Duration);

fn summarise(results: &[Ran]) -> Outcome {
    for (step, result, time) in results {
        println!("{:<8} {:>8}  {}", step.name, seconds(*time), described(result));
    }
    let failed = results.iter().filter(|(_, result, _)| result.is_err()).count();
    let skipped = results.iter().filter(|(_, result, _)| matches!(result, Ok(Verdict::Skipped(_)))).count();
    let passed = results.len() - failed - skipped;
    println!();
    match skipped {
        0 => println!("{passed} passed, {failed} failed"),
        _ => println!("{passed} passed, {failed} failed, {skipped} skipped"),
    }
    if failed == 0 { Ok(()) } else { Err(Failure::Steps(failed)) }
}

fn described(result: &Outcome<Verdict>) -> String {
    match result {
        Ok(Verdict::Passed) => "passed".into(),
        Ok(Verdict::Skipped(reason)) => format!("skipped: {reason}"),
        Err(failure) => format!("FAILED: {failure}"),
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> Vec<&'static str> {
        let owned: Vec<String> = arguments.iter().map(|&name| name.to_owned()).collect();
        choose(&owned).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn no_name_means_every_step() {
        assert_eq!(names(&[]).len(), STEPS.len());
    }

    #[test]
    fn named_steps_run_in_the_order_in_which_they_need_each_other() {
        assert_eq!(names(&["browser", "module"]), ["module", "browser"]);
    }

    #[test]
    fn an_unknown_step_is_a_wrong_call_that_lists_the_known_ones() {
        let failure = choose(&["tset".to_owned()]).err().unwrap();
        assert!(matches!(failure, Failure::Usage(message) if message.contains("browser")));
    }
}
