//! Help teaches: what a command is for, in a line, and an example of it.

use crate::Site;

const COMMANDS: [&str; 8] = ["new", "check", "build", "serve", "import", "export", "diff", "record"];

#[test]
fn the_program_lists_its_commands_with_examples() {
    let run = Site::nowhere().run("--help").ends(0).says("Examples:").says("motcua new portal");
    for command in COMMANDS {
        let line = run.out.lines().find(|line| line.trim_start().starts_with(&format!("{command} ")));
        let about = line.unwrap_or_else(|| panic!("{command} is not listed")).trim_start().trim_start_matches(command);
        assert!(about.trim().len() > 10, "{command} says nothing of itself");
    }
}

#[test]
fn every_command_explains_itself_with_an_example() {
    for command in COMMANDS {
        let run = Site::nowhere().run(&format!("{command} --help")).ends(0).says("Usage: motcua");
        assert!(run.out.contains("Example"), "{command} --help has no example");
        assert!(run.out.lines().last().is_some_and(|line| !line.trim().is_empty()));
        assert!(run.out.lines().all(|line| line.chars().count() <= 120), "{command} --help has lines that wrap");
    }
}

#[test]
fn the_help_of_import_begins_with_what_it_does() {
    let run = Site::nowhere().run("import --help").ends(0);
    assert_eq!(run.out.lines().next(), Some("Takes official records and tables into a site"));
    run.says("Usage: motcua import [OPTIONS] <FILE>...").says("--dry-run").says("--keep-going");
}

#[test]
fn a_wrong_command_line_ends_with_two_and_says_what_is_known() {
    for line in ["unknown", "", "build --colour", "import", "check --level worst", "check a b", "new"] {
        let run = Site::nowhere().run(line).ends(2).says("--help");
        assert_eq!(run.out, "", "{line}");
    }
    Site::nowhere().run("chek").ends(2).says("check");
}
