//! Versions of datasets are recorded once, stay as they are, and are compared: before they are published and after.

use crate::{Run, Site};

const TOML: &str = "title = \"Dân số\"\nfile = \"a.csv\"\nkeys = [\"ma\"]\n";
const FIRST: &str = "mã;tỉnh;dân số\n01;Hà Nội;8.500,5\n02;Huế;-\n03;=Vinh;1,25\n";
const SECOND: &str = "mã;tỉnh;dân số;ghi chú\n04;Đà Nẵng;3,5;mới\n02;Thành phố Huế;1.236,4;\n01;Hà Nội;8.500,50;\n";

fn site() -> Site {
    Site::new().file("portal/datasets/dan-so/dataset.toml", TOML).file("portal/datasets/dan-so/a.csv", FIRST)
}

/// A site with two versions.
fn recorded() -> Site {
    let site = site();
    site.run("record portal --date 2026-01-31").ends(0);
    site.write("portal/datasets/dan-so/a.csv", SECOND);
    site.run("record portal --date 2026-07-01").ends(0);
    site
}

#[track_caller]
fn checks(site: &Site) -> Run {
    site.run("check portal").ends(1)
}

#[test]
fn a_version_is_recorded_once_byte_for_byte() {
    let site = site();
    let would = site.run("record portal --dry-run").ends(0);
    would.says("would record datasets/dan-so/versions/2026-07-18 (3 rows, 67 B; its first version)");
    assert!(site.files("portal/datasets").len() == 2);
    site.run("record portal").ends(0).says("recorded datasets/dan-so/versions/2026-07-18");
    let folder = "portal/datasets/dan-so/versions/2026-07-18";
    assert_eq!(site.files(folder), ["a.csv", "dataset.toml", "version.lock"]);
    assert_eq!(
        (site.read(&format!("{folder}/a.csv")), site.read(&format!("{folder}/dataset.toml"))),
        (FIRST.into(), TOML.into())
    );
    let files = site.files("portal");
    site.run("record portal --date 2026-08-01").ends(0).never_says("dan-so");
    assert_eq!(site.files("portal"), files);
    site.write("portal/datasets/dan-so/a.csv", SECOND);
    site.run("check portal").ends(0).says("the file differs from version 2026-07-18");
    let run = site.run("record portal").ends(0);
    run.says("versions/2026-07-18-2 (3 rows").says("1 change of columns, 1 row changed (2 cells), 1 added, 1 removed");
    assert!(
        site.read("portal/datasets/dan-so/versions/2026-07-18-2/version.lock").contains("previous = \"2026-07-18\"\n")
    );
    site.run("record portal --date 2026-07-01").ends(0);
    site.write("portal/datasets/dan-so/a.csv", FIRST);
    let run = site.run("record portal --date 2026-07-01").ends(2);
    run.says("dan-so has version 2026-07-18-2, and a record of 2026-07-01 would come before it").says("--date");
}

