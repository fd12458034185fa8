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
        ]
    );
    let workflow = site.read("a/b/.github/workflows/site.yml");
    assert!(workflow.contains(&format!("MOTCUA_VERSION: \"{}\"", env!("CARGO_PKG_VERSION"))));
    assert!(workflow.contains("motcua check") && workflow.contains("motcua build"));
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let site = Site::nowhere().file("taken/notes.txt", "x").file("repository/.git/HEAD", "x");
    site.run("new taken").ends(2).says("taken: the folder is not empty");
    assert_eq!(site.files("taken"), ["notes.txt"]);
    site.run("new repository --quiet").ends(0).says_nothing();
}
