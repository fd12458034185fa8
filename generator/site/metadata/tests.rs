//! What is said of datasets: each file as a whole, what holds of all of them, and what is said of datasets that lack much.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::vocab::rdf;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleParser;
use serde_json::Value;

use super::rdf::vocabulary as v;
use crate::catalogue::Catalogue;
use crate::dataset::versions::{self, VersionId};
use crate::dataset::{Dataset, Publication, read_datasets};
use crate::files::{FileTable, Files, MemoryFiles, MemorySink};
use crate::language::Date;
use crate::site::{SiteDatasets, SiteOptions, SiteRules, Theme, fixture, write};

const PROVINCES: &str = r#"
title = { vi = "Tỉnh", en = "Provinces" }
file = "tinh.csv"
keys = ["ma"]
[[column]]
source = "Mã"
id = "ma"
type = "code"
unique = true
"#;

const COMMUNES: &str = r#"
title = { vi = "Xã \"và\" phường", en = "Communes" }
description = { vi = "Mỗi xã thuộc tỉnh nào.", en = "Which province a commune belongs to." }
publisher = { vi = "Sở mẫu", en = "Sample department" }
licence = "CC-BY-4.0"
themes = ["regi", "gove"]
keywords = [{ vi = "xã", en = "communes" }, "phường"]
issued = 2025-07-01
modified = 2026-01-02
version = "1.2"
languages = ["vi", "en"]
conforms_to = "https://example.vn/tieu-chuan"
frequency = "annual_2"
temporal = { start = 2025-07-01, end = 2025-12-31 }
spatial = { vi = "Việt Nam", en = "Viet Nam" }
contact = "mailto:du-lieu@example.vn"
source = { vi = "Nghị quyết mẫu", en = "A sample resolution" }
source_url = "https://example.vn/nghi-quyet"
file = "xa.csv"
keys = ["ma"]
[[column]]
source = "Mã"
id = "ma"
type = "code"
pattern = '[0-9]{5}'
required = true
[[column]]
source = "Tỉnh"
id = "tinh"
type = "code"
references = "tinh.ma"
[[column]]
source = "Loại"
id = "loai"
codes = { x = "Xã", p = "Phường" }
[[column]]
source = "Dân số"
id = "dan_so"
type = "integer"
unit = "người"
min = 0
title = { vi = "Dân số", en = "Population" }
description = { vi = "Người thường trú.", en = "Residents." }
[[column]]
source = "Diện tích"
id = "dien_tich"
type = "decimal"
unit = "km2"
min = 0.5
[[column]]
source = "Từ ngày"
id = "tu_ngay"
type = "date"
min = 2025-07-01
[[column]]
source = "Năm"
id = "nam"
type = "year"
[[column]]
source = "Tháng"
id = "thang"
type = "month"
[[column]]
source = "Đảo"
id = "dao"
type = "boolean"
[[column]]
source = "Trang"
id = "trang"
type = "url"
"#;

const ROWS: &str = "Mã,Tỉnh,Loại,Dân số,Diện tích,Từ ngày,Năm,Tháng,Đảo,Trang\r\n\
                    00001,01,p,1200,5.25,2025-07-01,2025,2025-07,false,https://example.vn/1\r\n\
                    00002,46,x,900,15.5,2025-07-01,2025,2025-07,true,\r\n";

fn two_datasets() -> MemoryFiles {
    MemoryFiles::default()
        .with("datasets/tinh/dataset.toml", PROVINCES)
        .with("datasets/tinh/tinh.csv", "Mã,Tên\r\n01,Hà Nội\r\n46,Huế\r\n")
        .with("datasets/xa/dataset.toml", COMMUNES)
        .with("datasets/xa/xa.csv", ROWS)
}

/// The same, of which the communes were recorded under another title and licence, with a row less.
fn with_version() -> MemoryFiles {
    let then = COMMUNES.replace("phường\"", "thị trấn\"").replace("CC-BY-4.0", "CC0-1.0");
    let rows: String = ROWS.split_inclusive('\n').take(2).collect();
    let files = two_datasets().with("datasets/xa/dataset.toml", then).with("datasets/xa/xa.csv", rows);
    let files = kept(kept(files, "xa", "2025-07-01").with("datasets/xa/xa.csv", ROWS), "xa", "2026-01-02");
    files.with("datasets/xa/dataset.toml", COMMUNES)
}