#[test]
fn versions_are_published_and_stay_when_others_come() {
    let site = recorded();
    site.run("build portal -o public").ends(0);
    let first = "public/du-lieu/dan-so/v/2026-01-31";
    assert_eq!(site.files(first), ["SHA256SUMS", "dan-so.csv", "index.html", "original.csv"]);
    assert_eq!(site.read(&format!("{first}/original.csv")), FIRST);
    let second = "public/du-lieu/dan-so/v/2026-07-01";
    let latest = ["SHA256SUMS", "changes.csv", "dan-so.csv", "index.html", "original.csv", "thay-doi/index.html"];
    assert_eq!(site.files(second), latest);
    assert_eq!(site.bytes(&format!("{second}/dan-so.csv")), site.bytes("public/du-lieu/dan-so/dan-so.csv"));
    assert_eq!(
        site.read(&format!("{second}/changes.csv")),
        "change,key_ma,name_tinh,column,title,before,after\r\ncolumn-added,,,ghi_chu,ghi chú,,text\r\n\
         added,04,Đà Nẵng,tinh,tỉnh,,Đà Nẵng\r\nadded,04,Đà Nẵng,dan_so,dân số,,3.5\r\n\
         added,04,Đà Nẵng,ghi_chu,ghi chú,,mới\r\nchanged,02,Thành phố Huế,tinh,tỉnh,Huế,Thành phố Huế\r\n\
         changed,02,Thành phố Huế,dan_so,dân số,,1236.4\r\nremoved,03,'=Vinh,tinh,tỉnh,'=Vinh,\r\n\
         removed,03,'=Vinh,dan_so,dân số,1.25,\r\n"
    );
    let before: Vec<_> = [first, second]
        .map(|folder| {
            site.files(folder).into_iter().map(|file| site.bytes(&format!("{folder}/{file}"))).collect::<Vec<_>>()
        })
        .into();
    site.write("portal/datasets/dan-so/a.csv", FIRST);
    site.run("record portal --date 2026-09-01").ends(0);
    site.run("build portal -o public").ends(0);
    let after: Vec<_> = [first, second]
        .map(|folder| {
            site.files(folder).into_iter().map(|file| site.bytes(&format!("{folder}/{file}"))).collect::<Vec<_>>()
        })
        .into();
    assert!(before == after, "a version changed when another came");
    let page = site.read("public/du-lieu/dan-so/index.html");
    assert!(page.contains("v/2026-09-01/thay-doi/") && page.contains("v/2026-01-31/"), "{page}");
}

#[test]
fn the_page_of_changes_says_columns_first_and_marks_cells() {
    let site = recorded();
    site.run("build portal -o public").ends(0);
    let page = site.read("public/du-lieu/dan-so/v/2026-07-01/thay-doi/index.html");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}\n{page}"));
    assert!(at("1 thay đổi về cột") < at("1 dòng sửa (2 ô)") && at("Thêm cột") < at("id=\"changed\""));
    at(
        "<del><span class=\"unseen\">trước </span>Huế</del> →&nbsp;<ins><span class=\"unseen\">nay </span>Thành phố Huế</ins>",
    );
    at(
        "<del><span class=\"unseen\">trước </span>trống</del> →&nbsp;<ins><span class=\"unseen\">nay </span>1.236,4</ins>",
    );
    at("changes.csv");
    // Which versions, how large, which columns, and what the row is that a code names.
    at("href=\"../../../../../du-lieu/dan-so/v/2026-01-31/\"");
    at("(3 dòng)");
    at("Ô sửa theo cột: tỉnh (1 ô); dân số (1 ô).");
    at("02 <span class=\"name\">Thành phố Huế</span></th>");
}

#[test]
fn what_changed_is_seen_before_it_is_published() {
    let site = site();
    site.run("diff portal").ends(0).says("dan-so: no version was recorded yet");
    site.run("record portal --date 2026-01-31").ends(0);
    site.write("portal/datasets/dan-so/a.csv", SECOND);
    let run = site.run("diff portal").ends(0);
    assert_eq!(
        run.out,
        "dan-so: the file as it is now, since version 2026-01-31\n  column added: ghi_chu (text)\n  \
         + ma = 04: tinh = Đà Nẵng, dan_so = 3.5, ghi_chu = mới\n  ~ ma = 02: tinh: Huế -> Thành phố Huế, dan_so: nothing -> 1236.4\n  \
         - ma = 03: tinh = =Vinh, dan_so = 1.25\n  1 change of columns, 1 row changed (2 cells), 1 added, 1 removed\n"
    );
    site.run("diff portal --rows 0").ends(0).says("... the first 0 of each kind").never_says("Vinh");
    let run = site.run("diff portal --format json").ends(0);
    let lines: Vec<serde_json::Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[2]["cells"]["tinh"], serde_json::json!({"before": "Huế", "after": "Thành phố Huế"}));
    assert_eq!(
        (&lines[2]["key"]["ma"], &lines[4]["removed"], &lines[4]["to"]),
        (&"02".into(), &1.into(), &serde_json::Value::Null)
    );
    site.run("record portal --date 2026-07-01").ends(0);
    site.run("diff portal").ends(0).says("no row differs");
    site.run("diff portal --dataset dan-so --from 2026-01-31 --to 2026-07-01")
        .ends(0)
        .says("version 2026-07-01 since version 2026-01-31");
    site.run("diff portal --dataset dan-so --from 2026-01-30")
        .ends(2)
        .says("no version 2026-01-30")
        .says("2026-07-01, 2026-01-31");
    site.run("diff portal --dataset dan").ends(2).says("there is no dataset dan").says("there are dan-so");
    site.run("diff portal --from 2026-01-31").ends(2).says("--dataset");
}

