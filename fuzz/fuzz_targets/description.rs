//! `dataset.toml`, of any text: a description or findings, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use motcua::dataset::read_description;
use motcua::files::FileTable;

fuzz_target!(|text: &str| {
    let path = "datasets/thu/dataset.toml";
    let (description, found) = read_description(FileTable::default().add(path), path, text);
    assert!(description.is_some() || !found.is_empty(), "refused without a reason");
});
