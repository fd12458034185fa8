//! Bad input: a clear finding with its place, and nothing lost without a line.

use std::io::Write;

use crate::Site;

/// A site with one source and one file of it.
fn with(kind: &str, name: &str, bytes: impl AsRef<[u8]>) -> Site {
    let config = format!("title = \"x\"\n[[source]]\nkind = \"{kind}\"\npath = \"catalogue/*\"\n");
    Site::nowhere().file("portal/content/site.toml", config).file(&format!("portal/catalogue/{name}"), bytes)
}

#[test]
fn bad_toml_is_shown_at_its_line_and_column() {
    let site = Site::new().procedure("1.001193", "name = \"Khai sinh\nkind = national");
    site.run("check portal")
        .ends(1)
        .says("error[toml/syntax]")
        .says("content/procedures/1.001193.md:2:")
        .says("1 rejected");
    let site = Site::nowhere().file("portal/content/site.toml", "title = [\n");
    site.run("check portal").ends(1).says("content/site.toml:1:");
}

#[test]
fn bad_json_is_shown_at_its_line_and_column() {
    let site = with("portal-json", "1.json", "{\n  \"code\": \"1.001193\",\n  \"name\": Khai sinh\n}\n");
    site.run("check portal")
        .ends(1)
        .says("catalogue/1.json:3:11")
        .says("1 record = 0 procedures + 0 merged into another + 1 rejected");
    site.run("import portal/catalogue/1.json -o portal").ends(1).says("portal/catalogue/1.json:3:11");
}

#[test]
fn every_bad_line_of_many_is_told_and_the_good_ones_are_read() {
    let rows = "{\"code\":\"1.000001\",\"name\":\"A\"}\n{\"code\":\n\n[]\n{\"name\":\"B\"}\n{\"code\":\"1.000002\",\"name\":\"C\"}\n";
    let run = with("portal-catalogue-jsonl", "rows.jsonl", rows).run("check portal").ends(1);
    run.says("rows.jsonl:2:")
        .says("rows.jsonl:4:")
        .says("rows.jsonl:5:")
        .says("5 records = 2 procedures + 0 merged into another + 3 rejected");
}

#[test]
fn invalid_utf_8_is_shown_where_it_is() {
    let line = b"{\"code\":\"1.000001\",\"name\":\"\xd0\xc4\"}\n";
    let site = with("portal-catalogue-jsonl", "rows.jsonl", line);
    site.run("check portal").ends(1).says("error[source/not-utf8]").says("rows.jsonl:1:28").says("1 rejected");
    let site = Site::new().file("portal/content/procedures/1.md", b"+++\nname = \"\xff\"\n+++\n");
    site.run("check portal").ends(1).says("content/procedures/1.md:2:9");
}

#[test]
fn a_workbook_that_was_cut_is_one_error() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let headings = ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"];
    book.add_worksheet().write_row(0, 0, headings).unwrap();
    let whole = book.save_to_buffer().unwrap();
    let site = with("portal-list-xlsx", "list.xlsx", &whole[..whole.len() * 2 / 3]);
    site.run("check portal").ends(1).says("error[sheet/not-xlsx]").says("catalogue/list.xlsx").says("1 rejected");
    site.run("import portal/catalogue/list.xlsx -o portal").ends(1).says("sheet/not-xlsx").says("nothing was written");
}

#[test]
fn a_line_of_200_megabytes_is_refused_and_the_next_one_is_read() {
    let site = with("portal-catalogue-jsonl", "rows.jsonl", "");
    let file = std::fs::File::create(site.path("portal/catalogue/rows.jsonl")).unwrap();
    let mut file = std::io::BufWriter::new(file);
    file.write_all(b"{\"code\":\"1.000001\",\"name\":\"").unwrap();
    let piece = vec![b'a'; 1 << 20];
    (0..200).for_each(|_| file.write_all(&piece).unwrap());
    file.write_all(b"\"}\n{\"code\":\"1.000002\",\"name\":\"B\"}\n").unwrap();
    file.into_inner().unwrap();
    let run = site.run("check portal").ends(1).says("rows.jsonl:1:1").says("a line of 200 MB");
    assert!(run.out.len() < 10_000);
    run.says("2 records = 1 procedure + 0 merged into another + 1 rejected");
}

