//! What every format says of the same rows, read back by other hands.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value as Json;

use crate::dataset::description::FileFormat;
use crate::dataset::publication::{Publication, Reason, Unfit};
use crate::dataset::{Companion, Dataset, Publishing, publish, publish_with, read_datasets};
use crate::files::{FileTable, MemoryFiles, MemorySink};
use crate::table::Decimal;
use crate::table::local::unpack;

type Published = BTreeMap<String, Vec<u8>>;

/// Reads a dataset, which has to be without errors.
fn read(toml: &str, csv: &str) -> (MemoryFiles, Vec<Dataset>) {
    let toml = format!("title = \"Thử\"\nfile = \"a.csv\"\n{toml}");
    let files = MemoryFiles::default().with("datasets/thu/dataset.toml", toml).with("datasets/thu/a.csv", csv);
    let (datasets, found) = read_datasets(&files, &mut FileTable::default());
    assert_eq!(datasets.len(), 1, "{found:?}");
    (files, datasets)
}

/// Publishes a dataset, and shows what was published.
fn published(toml: &str, csv: &str, see: impl FnOnce(&Publication<'_>, Published)) {
    let (files, datasets) = read(toml, csv);
    let sink = MemorySink::default();
    let publication = publish(&files, &datasets[0], "d", &sink).unwrap();
    see(&publication, sink.into_files());
}

/// A table of everything: texts that need care, large and small numbers, days, months, years, yes and no, places.
const TOML: &str = "coordinates = { latitude = \"vi_do\", longitude = \"kinh_do\" }\n\
    [[column]]\nsource = \"mã\"\ntype = \"code\"\n[[column]]\nsource = \"lớn\"\ntype = \"integer\"\n\
    [[column]]\nsource = \"rất lớn\"\ntype = \"decimal\"\n[[column]]\nsource = \"giá\"\ntype = \"decimal\"\n\
    [[column]]\nsource = \"năm\"\ntype = \"year\"\n[[column]]\nsource = \"tháng\"\ntype = \"month\"\n";
const CSV: &str = "mã,tên,lớn,rất lớn,giá,ngày,tháng,năm,có,vĩ độ,kinh độ\n\
    01,\"=1+1, \"\"Huế\"\" <&> 😀\",12,1234567890123456789012345678901234.56789,-0.05,2026-07-01,2026-07,2026,có,21.0285,105.8542\n\
    02,\"hai\ndòng\",-3,0.1,1234567.89,1999-12-31,1999-12,1999,không,-8.65,115.2\n\
    003,_x0041_,,,,,,,,,\n";

fn rows(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn json_has_every_value_with_all_its_digits() {
    published(TOML, CSV, |_, files| {
        let clean = rows(&files["d/thu.csv"]);
        let (ids, clean) = clean.split_first().unwrap();
        let json = std::str::from_utf8(&files["d/thu.json"]).unwrap();
        let lines = std::str::from_utf8(&files["d/thu.ndjson"]).unwrap();
        assert!(json.contains("\"rat_lon\":1234567890123456789012345678901234.56789,\"gia\":-0.05,"));
        let array: Vec<BTreeMap<String, Box<serde_json::value::RawValue>>> = serde_json::from_str(json).unwrap();
        let objects: Vec<Json> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(serde_json::from_str::<Vec<Json>>(json).unwrap(), objects);
        for (object, row) in array.iter().zip(clean) {
            for (id, cell) in ids.iter().zip(row) {
                let said = match object[id].get() {
                    "null" => String::new(),
                    text if text.starts_with('"') => serde_json::from_str(text).unwrap(),
                    other => other.to_owned(),
                };
                assert_eq!(said, *cell, "{id}");
            }
        }
        assert_eq!(array.len(), 3);
    });
}

#[test]
fn places_are_points() {
    published(TOML, CSV, |_, files| {
        let json: Json = serde_json::from_slice(&files["d/thu.geojson"]).unwrap();
        assert_eq!(json["type"], "FeatureCollection");
        assert_eq!(json["features"][0]["geometry"]["coordinates"], serde_json::json!([105.8542, 21.0285]));
        assert_eq!(json["features"][1]["properties"]["ma"], "02");
        assert_eq!(json["features"][2]["geometry"], Json::Null);
    });
    // Without columns of places there is nothing to say.
    published("", "mã,tên\n1,a\n", |publication, files| {
        assert!(!files.contains_key("d/thu.geojson") && publication.omitted.is_empty());
    });
    let toml = "coordinates = { latitude = \"x\", longitude = \"y\" }\n";
    published(toml, "x,y\n2325000.5,105.8\n", |publication, _| {
        assert_eq!(publication.omitted, [(FileFormat::GeoJson, Reason::Coordinates)]);
    });
}

#[test]
fn parquet_has_columns_of_their_types() {
    published(TOML, CSV, |publication, files| {
        let reader = SerializedFileReader::new(bytes::Bytes::from(files["d/thu.parquet"].clone())).unwrap();
        let metadata = reader.metadata().file_metadata();
        assert_eq!((metadata.created_by(), metadata.num_rows()), (Some("motcua"), 3));
        let types: Vec<String> = metadata
            .schema_descr()
            .columns()
            .iter()
            .map(|column| format!("{} {:?}", column.name(), column.physical_type()))
            .collect();
        assert_eq!(types[2..6].join(", "), "lon INT64, rat_lon BYTE_ARRAY, gia INT32, ngay INT32");
        assert_eq!(publication.as_text[1].why, Unfit::Digits(38));
        let clean = rows(&files["d/thu.csv"]);
        for (row, clean) in reader.get_row_iter(None).unwrap().zip(&clean[1..]) {
            for ((name, field), cell) in row.unwrap().get_column_iter().zip(clean) {
                // A column of decimals has one number of places.
                match Decimal::parse(cell) {
                    Some(number) if matches!(field, Field::Decimal(_)) => {
                        assert_eq!(Decimal::parse(&shown(field)), Some(number), "{name}");
                    }
                    _ => assert_eq!(shown(field), *cell, "{name}"),
                }
            }
        }
    });
}

/// A value as clean CSV has it.
fn shown(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Bool(value) => value.to_string(),
        Field::Int(value) => value.to_string(),
        Field::Long(value) => value.to_string(),
        Field::Str(text) => text.clone(),
        Field::Date(days) => crate::language::Date::from_days_since_epoch(*days).unwrap().iso(),
        Field::Decimal(decimal) => {
            let bytes = decimal.data();
            let sign = if bytes[0] > 127 { 255 } else { 0 };
            let mut all = [sign; 16];
            all[16 - bytes.len()..].copy_from_slice(bytes);
            let mut out = String::new();
            let number = Decimal { mantissa: i128::from_be_bytes(all), scale: decimal.scale() as u8 };
            number.write(&mut out);
            out
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn decimals_of_every_width_come_back() {
    for digits in [1, 9, 10, 18, 19, 28, 38] {
        for sign in ["", "-"] {
            let number = format!("{sign}1.{}", "5".repeat(digits.min(30)));
            let nines = format!("{sign}{}", "9".repeat(digits));
            let toml =
                "[[column]]\nsource = \"a\"\ntype = \"decimal\"\n[[column]]\nsource = \"b\"\ntype = \"decimal\"\n";
            published(toml, &format!("a,b\n{nines},{number}\n"), |publication, files| {
                let text = publication.as_text.iter().any(|text| text.format == FileFormat::Parquet);
                assert!(!text, "{digits}");
                let reader = SerializedFileReader::new(bytes::Bytes::from(files["d/thu.parquet"].clone())).unwrap();
                let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
                let fields: Vec<String> = row.get_column_iter().map(|(_, field)| shown(field)).collect();
                assert_eq!(fields, [nines.clone(), number.clone()]);
            });
        }
    }
}

#[test]
fn a_workbook_has_typed_cells_and_a_dictionary() {
    published(TOML, CSV, |publication, files| {
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(files["d/thu.xlsx"].clone())).unwrap();
        assert_eq!(book.sheet_names(), ["Dữ liệu", "Từ điển"]);
        let sheet = book.worksheet_range("Dữ liệu").unwrap();
        let cells: Vec<&[Data]> = sheet.rows().collect();
        assert_eq!(cells.len(), 4);
        assert_eq!(cells[0][2], Data::String("lớn".into()));
        assert_eq!(cells[1][0], Data::String("01".into()));
        assert_eq!(cells[1][1], Data::String("=1+1, \"Huế\" <&> 😀".into()));
        assert_eq!(cells[1][3], Data::String("1234567890123456789012345678901234.56789".into()));
        assert_eq!((&cells[1][2], &cells[2][4]), (&Data::Float(12.0), &Data::Float(1_234_567.89)));
        let Data::DateTime(day) = &cells[1][5] else { panic!("{:?}", cells[1][5]) };
        // The number that spreadsheets have for 1 July 2026.
        assert_eq!(day.as_f64(), 46_204.0);
        assert_eq!((&cells[1][8], &cells[2][8], &cells[3][2]), (&Data::Bool(true), &Data::Bool(false), &Data::Empty));
        assert_eq!(cells[2][1], Data::String("hai\ndòng".into()));
        let dictionary = book.worksheet_range("Từ điển").unwrap();
        let words: Vec<String> = dictionary.rows().nth(4).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!((&*words[0], &*words[1], &*words[3]), ("rat_lon", "rất lớn", "decimal"));
        assert!(words[8].contains("more than 15 digits"));
        assert_eq!((&*publication.as_text[0].column, publication.as_text[0].why), ("rat_lon", Unfit::Digits(15)));
    });
}

#[test]
fn days_that_spreadsheets_do_not_know_are_text() {
    published("", "ngày,tên\n1900-02-28,a\n2026-01-01,b\n", |publication, files| {
        assert_eq!(publication.as_text[0].why, Unfit::Days);
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(files["d/thu.xlsx"].clone())).unwrap();
        assert_eq!(book.worksheet_range("Dữ liệu").unwrap().get((2, 0)), Some(&Data::String("2026-01-01".into())));
    });
}

#[test]
fn csv_for_spreadsheets_is_what_they_read_in_vietnam() {
    published(TOML, CSV, |_, files| {
        let text = std::str::from_utf8(&files["d/thu-excel.csv"]).unwrap();
        let mut lines = text.split("\r\n");
        assert_eq!(lines.next(), Some("\u{FEFF}mã;tên;lớn;rất lớn;giá;ngày;tháng;năm;có;vĩ độ;kinh độ"));
        let first = lines.next().unwrap();
        assert!(first.starts_with("01;\"'=1+1, \"\"Huế\"\" <&> 😀\";12;"), "{first}");
        assert!(first.ends_with(";-0,05;2026-07-01;2026-07;2026;TRUE;21,0285;105,8542"), "{first}");
    });
}

#[test]
fn an_archive_has_everything_and_its_checksums() {
    let (files, datasets) = read(TOML, CSV);
    let sink = MemorySink::default();
    let companions = |publication: &Publication<'_>| {
        let names: Vec<&str> = publication.distributions.iter().map(|file| file.name()).collect();
        vec![Companion { name: "datapackage.json".into(), bytes: names.join(",").into_bytes() }]
    };
    let publishing = Publishing { companions: Some(&companions), ..Publishing::default() };
    let publication = publish_with(&files, &datasets[0], "d", &sink, publishing).unwrap();
    let files = sink.into_files();
    let mut archive = zip::ZipArchive::new(Cursor::new(&*files["d/thu.zip"])).unwrap();
    let mut sums = String::new();
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        names.push(name.clone());
        let mut bytes = Vec::new();
        // The reader checks lengths and checksums.
        file.read_to_end(&mut bytes).unwrap();
        match &*name {
            "SHA256SUMS" => sums = String::from_utf8(bytes).unwrap(),
            "datapackage.json" => assert!(bytes.starts_with(b"thu.csv,thu-excel.csv,")),
            name => assert_eq!(bytes, files[&format!("d/{name}")], "{name}"),
        }
    }
    assert_eq!(sums.lines().count(), names.len() - 1);
    let outside = std::str::from_utf8(&files["d/SHA256SUMS"]).unwrap();
    assert!(outside.lines().any(|line| line.ends_with("  thu.zip")));
    for file in &publication.distributions {
        assert!(outside.contains(&format!("{}  {}\n", file.sha256_hex(), file.name())), "{}", file.name());
    }
}