/// A tree with the files of a dataset as a version.
fn kept(files: MemoryFiles, id: &str, day: &str) -> MemoryFiles {
    let (datasets, _) = read_datasets(&files, &mut FileTable::default());
    let dataset = datasets.iter().find(|dataset| *dataset.description.id == *id).unwrap();
    let recording = versions::record(&files, dataset, Date::parse_iso(day).unwrap(), u64::MAX).unwrap().unwrap();
    let copy = |files: MemoryFiles, (from, to): &(String, String)| {
        let bytes = files.read(from).unwrap();
        files.with(to, bytes)
    };
    let (path, text) = &recording.lock;
    recording.copies.iter().fold(files, copy).with(path, text.as_str())
}

/// The site of a catalogue with datasets.
fn site(catalogue: &Catalogue, files: &MemoryFiles) -> BTreeMap<String, Vec<u8>> {
    let (datasets, found) = read_datasets(files, &mut FileTable::default());
    assert!(found.iter().all(|found| found.severity != crate::diagnostic::Severity::Error), "{found:?}");
    let sink = MemorySink::default();
    let publish = |dataset: &'static Dataset| -> Publication<'static> {
        let id = &dataset.description.id;
        let folder = |version: VersionId| crate::site::routes::version_folder(id, &version.to_string());
        let versions = versions::publish(files, &dataset.versions, &folder, &sink).unwrap();
        let publication = crate::dataset::publish(files, dataset, &crate::site::routes::dataset_folder(id), &sink);
        Publication { versions, ..publication.unwrap() }
    };
    let datasets: &'static [Dataset] = Vec::leak(datasets);
    let published: Vec<Publication<'_>> = datasets.iter().map(publish).collect();
    let (book, program) = fixture::rules();
    let rules = SiteRules { book: &book, program: &program };
    let theme = Theme::embedded().unwrap();
    write(
        catalogue,
        rules,
        SiteDatasets { published: &published, withdrawn: &[] },
        &theme,
        &SiteOptions::default(),
        &sink,
    )
    .unwrap();
    sink.into_files().into_iter().collect()
}

fn sample() -> BTreeMap<String, Vec<u8>> {
    site(&fixture::catalogue(), &with_version())
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    serde_json::from_slice(&files[path]).unwrap()
}

fn triples(bytes: &[u8]) -> Vec<Triple> {
    TurtleParser::new().for_slice(bytes).collect::<Result<_, _>>().unwrap()
}

/// The files that are held as a whole; `cargo test --lib metadata::tests::renew -- --ignored` writes them anew.
const GOLDEN: [(&str, &str); 10] = [
    ("catalog.ttl", include_str!("../../../tests/golden/metadata/catalog.ttl")),
    ("data.json", include_str!("../../../tests/golden/metadata/data.json")),
    ("datapackage.json", include_str!("../../../tests/golden/metadata/datapackage.json")),
    ("du-lieu/xa/dcat.ttl", include_str!("../../../tests/golden/metadata/du-lieu/xa/dcat.ttl")),
    ("du-lieu/xa/datapackage.json", include_str!("../../../tests/golden/metadata/du-lieu/xa/datapackage.json")),
    ("du-lieu/xa/xa.csv-metadata.json", include_str!("../../../tests/golden/metadata/du-lieu/xa/xa.csv-metadata.json")),
    ("du-lieu/xa/croissant.json", include_str!("../../../tests/golden/metadata/du-lieu/xa/croissant.json")),
    ("du-lieu/xa/CITATION.cff", include_str!("../../../tests/golden/metadata/du-lieu/xa/CITATION.cff")),
    ("du-lieu/tinh/CITATION.cff", include_str!("../../../tests/golden/metadata/du-lieu/tinh/CITATION.cff")),
    ("du-lieu/feed.xml", include_str!("../../../tests/golden/metadata/du-lieu/feed.xml")),
];

#[test]
fn each_file_is_as_it_was_looked_at() {
    let files = sample();
    for (path, expected) in GOLDEN {
        let found = std::str::from_utf8(&files[path]).unwrap();
        assert!(found == expected, "{path} differs from tests/golden/metadata/{path}:\n{found}");
    }
}