#[test]
fn procedures_are_reviewed_with_datasets() {
    let site = site().procedure("1.000001", "name = \"Cấp giấy\"").procedure("1.000002", "name = \"Đổi giấy\"");
    site.run("diff portal").ends(0).says("procedures: nothing was recorded yet");
    site.run("record portal --date 2026-01-31").ends(0);
    std::fs::remove_file(site.path("portal/content/procedures/1.000002.md")).unwrap();
    let site = site.procedure("1.000001", "name = \"Cấp giấy phép\"").procedure("1.000003", "name = \"Thu giấy\"");
    let run = site.run("diff portal").ends(0);
    run.says(
        "procedures: as they are now, since the last record\n  ~ 1.000001 Cấp giấy phép: name\n  - 1.000002 Đổi giấy\n  \
         + 1.000003 Thu giấy\n  1 changed, 1 added, 1 removed\n",
    );
    site.run("diff portal --dataset dan-so").ends(0).never_says("1.000001");
    site.run("diff portal --format json")
        .ends(0)
        .says("{\"change\":\"removed\",\"fields\":[],\"name\":\"Đổi giấy\",\"procedure\":\"1.000002\"}");
}

#[test]
fn a_version_that_is_no_longer_what_it_was_is_an_error() {
    let folder = "portal/datasets/dan-so/versions";
    let site = recorded();
    site.run("check portal").ends(0).never_says("unrecorded");
    // As git does where it is told to write the line ends of Windows.
    site.write(&format!("{folder}/2026-01-31/a.csv"), FIRST.replace('\n', "\r\n"));
    checks(&site).says("versions/2026-01-31/a.csv").says("is not what was recorded").says(".gitattributes");
    site.run("build portal -o public").ends(1).says("nothing was written");
    site.write(&format!("{folder}/2026-01-31/a.csv"), FIRST);
    site.write(
        &format!("{folder}/2026-01-31/dataset.toml"),
        format!("{TOML}null = []\n[[column]]\nsource = \"dân số\"\ntype = \"text\"\n"),
    );
    checks(&site).says("2026-01-31/dataset.toml").says("is read in another way");
    site.write(&format!("{folder}/2026-01-31/dataset.toml"), TOML);
    site.write(&format!("{folder}/moi/a.csv"), FIRST);
    checks(&site).says("\"moi\" is no name of a version");
    std::fs::remove_dir_all(site.path(&format!("{folder}/moi"))).unwrap();
    let lock = site.read(&format!("{folder}/2026-07-01/version.lock"));
    site.write(&format!("{folder}/2026-07-01/version.lock"), lock.replace("clean = \"", "clean = \"x"));
    checks(&site).says("version.lock").says("`clean` is not the SHA-256 of a file");
    std::fs::remove_file(site.path(&format!("{folder}/2026-07-01/version.lock"))).unwrap();
    checks(&site).says("was not recorded to its end: version.lock is missing");
    site.write(&format!("{folder}/2026-07-01/version.lock"), lock);
    std::fs::remove_dir_all(site.path(&format!("{folder}/2026-01-31"))).unwrap();
    checks(&site).says("followed 2026-01-31 when it was recorded, and follows no version");
    std::fs::remove_file(site.path("portal/datasets/dan-so/dataset.toml")).unwrap();
    checks(&site).says("the dataset dan-so was published once and has no dataset.toml: Dân số");
    std::fs::remove_file(site.path("portal/content/codes.lock")).unwrap();
    checks(&site).says("has recorded versions and no dataset.toml").says("[[dataset]]");
    site.run("check --explain dataset/version-gap").ends(0).says("correct `previous`");
}