#[test]
fn every_format_takes_an_empty_table() {
    let toml = "header_rows = 1\ncoordinates = { latitude = \"a\", longitude = \"b\" }\n\
        [[column]]\nsource = \"a\"\ntype = \"coordinate\"\n[[column]]\nsource = \"b\"\ntype = \"coordinate\"\n";
    published(toml, "a,b\n", |publication, files| {
        assert_eq!((publication.omitted.len(), publication.distributions.len()), (0, 10));
        assert_eq!(files["d/thu.json"], b"[\n]\n");
        let reader = SerializedFileReader::new(bytes::Bytes::from(files["d/thu.parquet"].clone())).unwrap();
        assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(files["d/thu.xlsx"].clone())).unwrap();
        assert_eq!(book.worksheet_range("Dữ liệu").unwrap().height(), 1);
        assert!(files.contains_key("d/table/root.bin"));
    });
}

#[test]
fn a_publisher_chooses_formats() {
    published("formats = [\"json\", \"zip\"]\n", "a,b\n1,x\n", |publication, files| {
        let formats: Vec<&str> = publication.distributions.iter().map(|file| file.format.word()).collect();
        assert_eq!(formats, ["csv", "json", "zip", "original", "repairs"]);
        assert!(!files.contains_key("d/thu.xlsx") && files.contains_key("d/table/root.bin"));
    });
}

