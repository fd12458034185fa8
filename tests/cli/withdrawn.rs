//! A dataset that was published once never vanishes without a word, and nothing of what was recorded of it does.

use crate::{Run, Site};

const TOML: &str = "title = { vi = \"Dân số\", en = \"Population\" }\ndescription = \"Theo tỉnh.\"\nfile = \"a.csv\"\nkeys = [\"ma\"]\n";
const LOCK: &str = "portal/content/codes.lock";

/// A site with a dataset of two versions, and one that stays.
fn recorded() -> Site {
    let site = Site::new()
        .file(
            "portal/content/site.toml",
            "title = \"Một cửa\"\nlanguages = [\"vi\", \"en\"]\nbase_url = \"https://a.vn/\"\n",
        )
        .file("portal/datasets/dan-so/dataset.toml", TOML)
        .file("portal/datasets/dan-so/a.csv", "ma;n\n01;1\n")
        .file("portal/datasets/xa/dataset.toml", "title = \"Xã\"\nfile = \"a.csv\"\n")
        .file("portal/datasets/xa/a.csv", "ma;n\n01;1\n02;2\n");
    site.run("record portal --date 2026-01-31").ends(0).says("recorded as published: dan-so, xa");
    site.write("portal/datasets/dan-so/a.csv", "ma;n\n01;2\n");
    site.run("record portal --date 2026-07-01").ends(0);
    site.run("check portal").ends(0);
    site
}

fn remove(site: &Site, paths: &[&str]) {
    for path in paths {
        let path = site.path(&format!("portal/datasets/{path}"));
        if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.unwrap();
    }
}

/// Adds lines to the entry of a dataset.
fn add(site: &Site, version: &str, lines: &str) {
    let line = format!("version = \"{version}\"\n");
    let text = site.read(LOCK);
    assert!(text.contains(&line), "{text}");
    site.write(LOCK, text.replacen(&line, &format!("{line}{lines}\n"), 1));
}

/// The lines a finding offers to be pasted.
fn pasted(run: &Run) -> String {
    let lines = run.out.lines().filter_map(|line| line.strip_prefix("     ")).map(str::trim_end);
    let wanted = ["withdrawn = ", "reason = ", "successor = ", "# successor = "];
    lines.filter(|line| wanted.iter().any(|start| line.starts_with(start))).collect::<Vec<_>>().join("\n")
}

const WITHDRAWN: &str =
    "withdrawn = 2026-07-10\nreason = { vi = \"Số liệu sai.\", en = \"The figures were wrong.\" }\nsuccessor = \"xa\"";

/// The same, withdrawn as it is to be.
fn withdrawn() -> Site {
    let site = recorded();
    remove(&site, &["dan-so/dataset.toml", "dan-so/a.csv"]);
    add(&site, "2026-07-01", WITHDRAWN);
    site
}

#[test]
fn a_dataset_that_is_deleted_is_an_error_until_somebody_says_that_it_is_withdrawn() {
    let site = recorded();
    remove(&site, &["dan-so/dataset.toml", "dan-so/a.csv"]);
    let run = site.run("check portal").ends(1).says("content/codes.lock:");
    let run = run.says("the dataset dan-so was published once and has no dataset.toml: Dân số");
    let lines = pasted(&run);
    assert!(
        lines.starts_with("withdrawn = 2026-07-18\nreason = { vi = \"...\", en = \"...\" }\n# successor"),
        "{}",
        run.out
    );
    site.run("record portal").ends(1).says("nothing was recorded");
    site.run("build portal -o public").ends(1);
    site.run("diff portal").ends(0).says("the dataset dan-so was published once");
    // The lines as they are offered say nothing yet.
    add(&site, "2026-07-01", &lines);
    site.run("check portal").ends(1).says("`reason` says nothing yet");
    site.write(
        LOCK,
        site.read(LOCK)
            .replace("vi = \"...\", en = \"...\" }\n# successor", "vi = \"Sai.\", en = \"Wrong.\" }\n# successor"),
    );
    site.run("check portal").ends(0).never_says("dan-so");
    site.run("check --explain codes/dataset-unpublished").ends(0).says("successor");
}

