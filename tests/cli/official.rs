//! Official records are kept as they were published.

use crate::Site;

const RECORD: &str = "{\n \"code\": \"OK\",\n \"data\": {\"code\": \"1.001193\", \"name\": \"Đăng ký khai sinh\"}\n}\n";
const ROW: &str =
    "{\"code\":\"1.001193\",\"name\":\"Đăng ký khai sinh\"}\n{\"code\":\"2.000815\",\"name\":\"Chứng thực\"}\n";

#[test]
fn a_record_is_recognised_kept_and_read_by_the_next_check() {
    let site = Site::new().file("download (1).bin", RECORD);
    let file = site.path("download (1).bin");
    let output = site.command("import -o portal").arg(file).output().unwrap();
    crate::Run::of("import", &output)
        .ends(0)
        .says("created   catalogue/portal-json/download (1).bin")
        .says("1 understood");
    assert_eq!(site.read("portal/catalogue/portal-json/download (1).bin"), RECORD);
    assert!(site.read("portal/content/site.toml").contains("retrieved = 2026-07-18"));
    site.run("check portal --level error").ends(0).says("1 record = 1 procedure");
}

#[test]
fn a_second_import_adds_to_the_same_source_and_a_changed_file_is_an_update() {
    let site = Site::new().file("1.json", RECORD).file("rows.jsonl", ROW);
    site.run("import 1.json rows.jsonl -o portal --retrieved 2026-06-01").ends(0);
    site.run("import 1.json -o portal").ends(0).says("0 created, 0 changed, 1 unchanged");
    assert!(!site.read("portal/content/site.toml").contains("2026-07-18"));
    site.write("1.json", RECORD.replace("khai sinh", "khai tử"));
    site.run("import 1.json -o portal").ends(0).says("updated   catalogue/portal-json/1.json");
    let config = site.read("portal/content/site.toml");
    assert_eq!(config.matches("[[source]]").count(), 3);
    assert_eq!((config.matches("2026-06-01").count(), config.matches("2026-07-18").count()), (1, 1));
    site.run("check portal --level error").ends(0).says("3 records = 2 procedures + 1 merged");
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let site = Site::new().file("1.json", RECORD);
    site.run("import 1.json -o portal --dry-run")
        .ends(0)
        .says("created   catalogue/portal-json/1.json")
        .says("nothing was written");
    assert_eq!(site.files("portal"), ["content/site.toml"]);
}

#[test]
fn one_bad_record_keeps_everything_out_unless_one_goes_on() {
    let site = Site::new().file("1.json", RECORD).file("rows.jsonl", format!("{ROW}{{\"code\": 12\n"));
    let run = site.run("import 1.json rows.jsonl -o portal").ends(1);
    run.says("rows.jsonl:3:").says("3 understood + 1 rejected").says("nothing was written");
    assert_eq!(site.files("portal"), ["content/site.toml"]);
    site.run("import 1.json rows.jsonl -o portal --keep-going").ends(1).says("2 created, 1 changed");
    assert_eq!(site.read("portal/catalogue/portal-catalogue-jsonl/rows.jsonl").lines().count(), 3);
}

#[test]
fn comments_and_order_of_the_configuration_stay() {
    let config = "# Cổng mẫu\ntitle = \"Một cửa\"  # tên\n\n# Biên tập thắng.\n[[source]]\nkind = \"content\"\npath = \"content/procedures/*.md\"\n";
    let site = Site::new().file("portal/content/site.toml", config).file("1.json", RECORD);
    site.run("import 1.json -o portal").ends(0);
    let source = "[[source]]\nkind = \"portal-json\"\npath = \"catalogue/portal-json/*\"\nretrieved = 2026-07-18\n\n";
    assert_eq!(site.read("portal/content/site.toml"), config.replace("# Biên tập", &format!("{source}# Biên tập")));
}

#[test]
fn two_files_of_one_name_are_never_confused() {
    let site = Site::new().file("a/1.json", RECORD).file("b/1.json", RECORD.replace("sinh", "tử"));
    site.run("import a/1.json b/1.json -o portal").ends(1).says("import/same-name").says("b/1.json");
    site.run("import a/1.json a/1.json -o portal").ends(0);
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing_half_imported() {
    let record = |code: &str| format!("{{\"code\": \"{code}\", \"name\": \"A\"}}");
    let site = Site::new().file("1.json", record("1.000001")).file("2.json", record("1.000002"));
    site.run("import 1.json -o portal").ends(0);
    let before = site.files("portal");
    let home = before.iter().find(|path| path.ends_with("1.json")).unwrap().replace("1.json", "2.json");
    site.write(&format!("portal/{home}/x"), "");
    site.write("1.json", record("1.000009"));
    site.run("import 1.json 2.json -o portal").ends(2).says("a folder, not a file");
    let kept = site.read(&format!("portal/{}", home.replace("2.json", "1.json")));
    assert!(kept.contains("1.000001"));
    assert!(site.files("portal").iter().all(|path| !path.ends_with(".new")));
}