#[test]
fn a_dataset_with_an_error_keeps_everything_from_being_recorded() {
    let site = site();
    site.write("portal/datasets/dan-so/a.csv", "mã;tỉnh\n01;a\n01;b\n");
    site.run("record portal").ends(1).says("has the key of an earlier row").says("nothing was recorded");
    assert_eq!(site.files("portal/datasets").len(), 2);
    site.run("diff portal").ends(1).says("nothing was compared");
}

/// What is made of the catalogue has no file beside its description, as the datasets of this repository's portal.
#[test]
fn a_dataset_made_of_the_catalogue_is_compared_and_recorded_with_the_others() {
    let toml = "title = \"Thủ tục\"\nderive = \"procedures\"\nkeys = [\"ma\"]\n";
    let site = site().procedure("1.000001", "name = \"Cấp giấy\"").file("portal/datasets/thu-tuc/dataset.toml", toml);
    site.run("diff portal").ends(0).says("thu-tuc: made of the catalogue at every build, so that it has no versions");
    site.run("record portal --date 2026-01-31")
        .ends(0)
        .says("versions/2026-01-31 (3 rows")
        .never_says("datasets/thu-tuc");
    assert_eq!(site.files("portal/datasets/thu-tuc"), ["dataset.toml"]);
    site.run("check portal").ends(0);
    site.run("diff portal --dataset dan-so").ends(0).says("no row differs");
}

#[test]
fn rows_without_keys_are_said_to_be_unpaired_and_keys_can_be_said_later() {
    let toml = "title = \"Dân số\"\nfile = \"a.csv\"\n";
    let site = site().file("portal/datasets/dan-so/dataset.toml", toml);
    let line = "each row is named by ma, or by tinh: add to datasets/dan-so/dataset.toml, above the first [[column]]\n     keys = [\"ma\"]\n";
    site.run("record portal --date 2026-01-31").ends(0).says("dan-so has no `keys`: rows cannot be paired").says(line);
    site.write("portal/datasets/dan-so/a.csv", FIRST.replace("1,25", "1,5"));
    site.run("diff portal").ends(0).says("  + row 3: ma = 03").says("  - row 3: ma = 03").says(line);
    site.run("record portal --date 2026-07-01").ends(0).says("1 added, 1 removed").says(line);
    site.run("build portal -o public").ends(0);
    let page = |path: &str| site.read(&format!("public/{path}/index.html"));
    assert!(page("du-lieu/dan-so/v/2026-07-01/thay-doi").contains("không ghép được dòng cũ với dòng mới"));
    // The line as it is offered, and the next difference is one of cells already.
    site.write("portal/datasets/dan-so/dataset.toml", format!("{toml}keys = [\"ma\"]\n"));
    site.write("portal/datasets/dan-so/a.csv", FIRST.replace("1,25", "1,75"));
    let run = site.run("diff portal").ends(0).says("  ~ ma = 03: dan_so: 1.5 -> 1.75\n  1 row changed (1 cell)");
    run.never_says("has no `keys`").never_says("keys:");
    site.run("record portal --date 2026-08-01").ends(0).says("1 row changed (1 cell)");
    site.run("build portal -o public").ends(0);
    assert!(!page("du-lieu/dan-so/v/2026-08-01/thay-doi").contains("không ghép được"));
}
