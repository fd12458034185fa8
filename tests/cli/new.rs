//! A new portal works as it is.

use crate::Site;

#[test]
fn a_new_portal_has_nothing_to_mend_and_builds() {
    let site = Site::nowhere();
    site.run("new fresh").ends(0).says("motcua serve fresh");
    site.run("check fresh --strict").ends(0).says("1 procedures").never_says("warning").never_says("error");
    site.run("build fresh -o public").ends(0);
    assert!(site.read("public/thu-tuc/2.000815/index.html").contains("Chứng thực bản sao"));
    assert!(site.read("public/en/procedures/2.000815/index.html").contains("Certified copies"));
}

#[test]
fn its_dataset_is_repaired_as_its_readme_says() {
    let site = Site::nowhere();
    site.run("new fresh").ends(0);
    site.run("build fresh -o public").ends(0);
    let file = |name: &str| site.read(&format!("public/du-lieu/phi-chung-thuc/{name}"));
    assert_eq!(file("original.csv"), site.read("fresh/datasets/phi-chung-thuc/phi-chung-thuc.csv"));
    assert!(file("phi-chung-thuc.csv").contains("03,Chứng thực chữ ký,10000,trường hợp\r\n"));
    assert!(file("repairs.csv").contains("\"10.000 \"") || file("repairs.csv").contains(",10.000 ,"));
    site.run("record fresh").ends(0).says("datasets/phi-chung-thuc/versions/2026-07-18");
    site.run("check fresh --strict").ends(0);
}

#[test]
fn the_lines_its_machines_run_can_be_run() {
    let site = Site::nowhere();
    site.run("new fresh").ends(0);
    for (file, start) in [(".github/workflows/site.yml", "- run: "), (".gitlab-ci.yml", "    - ")] {
        let text = site.read(&format!("fresh/{file}"));
        let lines: Vec<&str> =
            text.lines().filter_map(|line| line.trim_end().split_once(start)).map(|(_, run)| run).collect();
        assert!(lines.iter().any(|line| line.contains("git clone")), "{lines:?}");
        for line in lines {
            let parsed = std::process::Command::new("sh").args(["-n", "-c", line]).status().unwrap();
            assert!(parsed.success(), "{line}");
            if let Some(own) = line.strip_prefix("motcua ") {
                let (command, rest) = own.split_once(' ').unwrap_or((own, ""));
                site.run(&format!("{command} fresh {rest}")).ends(0);
            }
        }
        assert!(!text.contains("cargo install --locked \"motcua"), "no registry has it");
    }
}

#[test]
fn its_machines_keep_a_tool_until_it_is_to_be_another() {
    let site = Site::nowhere();
    site.run("new fresh").ends(0);
    let gitlab = site.read("fresh/.gitlab-ci.yml");
    assert!(gitlab.contains("files: [.gitlab-ci.yml]") && !gitlab.contains("key: motcua-$"), "{gitlab}");
    for text in [gitlab, site.read("fresh/.github/workflows/site.yml")] {
        assert!(text.contains("# To update motcua, "), "{text}");
    }
    let datasets = site.read("fresh/datasets/README.md");
    assert!(!datasets.contains("samples") && datasets.ends_with('\n'), "{datasets}");
}

#[test]
fn it_has_what_an_editor_and_a_machine_need() {
    let site = Site::nowhere();
    site.run("new a/b").ends(0);
    assert_eq!(
        site.files("a/b"),
        [
            ".gitattributes",
            ".github/workflows/site.yml",
            ".gitignore",
            ".gitlab-ci.yml",
            "README.md",
            "content/README.md",
            "content/agencies.toml",
            "content/pages/gioi-thieu.en.md",
            "content/pages/gioi-thieu.md",
            "content/procedures/2.000815.md",
            "content/site.toml",
            "datasets/README.md",
            "datasets/phi-chung-thuc/dataset.toml",
            "datasets/phi-chung-thuc/phi-chung-thuc.csv",
        ]
    );
    let workflow = site.read("a/b/.github/workflows/site.yml");
    assert!(workflow.contains(&format!("MOTCUA_BUILT: \"{}-1\"", env!("CARGO_PKG_VERSION"))));
    assert!(workflow.contains("motcua check") && workflow.contains("motcua build"));
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let site = Site::nowhere().file("taken/notes.txt", "x").file("repository/.git/HEAD", "x");
    site.run("new taken").ends(2).says("taken: the folder is not empty");
    assert_eq!(site.files("taken"), ["notes.txt"]);
    site.run("new repository --quiet").ends(0).says_nothing();
}
