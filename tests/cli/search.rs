//! `motcua search`: the index of a site that was built, asked from a terminal.

use crate::Site;

fn built() -> Site {
    let site = Site::new()
        .procedure("1.001193", "name = \"Đăng ký khai sinh\"\nlevels = [\"commune\"]")
        .procedure("1.004873", "name = \"Cấp Giấy xác nhận tình trạng hôn nhân\"\nlevels = [\"commune\"]")
        .procedure("1.000001", "name = \"Cấp giấy phép xây dựng\"\nlevels = [\"province\"]");
    site.run("build portal -o public --quiet").ends(0);
    site
}

#[test]
fn words_without_marks_words_people_use_and_codes_find_the_page() {
    let site = built();
    for (query, code) in [
        ("dang ky khai sinh", "1.001193"),
        ("ddawng kys khai sinh", "1.001193"),
        ("giay doc than", "1.004873"),
        ("1.000001", "1.000001"),
        ("khai sihn", "1.001193"),
    ] {
        let run = site.run(&format!("search {query}")).ends(0);
        assert!(run.out.lines().any(|line| line.starts_with(&format!(" 1. {code}"))), "{query}: {}", run.out);
    }
}

#[test]
fn filters_narrow_and_a_wrong_one_is_refused() {
    let site = built();
    let run = site.run("search cap giay --filter level:province").ends(0);
    assert!(run.out.contains("1.000001") && !run.out.contains("1.004873"), "{}", run.out);
    site.run("search cap --filter level").ends(2).says("level:commune");
    site.run("search cap --filter level:x&page=2").ends(2);
}

#[test]
fn a_filter_that_no_page_has_is_refused_with_those_there_are() {
    let site = built();
    let run = site.run("search cap giay --filter abc:def").ends(2).says("\"abc\"");
    assert!(run.out.is_empty(), "{}", run.out);
    run.says("facets of this site: kind, type, field, agency, level, audience, online");
    site.run("search cap giay --filter level:provinces").ends(2).says("there are: level:province, ");
    site.run("search cap giay --filter level:xa").ends(2).says("there are: level:commune");
    site.run("search cap giay --filter name:a").ends(2).says("there is no facet \"name\"");
}

#[test]
fn json_is_what_the_page_is_given() {
    let out = built().run("search khai sinh --format json").ends(0).out;
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["stage"], "full");
    assert_eq!(answer["results"][0]["record"], "thu-tuc/1.001193/");
    assert!(answer["facets"].as_array().is_some_and(|facets| !facets.is_empty()));
}

#[test]
fn a_folder_without_an_index_is_told_how_to_get_one() {
    let site = Site::new().file("public/index.html", "x").file("empty/x", "x");
    site.run("search khai sinh").ends(2).says("has no search index").says("motcua build");
    site.run("search khai sinh --site empty").ends(2).says("no built site in empty").says("motcua build");
    let site = site.procedure("1.001193", "name = \"Đăng ký khai sinh\"");
    site.run("search khai sinh --site portal").ends(2).says("sources of a site").says("motcua build portal -o public");
    let site = site.file("public/search/root.bin", "x");
    site.run("search khai sinh").ends(2).says("cannot be read").says("motcua build");
}

#[test]
fn a_damaged_index_is_told_apart_from_none() {
    let mut site = built();
    for file in
        site.files("public").into_iter().filter(|file| file.starts_with("search/") && *file != "search/root.bin")
    {
        site = site.file(&format!("public/{file}"), "x");
    }
    site.run("search cap giay --filter level:province").ends(2).says("search index in public cannot be read");
    let site = Site::new().file("public/index.html", "x").file("public/search/root.bin/x", "x");
    site.run("search khai sinh").ends(2).says("root.bin").never_says("has no search index");
}

#[test]
fn a_site_may_do_without() {
    let site = Site::new().file("portal/content/site.toml", "title = \"Một cửa\"\nsearch = false\n");
    let site = site.procedure("1.001193", "name = \"Đăng ký khai sinh\"");
    site.run("build portal -o public --quiet").ends(0).says_nothing();
    let files = site.files("public");
    assert!(!files.iter().any(|file| file.starts_with("search/") || file.starts_with("tim-kiem/")), "{files:?}");
    assert!(!site.read("public/thu-tuc/1.001193/index.html").contains("role=\"search\""));
}

#[test]
fn datasets_are_of_their_own_kind() {
    let toml = "title = \"Xếp hạng các tỉnh\"\nfile = \"xep-hang.csv\"\n";
    let site = Site::new()
        .procedure("1.001193", "name = \"Xếp hạng di tích\"")
        .file("portal/datasets/xep-hang/dataset.toml", toml)
        .file("portal/datasets/xep-hang/xep-hang.csv", "tinh,hang\nHà Nội,1\nHuế,2\n");
    site.run("build portal -o public --quiet").ends(0);
    let out = site.run("search xep hang --filter kind:dataset").ends(0).out;
    assert!(out.contains("Xếp hạng các tỉnh") && !out.contains("1.001193"), "{out}");
    site.run("search xep hang --filter kind:procedure").ends(0).says("1.001193");
}
