//! A new portal works as it is.

use crate::{Run, Site};

#[test]
fn a_new_portal_has_nothing_to_mend_and_builds() {
    let site = Site::nowhere();
    site.run("new fresh").ends(0).says("motcua serve fresh");
    site.run("check fresh --strict").ends(0).says("1 procedure ").never_says("warning").never_says("error");
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
            "docs/quy-tac.md",
            "docs/rules.md",
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

/// The block of a page behind this fence.
fn block(page: &str, fence: &str) -> String {
    let (_, rest) = page.split_once(&format!("\n```{fence}\n")).unwrap_or_else(|| panic!("no block {fence}"));
    rest.split_once("```\n").unwrap().0.to_owned()
}

/// Runs a command of a page in the folder of the portal.
fn run_in(site: &Site, folder: &str, line: &str) -> Run {
    Run::of(line, &site.command(line).current_dir(site.path(folder)).output().unwrap())
}

#[test]
fn its_guide_to_rules_leads_from_nothing_to_an_answer() {
    let site = Site::nowhere();
    site.run("new fresh").ends(0);
    let page = site.read("fresh/docs/quy-tac.md");
    let questions = block(&page, "toml first questions");
    site.write("fresh/content/questions.toml", &questions);
    site.write("fresh/content/procedures/1.000001.md", block(&page, "md first procedure"));
    let commands = block(&page, "sh");
    let told: Vec<Run> =
        commands.lines().map(|line| run_in(&site, "fresh", line.strip_prefix("motcua ").unwrap()).ends(0)).collect();
    let [checked, asked] = told.as_slice() else { panic!("{commands}") };
    assert!(checked.err.contains("nothing found"), "{}", checked.err);
    assert_eq!(asked.out.replace('\u{a0}', " "), block(&page, "text first answer"));
    // Rules for a procedure that is there already: its own words stay.
    site.write("fresh/content/questions.toml", format!("{questions}\n{}", block(&page, "toml second question")));
    let procedure = site.read("fresh/content/procedures/2.000815.md");
    let (front, rest) = procedure.rsplit_once("+++").unwrap();
    let rules = block(&page, "toml second rules");
    site.write("fresh/content/procedures/2.000815.md", format!("{front}\n{rules}+++{rest}"));
    run_in(&site, "fresh", "check --level note").ends(0).says("nothing found");
    let run = run_in(&site, "fresh", "ask 2.000815 --answer foreign_paper=có").ends(0);
    run.says("Dấu hợp pháp hóa lãnh sự trên bản chính");
    site.run("build fresh -o public").ends(0);
    for (page, said) in [("1.000001", "Bạn sinh ngày nào?"), ("2.000815", "Giấy tờ do nước ngoài cấp?")] {
        assert!(site.read(&format!("public/thu-tuc/{page}/kiem-tra/index.html")).contains(said), "{page}");
    }
}

/// What runs this program: the lines of a page's `sh` blocks, and what stands between backquotes.
fn commands(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut lines, mut text) = (Vec::new(), String::new());
    let mut fence: Option<&str> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), fence) {
            (Some(says), None) => fence = Some(says),
            (Some(_), Some(_)) => fence = None,
            (None, Some("sh")) => lines.push(line),
            (None, Some(_)) => {}
            (None, None) => text = format!("{text} {line}"),
        }
    }
    let own = |found: Vec<&str>| {
        found.into_iter().filter_map(|line| line.strip_prefix("motcua ")).map(str::to_owned).collect()
    };
    (own(lines), own(text.split('`').skip(1).step_by(2).collect()))
}

/// The targets of the links of a page of Markdown.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

#[test]
fn every_link_and_every_command_of_its_pages_works() {
    let site = Site::nowhere();
    site.run("new portal").ends(0);
    let pages: Vec<String> = site.files("portal").into_iter().filter(|path| path.ends_with(".md")).collect();
    let (mut links_met, mut commands_met) = (0, 0);
    for path in &pages {
        let page = site.read(&format!("portal/{path}"));
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Those of what is published are held to by `check`.
        for link in links(&page).filter(|link| !link.starts_with('/') && !link.starts_with("https://")) {
            let target = link.split('#').next().unwrap_or_default();
            assert!(site.path(&format!("portal/{folder}/{target}")).is_file(), "{path}: {link}");
            links_met += 1;
        }
    }
    // Examples need what they speak of: the first procedure, and the tables that are handed over.
    let guide = site.read("portal/docs/quy-tac.md");
    site.write("portal/content/questions.toml", block(&guide, "toml first questions"));
    site.write("portal/content/procedures/1.000001.md", block(&guide, "md first procedure"));
    run_in(&site, "portal", "export -o danh-muc.xlsx").ends(0);
    std::fs::remove_file(site.path("portal/danh-muc.xlsx")).unwrap();
    let list = "Mã TTHC,Tên TTHC\n1.000002,Cấp giấy\n";
    site.write("portal/TỆP", list);
    for path in &pages {
        let (lines, named) = commands(&site.read(&format!("portal/{path}")));
        let lines = lines.into_iter().map(|line| (line, false)).chain(named.into_iter().map(|line| (line, true)));
        for (line, is_named) in lines {
            let (name, rest) = line.split_once(' ').unwrap_or((&line, ""));
            // What is only named wants to be told what, of an example that is not there.
            let only_named = is_named && (name == "ask" || rest.is_empty() && ["import", "export"].contains(&name));
            let (folder, line) = match name {
                // It would run until it is told to end.
                "serve" => ("portal", format!("{line} --help")),
                "new" => (".", format!("new another-{commands_met}")),
                _ if only_named => ("portal", format!("{name} --help")),
                // The page in English says it from the folder above.
                _ if rest.split(' ').any(|word| word == "portal") => (".", line.clone()),
                _ => ("portal", line.clone()),
            };
            let run = run_in(&site, folder, &line);
            assert_eq!(run.code, Some(0), "{path}: motcua {line}\n{}\n{}", run.out, run.err);
            commands_met += 1;
        }
    }
    assert!(links_met > 5 && commands_met > 25, "{links_met} {commands_met}");
}
