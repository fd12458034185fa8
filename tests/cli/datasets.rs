//! A dataset is checked with its rows and places, and published as it was, clean, and with what was changed.

use crate::Site;

const TOML: &str = "title = \"Dân số\"\nfile = \"Dan so.CSV\"\nkeys = [\"ma\"]\n";

fn site(toml: &str, csv: impl AsRef<[u8]>) -> Site {
    Site::new().file("portal/datasets/dan-so/dataset.toml", toml).file("portal/datasets/dan-so/Dan so.CSV", csv)
}

#[test]
fn a_dataset_is_published_three_times() {
    // TCVN3, as an office of 1999 saved it.
    let csv = b"M\xB7;T\xD8nh;D\xA9n s\xE8\n01;H\xB5 N\xE9i;8.500,5\n02;Hu\xD5;-\n";
    let site = site(TOML, csv);
    site.run("build portal -o public")
        .ends(0)
        .says("2 rows     datasets/dan-so/Dan so.CSV (3 columns, tcvn3, 3 repairs)");
    assert_eq!(site.bytes("public/du-lieu/dan-so/original.csv"), csv);
    assert_eq!(site.read("public/du-lieu/dan-so/dan-so.csv"), "ma,tinh,dan_so\r\n01,Hà Nội,8500.5\r\n02,Huế,\r\n");
    assert_eq!(
        site.read("public/du-lieu/dan-so/repairs.csv"),
        "row,line,column,rule,before,after\r\n,1,,repair/encoding,tcvn3,utf-8\r\n\
         1,2,Dân số,repair/number,\"8.500,5\",8500.5\r\n2,3,Dân số,repair/null,'-,\r\n"
    );
}

#[test]
fn what_is_wrong_has_its_line_and_column_and_stops_the_build() {
    let site = site(TOML, "Mã;Dân số\n01;1.234\n01;2.345\n");
    let run = site.run("check portal").ends(1);
    run.says("datasets/dan-so/Dan so.CSV:2:4").says("is 1234 or 1.234").says("decimal = \",\"");
    site.run("build portal -o public").ends(1).says("nothing was written");
    site.write("portal/datasets/dan-so/dataset.toml", format!("{TOML}decimal = \",\"\n"));
    site.run("check portal").ends(1).says("row 2 has the key of an earlier row");
    site.run("check --explain dataset/decimal").ends(0).says("is one thousand and some, or one and some");
}

#[test]
fn what_keeps_a_table_from_being_published_as_one_means_is_told_with_the_lines_that_settle_it() {
    let csv = "Mã;Ngày cấp\nA1;01/02/2024\nA2;31/02/2024\nA3;13/02/2024\n";
    let site = site(TOML, csv).file("portal/datasets/le-phi/le-phi.csv", "tên,số\na,1\n");
    site.run("check portal")
        .ends(1)
        .says("datasets/dan-so/Dan so.CSV:3:4")
        .says("2 of 3 cells of \"Ngày cấp\" are each a date; row 2 is \"31/02/2024\"")
        .says("source = \"Ngày cấp\"")
        .says("type = \"text\"")
        .says("datasets/le-phi has no dataset.toml: nothing of it is published")
        .says("file = \"le-phi.csv\"");
    site.write("portal/datasets/dan-so/dataset.toml", format!("{TOML}null = [\"31/02/2024\"]\n"));
    site.write("portal/datasets/le-phi/dataset.toml", "title = \"Lệ phí\"\nfile = \"le-phi.csv\"\n");
    site.run("build portal -o public").ends(0);
    let clean = site.read("public/du-lieu/dan-so/dan-so.csv");
    assert_eq!(clean, "ma,ngay_cap\r\nA1,2024-02-01\r\nA2,\r\nA3,2024-02-13\r\n");
}

