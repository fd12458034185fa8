//! What every command does alike: exit codes, silence, no colours in a pipe, pipes that close.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::{Run, Site};

fn good() -> Site {
    Site::new().procedure("1.001193", "name = \"Đăng ký khai sinh\"")
}

#[test]
fn quiet_commands_are_silent_when_all_is_well() {
    let site = good();
    site.run("check portal --quiet --level error").ends(0).says_nothing();
    site.run("build portal -o public --quiet").ends(0).says_nothing();
    site.run("record portal --quiet").ends(0).says_nothing();
}

#[test]
fn errors_end_with_one_and_are_told_even_quietly() {
    let site = good().procedure("1.000001", "nmae = \"x\"");
    let run = site.run("check portal --quiet").ends(1);
    run.says("error[toml/unknown-key]").says("content/procedures/1.000001.md:2:1");
    site.run("build portal -o public --quiet").ends(1).says("1.000001.md:2:1");
    assert!(site.files("public").is_empty());
}

#[test]
fn what_cannot_be_carried_out_ends_with_two() {
    let site = good().file("public/mine.txt", "x");
    site.run("check nowhere")
        .ends(2)
        .says("there is no folder nowhere")
        .says("`motcua new nowhere` makes a site there");
    site.run("build portl -o public").ends(2).says("there is no folder portl").says("did you mean portal?");
    site.run("build portal -o public").ends(2).says("did not write").says("help:");
    site.run("import nothing.json -o portal").ends(2).says("nothing.json: no such file");
    site.run("import portal -o portal").ends(2).says("portal: a folder, not a file");
    site.run("check --explain no/rule").ends(2).says("there is no rule `no/rule`");
}

#[test]
fn a_folder_that_is_no_site_is_told_how_to_become_one() {
    Site::nowhere().run("check .").ends(1).says("content/site.toml").says("motcua new DIR");
}

#[test]
fn a_pipe_gets_no_colours_and_no_spinner() {
    let site = good().procedure("1.000001", "nmae = \"x\"");
    for line in ["check portal", "build portal -o public", "import portal/content/site.toml -o portal", "--help"] {
        site.run(line).never_says("\u{1b}").never_says("\r");
    }
}

#[test]
fn findings_go_to_standard_output_and_sums_to_standard_error() {
    let site = good().procedure("1.000001", "nmae = \"x\"");
    let run = site.run("check portal").ends(1);
    assert!(run.out.contains("error[") && !run.out.contains("records"));
    assert!(run.err.contains("records") && !run.err.contains("error["));
    let json = site.run("check portal --format json").ends(1).out;
    assert!(json.lines().count() > 0);
    for line in json.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(finding["rule"].is_string() && finding["file"].is_string());
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut site = good();
    for at in 0..400 {
        let text = "nmae = \"x\"\n".repeat(20);
        site = site.procedure(&format!("1.{at:06}"), &text);
    }
    let mut child = site.command("check portal").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let run = Run::of("check | head -1", &child.wait_with_output().unwrap());
    assert!(first.starts_with("error["), "{first}");
    run.ends(1).never_says("panic").never_says("Broken pipe");
}

#[test]
fn the_findings_do_not_depend_on_the_number_of_threads() {
    let mut site = good();
    for at in 0..50 {
        site = site.procedure(&format!("1.{at:06}"), "name = \"ĐĂNG KÝ\"\nlevels = [\"district\"]");
    }
    let one = site.run("check portal --threads 1").ends(1);
    let two = site.run("check portal --threads 2").ends(1);
    assert_eq!(one.out, two.out);
}
