//! The file of a dataset, of any bytes: rows or findings, never a panic. The first byte chooses what `dataset.toml` says.
#![no_main]

use libfuzzer_sys::fuzz_target;
use motcua::dataset::read_datasets;
use motcua::files::{FileTable, MemoryFiles};

const SAID: [&str; 6] = [
    "",
    "decimal = \",\"\ndates = \"dmy\"\ntotals = \"drop\"\nlong_rows = \"drop\"\n",
    "encoding = \"tcvn3\"\ndelimiter = \";\"\n",
    "encoding = \"utf-8\"\nheader_rows = 0\n",
    "encoding = \"windows-1258\"\nskip = 1\nheader_rows = 2\nnull = []\n",
    "encoding = \"utf-16le\"\nquote = \"'\"\n",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, file)) = bytes.split_first() else { return };
    let said = SAID[usize::from(choice) % SAID.len()];
    let description = format!("title = \"Thử\"\nfile = \"thu.csv\"\n{said}");
    let files =
        MemoryFiles::default().with("datasets/thu/dataset.toml", description).with("datasets/thu/thu.csv", file);
    let (datasets, found) = read_datasets(&files, &mut FileTable::default());
    assert!(!datasets.is_empty() || !found.is_empty(), "refused without a reason");
});