#[test]
#[ignore = "writes tests/golden/metadata anew, to be looked at"]
fn renew() {
    let files = sample();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/metadata");
    for (path, _) in GOLDEN {
        std::fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        std::fs::write(folder.join(path), &files[path]).unwrap();
    }
}

#[test]
fn whatever_dcat_speaks_of_has_a_class_and_an_address() {
    let files = sample();
    // Pages of others and mail are named, and nothing is said of them.
    let outside = [rdf::TYPE, v::HAS_EMAIL, v::HAS_URL];
    for path in ["catalog.ttl", "du-lieu/xa/dcat.ttl", "du-lieu/tinh/dcat.ttl"] {
        let triples = triples(&files[path]);
        let typed: BTreeSet<String> = triples
            .iter()
            .filter(|triple| triple.predicate.as_ref() == rdf::TYPE)
            .map(|triple| triple.subject.to_string())
            .collect();
        for triple in &triples {
            assert!(matches!(triple.subject, NamedOrBlankNode::NamedNode(_)), "{path}: {triple}");
            if let Term::NamedNode(object) = &triple.object {
                let named = outside.contains(&triple.predicate.as_ref());
                assert!(named || typed.contains(&object.to_string()), "{path}: {triple}");
            }
        }
    }
}

#[test]
fn json_ld_says_as_much_as_turtle() {
    let files = sample();
    let nodes = json(&files, "catalog.jsonld")["@graph"].as_array().unwrap().clone();
    let values = |node: &Value| -> usize {
        let keys = node.as_object().unwrap().iter().filter(|(key, _)| *key != "@id");
        keys.map(|(_, values)| values.as_array().unwrap().len()).sum()
    };
    assert_eq!(nodes.iter().map(values).sum::<usize>(), triples(&files["catalog.ttl"]).len());
    let ids: BTreeSet<&str> = nodes.iter().map(|node| node["@id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), nodes.len(), "a thing is described in one place");
}

#[test]
fn what_is_said_of_a_file_is_so() {
    use sha2::{Digest, Sha256};
    let files = sample();
    let package = json(&files, "datapackage.json");
    for resource in package["resources"].as_array().unwrap() {
        let bytes = &files[resource["path"].as_str().unwrap()];
        assert_eq!(resource["bytes"], bytes.len());
        let hash = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(resource["hash"], format!("sha256:{hash}"));
        let text = std::str::from_utf8(bytes).unwrap();
        let headings: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        assert_eq!(fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(), headings);
    }
    let references = &package["resources"][1]["schema"]["foreignKeys"];
    assert_eq!(references[0]["reference"]["resource"], "tinh");
}

#[test]
fn pages_say_the_same_to_search_engines_and_lead_to_the_files() {
    let files = sample();
    for (path, name) in [("du-lieu/xa/index.html", "Xã \"và\" phường"), ("en/datasets/xa/index.html", "Communes")]
    {
        let html = std::str::from_utf8(&files[path]).unwrap();
        let start = "<script type=\"application/ld+json\">";
        let said = html.split_once(start).unwrap().1.split_once("</script>").unwrap().0;
        let said: Value = serde_json::from_str(said).unwrap();
        assert_eq!((said["@type"].as_str(), said["name"].as_str()), (Some("Dataset"), Some(name)));
        let length = said["description"].as_str().unwrap().chars().count();
        assert!((50..=5000).contains(&length), "{path}: {length}");
        for link in html.split("<link rel=\"alternate\" type=\"").skip(1) {
            let href = link.split_once("href=\"").unwrap().1.split('"').next().unwrap();
            let parts: Vec<&str> = path.rsplit_once('/').unwrap().0.split('/').collect();
            let up = href.matches("../").count();
            let target = format!("{}/{}", parts[..parts.len() - up].join("/"), href.trim_start_matches("../"));
            assert!(files.contains_key(target.trim_start_matches('/')), "{path}: {href}");
        }
    }
    let all = std::str::from_utf8(&files["du-lieu/index.html"]).unwrap();
    assert!(all.contains("\"@type\":\"DataCatalog\"") && all.contains("href=\"../catalog.ttl\""));
    let sitemap = std::str::from_utf8(&files["sitemap.xml"]).unwrap();
    assert!(sitemap.contains("/en/datasets/xa/</loc><lastmod>2026-01-02</lastmod>"));
}

#[test]
fn versions_are_told_beside_the_data_and_not_to_those_who_harvest() {
    let files = sample();
    let versions = |path: &str| {
        let of = |triple: &&Triple| triple.predicate.as_ref() == v::IS_VERSION_OF;
        triples(&files[path]).iter().filter(of).count()
    };
    assert_eq!((versions("du-lieu/xa/dcat.ttl"), versions("catalog.ttl")), (2, 0));
}

#[test]
fn a_version_has_the_title_and_the_licence_it_had() {
    let triples = triples(&sample()["du-lieu/xa/dcat.ttl"]);
    let said = |part: &str, predicate: oxrdf::NamedNodeRef<'_>| -> String {
        let subject = format!("https://motcua.example.vn/du-lieu/xa/#{part}");
        let of = |triple: &&Triple| {
            matches!(&triple.subject, NamedOrBlankNode::NamedNode(node) if node.as_str() == subject)
                && triple.predicate.as_ref() == predicate
        };
        triples.iter().filter(of).map(|triple| triple.object.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert!(said("dataset", v::TITLE).contains("phường"));
    assert!(said("version-2025-07-01", v::TITLE).contains("thị trấn"));
    assert!(said("file-xa.csv", v::LICENCE).contains("/by/4.0"));
    assert!(said("version-2025-07-01-xa.csv", v::LICENCE).contains("/zero/1.0"));
    let agents = triples.iter().filter(|triple| triple.object == Term::from(v::AGENT));
    assert_eq!(agents.count(), 1, "the publisher of all of them is described once");
}

#[test]
fn a_feed_tells_how_much_changed_and_leads_there() {
    let feed = &sample()["du-lieu/feed.xml"];
    let feed = std::str::from_utf8(feed).unwrap();
    assert!(
        feed.contains("<link rel=\"alternate\" href=\"https://motcua.example.vn/du-lieu/xa/v/2026-01-02/thay-doi/\"/>")
    );
    assert!(feed.contains("<summary>02/01/2026. 2 dòng. 1 dòng thêm</summary>"), "{feed}");
    assert!(feed.contains("thị trấn"), "{feed}");
}

#[test]
fn a_row_that_begins_with_a_hash_is_no_comment() {
    let files = sample();
    let group = json(&files, "du-lieu/xa/xa.csv-metadata.json");
    for table in group["tables"].as_array().unwrap() {
        assert_eq!(table["dialect"]["commentPrefix"], "\u{1}");
    }
}

#[test]
fn a_site_without_a_base_has_what_needs_no_address() {
    let mut catalogue = fixture::catalogue();
    catalogue.site.base_url = None;
    let files = site(&catalogue, &two_datasets());
    for path in ["catalog.ttl", "catalog.jsonld", "data.json", "du-lieu/feed.xml", "du-lieu/xa/dcat.ttl"] {
        assert!(!files.contains_key(path), "{path}");
    }
    assert_eq!(json(&files, "du-lieu/xa/croissant.json")["distribution"][0]["contentUrl"], "xa.csv");
    assert_eq!(json(&files, "du-lieu/xa/datapackage.json")["resources"][0]["path"], "xa.csv");
    let page = std::str::from_utf8(&files["du-lieu/xa/index.html"]).unwrap();
    assert!(!page.contains("<script type=\"application/ld+json"), "{page}");
    assert!(page.contains("href=\"../../du-lieu/xa/croissant.json\""), "{page}");
}

#[test]
fn what_lacks_nearly_everything_is_described_all_the_same() {
    let mut catalogue = fixture::catalogue();
    (catalogue.site.publisher, catalogue.site.report) = (None, None);
    let files = MemoryFiles::default()
        .with("datasets/x/dataset.toml", "title = \"</script> \\\"x\\\\ \\u2028\"\nfile = \"x.csv\"\n")
        .with("datasets/x/x.csv", "a,b\n1,2\n");
    let files = site(&catalogue, &files);
    assert_eq!(json(&files, "data.json")["dataset"], Value::Array(Vec::new()), "it has no mail and no day");
    assert!(!triples(&files["catalog.ttl"]).is_empty());
    for path in ["datapackage.json", "du-lieu/x/datapackage.json", "du-lieu/x/croissant.json", "catalog.jsonld"] {
        assert!(json(&files, path).is_object(), "{path}");
    }
    let page = std::str::from_utf8(&files["du-lieu/x/index.html"]).unwrap();
    let said = page.split_once("<script type=\"application/ld+json\">").unwrap().1;
    let said: Value = serde_json::from_str(said.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(said["name"], "</script> \"x\\");
}

const SITE: &str = "title = \"Cổng mẫu\"\nbase_url = \"https://motcua.example\"\n";

/// A tree of one dataset whose file was recorded on a day.
fn recorded(toml: &str, rows: &str, day: &str) -> MemoryFiles {
    let files = MemoryFiles::default()
        .with("content/site.toml", SITE)
        .with("datasets/x/dataset.toml", toml)
        .with("datasets/x/x.csv", rows);
    kept(files, "x", day)
}

/// The site of a tree, as it is built.
fn built(files: &MemoryFiles) -> BTreeMap<String, Vec<u8>> {
    let sink = MemorySink::default();
    crate::build(files, &sink, &crate::Options::default()).unwrap();
    sink.into_files().into_iter().collect()
}

#[test]
fn data_that_was_not_recorded_has_no_version_and_no_day_of_one() {
    let toml = "title = \"Thử\"\nfile = \"x.csv\"\n";
    let files = recorded(toml, "a,b\n1,2\n", "2026-03-04");
    let said = |files: &MemoryFiles| {
        let files = built(files);
        let package = json(&files, "du-lieu/x/datapackage.json");
        let text = |key: &str| package[key].as_str().map(str::to_owned);
        (text("version"), text("created"), package["resources"][0]["bytes"].as_u64())
    };
    let (version, day) = (Some("2026-03-04".to_owned()), Some("2026-03-04T00:00:00Z".to_owned()));
    assert_eq!(said(&files), (version, day, Some(10)));
    assert_eq!(said(&files.with("datasets/x/x.csv", "a,b\n1,23\n")), (None, None, Some(11)));
}

#[test]
fn an_archive_takes_its_description_with_it() {
    let files = recorded("title = \"Thử\"\nfile = \"x.csv\"\nthemes = [\"gove\"]\n", "a,b\n1,2\n", "2026-03-04");
    let files = built(&files);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&*files["du-lieu/x/x.zip"])).unwrap();
    let mut inside = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name("datapackage.json").unwrap(), &mut inside).unwrap();
    assert_eq!(inside, files["du-lieu/x/datapackage.json"]);
    let package: Value = serde_json::from_slice(&inside).unwrap();
    assert_eq!(package["version"], "2026-03-04");
    for resource in package["resources"].as_array().unwrap() {
        assert!(archive.by_name(resource["path"].as_str().unwrap()).is_ok(), "{resource}");
    }
}

#[test]
fn publishers_whose_names_differ_in_marks_are_two() {
    let toml = |publisher: &str| format!("title = \"Thử\"\nfile = \"x.csv\"\npublisher = \"{publisher}\"\n");
    let names = ["UBND xã Tân Thanh", "UBND xã Tân Thạnh", "UBND xã  Tân Thạnh", "Sở"];
    let files = (0..).zip(names).fold(MemoryFiles::default(), |files, (at, name)| {
        let path = |name: &str| format!("datasets/x-{at}/{name}");
        files.with(&path("dataset.toml"), toml(name)).with(&path("x.csv"), "a,b\n1,2\n")
    });
    let files = site(&fixture::catalogue(), &files);
    let agents = triples(&files["catalog.ttl"]);
    let agents = agents.iter().filter(|triple| triple.object == Term::from(v::AGENT));
    // Who publishes the site is the fourth.
    assert_eq!(agents.count(), 4);
    let pages: Vec<&str> = files.keys().filter_map(|path| path.strip_prefix("du-lieu/loc/nha-xuat-ban/")).collect();
    let alike = pages.iter().filter(|page| page.starts_with("ubnd-xa-tan-thanh-") && page.ends_with("/index.html"));
    assert_eq!(alike.count(), 2, "{pages:?}");
    assert!(pages.contains(&"so/index.html"), "{pages:?}");
}