#[test]
fn what_is_no_source_is_told_what_it_is() {
    for (bytes, words) in [
        (&b"\x1f\x8b\x08\0"[..], "compressed with gzip"),
        (b"PK\x03\x04\x14\0 1.json", "a zip archive"),
        (b"<!doctype html><title>502 Bad Gateway</title>", "a page of HTML"),
        (b"[{\"code\": \"1.000001\"}]", "a JSON list"),
        (b"", "the file is empty"),
    ] {
        let site = Site::new().file("given", bytes);
        site.run("import given -o portal").ends(1).says(words).says("--> given").says("help:");
        assert_eq!(site.files("portal"), ["content/site.toml"]);
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_or_nowhere_are_errors_and_not_files() {
    let site = with("portal-json", "1.json", "{\"code\":\"1.000001\",\"name\":\"A\"}").file("secret.json", "{}");
    std::os::unix::fs::symlink(site.path("secret.json"), site.path("portal/catalogue/2.json")).unwrap();
    std::os::unix::fs::symlink("gone.json", site.path("portal/catalogue/3.json")).unwrap();
    std::fs::create_dir(site.path("portal/catalogue/4.json")).unwrap();
    let run = site.run("check portal").ends(1);
    run.says("catalogue/2.json: a link that leads out")
        .says("catalogue/3.json: a link that leads nowhere")
        .says("3 records = 1 procedure + 0 merged into another + 2 rejected");
    std::os::unix::fs::symlink("gone", site.path("broken.json")).unwrap();
    site.run("import broken.json -o portal").ends(2).says("broken.json: a link that leads nowhere");
}

#[test]
fn a_folder_where_a_file_should_be_is_an_error_with_its_path() {
    for name in ["content/agencies.toml", "content/redirects.toml", "content/codes.lock"] {
        let site = Site::new().procedure("1.001193", "name = \"x\"").file(&format!("portal/{name}/x"), "");
        site.run("check portal")
            .ends(1)
            .says("error[source/unreadable]")
            .says(&format!("{name}: a folder, not a file"));
        site.run("record portal --date 2026-07-01").ends(1).says("nothing was recorded");
    }
    let site = Site::new().procedure("1.001193", "name = \"x\"");
    let site = site.file("portal/content/changes/digests.lock/x", "");
    site.run("record portal --date 2026-07-01").ends(2).says("digests.lock: a folder, not a file");
    assert!(!site.path("portal/content/codes.lock").exists());
    let site = Site::nowhere().file("portal/content/site.toml/x", "");
    site.run("check portal").ends(1).says("content/site.toml");
    site.run("import x.json -o portal").ends(2);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_looked_into_is_an_error_and_not_an_empty_one() {
    let outside = Site::nowhere().file("far/1.001193.md", "+++\nname = \"Khai sinh\"\n+++\n");
    let link = |site: &Site, name: &str| {
        std::fs::create_dir_all(site.path(name).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(outside.path("far"), site.path(name)).unwrap();
    };
    let site = Site::new().file("portal/content/procedures/2.000815.md", "+++\nname = \"x\"\n+++\n");
    link(&site, "portal/content/procedures/more");
    site.run("check portal").ends(1).says("content/procedures/more: a link that leads out").says("1 rejected");
    for name in ["procedures", "pages", "changes"] {
        let site = Site::new();
        link(&site, &format!("portal/content/{name}"));
        site.run("check portal").ends(1).says(&format!("content/{name}: a link that leads out"));
        site.run("record portal --date 2026-07-01").ends(1).says("nothing was recorded");
    }
}

#[test]
fn a_source_without_files_is_not_recorded() {
    let site = Site::new().procedure("1.001193", "name = \"Khai sinh\"");
    site.run("record portal --date 2026-07-01").ends(0);
    std::fs::remove_dir_all(site.path("portal/content/procedures")).unwrap();
    site.run("record portal --date 2026-07-02").ends(1).says("source/no-files").says("nothing was recorded");
}

#[test]
fn keys_that_contradict_each_other_are_errors_at_their_lines() {
    for (item, words) in [
        ("[[document]]\nref = \"A\"\nid = \"B\"\nname = \"x\"", "`id` beside `ref`"),
        ("[[legal]]\nref = \"A\"\nnumber = \"B\"", "`number` beside `ref`"),
        ("[[document]]\nref = \"A\"\nremove = true\nname = \"x\"", "`name` beside `remove = true`"),
        ("[[result]]\nref = \"A\"\nremove = true\nname = \"x\"", "`name` beside `remove = true`"),
        ("[[document]]\nname = \"x\"\nform_url = \"https://example.vn/a\"", "`form_url` without `form`"),
    ] {
        let site = Site::new().procedure("1.001193", &format!("name = \"Khai sinh\"\n{item}"));
        site.run("check portal").ends(1).says("error[content/").says(words).says("1.001193.md:");
    }
}