#[test]
fn a_withdrawn_dataset_keeps_its_page_and_its_versions() {
    let site = recorded();
    site.run("build portal -o before").ends(0);
    let site = {
        remove(&site, &["dan-so/dataset.toml", "dan-so/a.csv"]);
        add(&site, "2026-07-01", WITHDRAWN);
        site
    };
    site.run("build portal -o public").ends(0);
    let folder = "du-lieu/dan-so/v";
    let kept = site.files(&format!("public/{folder}"));
    assert_eq!(kept, site.files(&format!("before/{folder}")));
    for file in kept.iter().filter(|file| !file.ends_with(".html")) {
        assert_eq!(
            site.bytes(&format!("public/{folder}/{file}")),
            site.bytes(&format!("before/{folder}/{file}")),
            "{file}"
        );
    }
    let page = site.read("public/du-lieu/dan-so/index.html");
    for said in [
        "Bộ dữ liệu đã rút từ ngày 10/07/2026.",
        "Số liệu sai.",
        "<a href=\"../../du-lieu/xa/\">Xã</a>",
        "href=\"../../du-lieu/dan-so/v/2026-07-01/\"",
        "href=\"../../du-lieu/dan-so/v/2026-07-01/thay-doi/\"",
        "Theo tỉnh.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("noindex") && !page.contains("application/ld+json"), "{page}");
    assert!(site.read("public/en/datasets/dan-so/index.html").contains("The figures were wrong."));
    let version = site.read("public/du-lieu/dan-so/v/2026-07-01/index.html");
    assert!(version.contains("Bộ dữ liệu đã rút từ ngày 10/07/2026."), "{version}");
    assert!(!site.path("public/du-lieu/dan-so/dan-so.csv").exists());
    // What lists it, and what does not.
    assert!(site.read("public/du-lieu/index.html").contains("href=\"../du-lieu/dan-so/\""));
    assert!(site.read("public/thay-doi/index.html").contains("Rút bộ dữ liệu"));
    let feed = site.read("public/du-lieu/feed.xml");
    assert!(
        feed.contains("https://a.vn/du-lieu/dan-so/#withdrawn-2026-07-10") && feed.contains("Số liệu sai."),
        "{feed}"
    );
    assert!(site.read("public/thay-doi/feed.xml").contains("du-lieu/dan-so/#withdrawn-2026-07-10"));
    let sitemap = site.read("public/sitemap.xml");
    assert!(sitemap.contains("<loc>https://a.vn/du-lieu/dan-so/</loc><lastmod>2026-07-10</lastmod>"), "{sitemap}");
    for catalogue in ["data.json", "datapackage.json"] {
        let text = site.read(&format!("public/{catalogue}"));
        assert!(!text.contains("dan-so"), "{catalogue}: {text}");
    }
    // What took its place leads back to it, and nothing calls it a dataset of the catalogue.
    let back = "<p>Thay cho: <a href=\"../../du-lieu/dan-so/\">Dân số (đã rút 10/07/2026)</a></p>";
    assert!(site.read("public/du-lieu/xa/index.html").contains(back));
    for catalogue in ["catalog.ttl", "du-lieu/xa/dcat.ttl"] {
        let text = site.read(&format!("public/{catalogue}"));
        assert!(text.contains("dct:replaces <https://a.vn/du-lieu/dan-so/#dataset>"), "{catalogue}: {text}");
        let gone = "<https://a.vn/du-lieu/dan-so/#dataset> a rdfs:Resource";
        assert!(text.contains(gone) && text.contains("dct:isReplacedBy <https://a.vn/du-lieu/xa/#dataset>"), "{text}");
        assert!(!text.contains("dcat:dataset <https://a.vn/du-lieu/dan-so/#dataset>"), "{catalogue}: {text}");
    }
    // What is said by hand stays when something else is recorded.
    site.write("portal/datasets/xa/a.csv", "ma;n\n01;1\n02;3\n");
    site.run("record portal").ends(0).says("recorded as published: xa\n");
    assert!(site.read(LOCK).contains(WITHDRAWN));
    site.run("check portal --strict").never_says("dan-so");
}

#[test]
fn the_last_dataset_of_a_site_may_be_withdrawn_and_none_of_it_recorded() {
    let site = Site::new().file(
        LOCK,
        "[[dataset]]\nid = \"cu\"\ntitle = \"Cũ\"\nwithdrawn = 2026-01-01\nsuccessor = \"https://b.vn/cu\"\n",
    );
    site.run("build portal -o public").ends(0);
    let page = site.read("public/du-lieu/cu/index.html");
    assert!(
        page.contains("Không có phiên bản nào được ghi lại.") && page.contains("href=\"https://b.vn/cu\""),
        "{page}"
    );
    assert!(page.contains("noindex"));
    assert!(site.read("public/du-lieu/index.html").contains("href=\"../du-lieu/cu/\""));
    assert!(!site.path("public/catalog.ttl").exists());
}

#[test]
fn a_dataset_that_is_renamed_leaves_its_versions_where_they_were() {
    let site = recorded();
    std::fs::rename(site.path("portal/datasets/dan-so"), site.path("portal/datasets/dan-so-2026")).unwrap();
    let run = site.run("check portal").ends(1);
    let run = run.says("version 2026-07-01 of dan-so was recorded and is not in datasets/dan-so/versions");
    let run = run.says("move datasets/dan-so-2026/versions back to datasets/dan-so/versions");
    assert!(pasted(&run).contains("\nsuccessor = \"dan-so-2026\""), "{}", run.out);
    std::fs::create_dir(site.path("portal/datasets/dan-so")).unwrap();
    std::fs::rename(site.path("portal/datasets/dan-so-2026/versions"), site.path("portal/datasets/dan-so/versions"))
        .unwrap();
    add(&site, "2026-07-01", "withdrawn = 2026-07-10\nreason = \"Đổi mã.\"\nsuccessor = \"dan-so-2026\"");
    site.run("record portal")
        .ends(0)
        .says("datasets/dan-so-2026/versions/2026-07-18")
        .says("recorded as published: dan-so-2026\n");
    site.run("build portal -o public").ends(0);
    let gone = site.read("public/du-lieu/dan-so/index.html");
    assert!(gone.contains("<a href=\"../../du-lieu/dan-so-2026/\">Dân số</a>"), "{gone}");
    // Both have one title: no tab and no list shows it twice.
    assert!(gone.contains("<title>Dân số (đã rút 10/07/2026) – Một cửa</title>"), "{gone}");
    let version = site.read("public/du-lieu/dan-so/v/2026-07-01/index.html");
    assert!(version.contains("<title>Dân số (đã rút 10/07/2026): phiên bản 01/07/2026"), "{version}");
    let now = site.read("public/du-lieu/dan-so-2026/index.html");
    assert!(now.contains("<title>Dân số – Một cửa</title>"), "{now}");
    assert!(now.contains("Thay cho: <a href=\"../../du-lieu/dan-so/\">Dân số (đã rút 10/07/2026)</a>"), "{now}");
    assert!(site.read("public/du-lieu/feed.xml").contains("<title>Dân số (đã rút 10/07/2026)</title>"));
    let changes = site.read("public/thay-doi/index.html");
    // That it was withdrawn, its two versions, and the first that took its place.
    assert_eq!(changes.matches(">Dân số (đã rút 10/07/2026)</a>").count(), 3, "{changes}");
    assert_eq!(changes.matches(">Dân số</a>").count(), 1, "{changes}");
    assert!(site.path("public/du-lieu/dan-so/v/2026-01-31/dan-so.csv").exists());
}

#[test]
fn what_contradicts_itself_or_leads_nowhere_is_told() {
    let site = recorded();
    add(&site, "2026-07-01", WITHDRAWN);
    site.run("check portal")
        .ends(1)
        .says("dan-so is withdrawn here, and datasets/dan-so/dataset.toml still describes it");
    let site = withdrawn();
    let lock = site.read(LOCK);
    for (successor, told) in [
        ("dan-so", "is the dataset itself"),
        ("xaa", "did you mean \"xa\"?"),
        ("a b", "is neither a dataset nor an address"),
    ] {
        site.write(LOCK, lock.replace("successor = \"xa\"", &format!("successor = \"{successor}\"")));
        site.run("check portal").ends(1).says(told);
    }
    site.write(LOCK, format!("{lock}\n[[dataset]]\nid = \"xa\"\n"));
    site.run("check portal").ends(1).says("xa is recorded twice");
    // As two branches leave it that each recorded a version.
    site.write(LOCK, format!("{lock}\n[[dataset]]\nid = \"dan-so\"\nversion = \"2026-01-31\"\n"));
    site.run("check portal")
        .ends(1)
        .says("delete one of the two entries: the version 2026-07-01 of the other one is the later");
    site.write(LOCK, format!("[[dataset]]\nid = \"dan-so\"\nversion = \"2026-01-31\"\n\n{lock}"));
    site.run("check portal")
        .ends(1)
        .says("delete one of the two entries: the version 2026-07-01 of this one is the later");
    // What is said of a withdrawal without its day would be gone with the next record.
    site.write(LOCK, lock.replace("withdrawn = 2026-07-10\n", ""));
    site.run("check portal").ends(1).says("`reason` needs `withdrawn`").says("`successor` needs `withdrawn`");
    site.run("record portal").ends(1);
    assert!(site.read(LOCK).contains("The figures were wrong."));
    site.write(LOCK, lock.replace("withdrawn = 2026-07-10", "withdrawn = 2099-01-01"));
    site.run("check portal").ends(1).says("dan-so is withdrawn on 2099-01-01, which is yet to come");
    site.write(LOCK, format!("{lock}\n[[dataset]]\nid = \"../xa\"\nwithdrawn = 2026-01-01\n"));
    site.run("check portal").ends(1).says("`id` cannot be \"../xa\"");
    site.write(LOCK, &lock);
    site.write("portal/content/redirects.toml", "[[redirect]]\nfrom = \"/du-lieu/dan-so/\"\nto = \"/\"\n");
    site.run("check portal").ends(1).says("a redirect cannot be from \"/du-lieu/dan-so/\"");
    std::fs::remove_file(site.path("portal/content/redirects.toml")).unwrap();
    remove(&site, &["dan-so/versions/2026-07-01"]);
    site.run("check portal")
        .ends(1)
        .says("version 2026-07-01 of dan-so was recorded and is not in")
        .says("restore the folder");
}

#[test]
fn versions_of_a_withdrawn_dataset_are_compared_with_each_other() {
    let site = withdrawn();
    site.run("diff portal --dataset dan-so")
        .ends(2)
        .says("dan-so was withdrawn on 2026-07-10: it has no file to compare a version with")
        .says("compare two of its 2 versions: --dataset dan-so --from 2026-01-31 --to 2026-07-01");
    site.run("diff portal --dataset dan-so --from 2026-01-31").ends(2).says("dan-so was withdrawn on 2026-07-10");
    site.run("diff portal --dataset dan-so --from 2026-01-31 --to 2026-07-01").ends(0).says("01");
    site.run("diff portal --dataset dan-so --from 2025-01-31 --to 2026-07-01")
        .ends(2)
        .says("dan-so has no version 2025-01-31");
}

#[test]
fn a_procedure_that_is_deleted_is_recorded_as_withdrawn_only_when_told() {
    let site = Site::new().procedure("1.001193", "name = \"Khai sinh\"").procedure("1.001612", "name = \"Trợ cấp\"");
    site.run("record portal --date 2026-07-01").ends(0);
    let before = site.read(LOCK);
    std::fs::remove_file(site.path("portal/content/procedures/1.001612.md")).unwrap();
    let refused = site.run("record portal --date 2026-07-02").ends(1);
    refused
        .says("1.001612 was published once and is in no source: Trợ cấp")
        .says("nothing was recorded")
        .says("--withdraw");
    assert_eq!(site.read(LOCK), before);
    let told = site.run("record portal --date 2026-07-02 --withdraw").ends(0);
    told.says("0 added, 0 changed, 1 removed").says("recorded as withdrawn: 1.001612 Trợ cấp");
    site.run("build portal -o public").ends(0);
    let page = site.read("public/thu-tuc/1.001612/index.html");
    assert!(!page.contains("Nguồn chính thức") && page.contains("Trang này không còn đăng thủ tục này."), "{page}");
}