#[test]
fn datasets_refer_to_each_other() {
    let toml = |more: &str| {
        format!("title = \"x\"\nfile = \"a.csv\"\n[[column]]\nsource = \"mã\"\nid = \"ma\"\ntype = \"code\"\n{more}")
    };
    let site = Site::new()
        .file("portal/datasets/tinh/dataset.toml", toml("unique = true\n"))
        .file("portal/datasets/tinh/a.csv", "mã,tên\n01,Hà Nội\n46,Huế\n")
        .file("portal/datasets/xa/dataset.toml", toml("references = \"tinh.ma\"\n"))
        .file("portal/datasets/xa/a.csv", "mã,xã\n01,Ba Đình\n47,Phú Xuân\n");
    site.run("check portal").ends(1).says("row 2 of \"mã\": \"47\" is not in tinh.ma").says("datasets/xa/a.csv:3:1");
    site.write("portal/datasets/xa/dataset.toml", toml("references = \"tinh.mã\"\n"));
    site.run("check portal").ends(1).says("\"tinh.mã\" is no column of a dataset");
}

#[test]
fn a_dataset_is_published_in_all_formats_and_what_does_not_fit_is_told() {
    let toml = "title = \"Trạm\"\nfile = \"tram.csv\"\n[[column]]\nsource = \"số\"\ntype = \"integer\"\n";
    let site = Site::new()
        .file("portal/datasets/tram/dataset.toml", toml)
        .file("portal/datasets/tram/tram.csv", "tên,vĩ độ,kinh độ,số\nHuế,16.46,107.59,1234567890123456\n");
    site.run("build portal -o public")
        .ends(0)
        .says("datasets/tram/tram.csv: \"so\" is text in xlsx: numbers of more than 15 digits");
    let folder = "public/du-lieu/tram";
    let sums = site.read(&format!("{folder}/SHA256SUMS"));
    let names: Vec<&str> = sums.lines().filter_map(|line| line.split("  ").nth(1)).collect();
    let made = ["tram.csv", "tram-excel.csv", "tram.xlsx", "tram.json", "tram.ndjson", "tram.parquet", "tram.geojson"];
    assert_eq!(names, [&made[..], &["tram.zip", "original.csv", "repairs.csv"]].concat());
    assert_eq!(
        site.read(&format!("{folder}/tram.json")),
        "[\n{\"ten\":\"Huế\",\"vi_do\":16.46,\"kinh_do\":107.59,\"so\":1234567890123456}\n]\n"
    );
    site.write("portal/datasets/tram/tram.csv", "tên,vĩ độ,kinh độ,số\nHuế,107.59,16.46,1\n");
    site.run("build portal -o public").ends(0).says("no geojson: a latitude beyond 90 degrees");
    site.write("portal/datasets/tram/dataset.toml", format!("formats = [\"jsn\"]\n{toml}"));
    site.run("check portal").ends(1).says("there is no format \"jsn\" (\"json\"?)");
    site.write(
        "portal/datasets/tram/dataset.toml",
        format!("coordinates = {{ latitude = \"vido\", longitude = \"ten\" }}\n{toml}"),
    );
    site.run("check portal")
        .ends(1)
        .says("there is no column \"vido\": is it \"vi_do\"?")
        .says("is text and no coordinate");
}

#[test]
fn a_chart_is_published_with_its_numbers_and_a_mistake_in_it_has_its_place() {
    let toml = format!("{TOML}[[chart]]\nid = \"so\"\nkind = \"bar\"\ntitle = \"Số\"\nx = \"ten\"\ny = \"so\"\n");
    let rows = "Mã;Tên;Số\n01;Huế;1.234,5\n02;Hà Nội;2\n";
    let good = site(&toml, rows);
    good.run("build portal -o public").ends(0);
    let drawn = |ending: &str| good.read(&format!("public/du-lieu/dan-so/charts/so.{ending}"));
    assert_eq!(drawn("csv"), "ten,so\r\nHuế,1234.5\r\nHà Nội,2\r\n");
    assert!(drawn("vi.svg").contains(">1.234,5</text>"));
    let bad = site(&toml.replace("y = \"so\"", "y = \"sso\""), rows);
    let run = bad.run("check portal").ends(1);
    run.says("dataset/chart-column").says("datasets/dan-so/dataset.toml:9:5").says("is it \"so\"?");
}