#[test]
fn what_does_not_fit_a_workbook_is_left_out_with_a_reason() {
    let long = format!("a,b\n{},x\n", "ế".repeat(32_768));
    published("", &long, |publication, files| {
        assert_eq!(publication.omitted, [(FileFormat::Xlsx, Reason::LongText(32_767))]);
        assert!(!files.contains_key("d/thu.xlsx") && publication.table.is_some());
    });
    published("", &format!("a,b\n{},x\n", "ế".repeat(32_767)), |publication, _| assert_eq!(publication.omitted, []));
}

#[test]
fn a_table_that_cannot_be_filtered_says_so_and_leaves_nothing_behind() {
    // Rows of a block are fetched at once; sixty-four of these have six megabytes.
    let rows: String = (0..70).map(|row| format!("{row},{}\n", "ế".repeat(32_000))).collect();
    published("", &format!("a,b\n{rows}"), |publication, files| {
        assert_eq!((publication.table.as_deref(), publication.no_table), (None, Some(Reason::Size(4 << 20))));
        assert!(!files.keys().any(|path| path.starts_with("d/table/")));
        assert!(files.contains_key("d/thu.parquet"));
    });
}

#[test]
fn threads_change_no_byte() {
    let rows: String = (0..17_000)
        .map(|row| {
            format!(
                "{row:06},\"Phường {}, số {}\",{},{}.{:02},2026-{:02}-01\n",
                row % 7,
                row,
                row * 37,
                row,
                row % 100,
                row % 12 + 1
            )
        })
        .collect();
    let (files, datasets) = read("", &format!("mã,tên,số,giá,ngày\n{rows}"));
    let publish = || {
        let sink = MemorySink::default();
        let publication = publish(&files, &datasets[0], "d", &sink).unwrap();
        assert_eq!(publication.distributions.len(), 9);
        sink.into_files()
    };
    let many = publish();
    // From a thread of the pool, formats are written one after the other.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let one = pool.install(publish);
    assert!(many == one);
    let mut archive = zip::ZipArchive::new(Cursor::new(&*many["d/thu.zip"])).unwrap();
    let mut csv = Vec::new();
    archive.by_name("thu.csv").unwrap().read_to_end(&mut csv).unwrap();
    assert!(csv == many["d/thu.csv"]);
    let root = unpack(&many["d/table/root.bin"]).unwrap();
    assert!(crate::table::Engine::new(&root).is_ok());
}
