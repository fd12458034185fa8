//! Styles, scripts, icons and modules as they are published: joined, without comments, under names of their content.

use sha2::{Digest, Sha256};

use super::{Overrides, minify};
use crate::hex::hex;
use crate::site::assets::{self, Embedded};
use crate::site::routes::{ASSETS, Address};

/// A file that is published as it is.
#[derive(Debug)]
pub(super) struct Asset {
    /// What it was called in `web/`: `scripts/list-filter.js`.
    pub(super) name: String,
    pub(super) address: Address,
    pub(super) bytes: Vec<u8>,
    /// Which pages have a use for it.
    pub(super) of: Use,
}

/// Which pages have a use for an asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Use {
    /// Any page.
    All,
    /// Those of eligibility.
    Rules,
    /// Those of datasets.
    Datasets,
}

/// Everything that is published, in one order.
pub(super) fn collect(site: &Overrides) -> Vec<Asset> {
    let mut collected = Vec::new();
    let apart =
        [("eligibility.css", assets::RULES_STYLES, Use::Rules), ("dataset.css", assets::DATASET_STYLES, Use::Datasets)];
    let styles = site.over("styles", assets::STYLES).into_iter();
    let styles = styles.filter(|(name, _)| name.ends_with(".css") && apart.iter().all(|(own, ..)| own != name));
    let styles: Vec<&[u8]> = styles.map(|(_, bytes)| bytes).collect();
    collected.push(hashed("styles/site.css", styles.join(&b'\n')));
    for (own, embedded, of) in apart {
        let found = site.over("styles", embedded).into_iter().find(|(name, _)| *name == own);
        collected.extend(found.map(|(name, bytes)| Asset { of, ..hashed(&format!("styles/{name}"), bytes.to_vec()) }));
    }
    for (name, bytes) in site.over("icons", assets::ICONS) {
        collected.push(hashed(&format!("icons/{name}"), bytes.to_vec()));
    }
    for (name, bytes) in site.over("scripts", assets::SCRIPTS) {
        // Folders are of pages that say which of them they want.
        if name.ends_with(".js") && !name.contains('/') && !assets::WORKER_SCRIPT.iter().any(|(own, _)| *own == name) {
            collected.push(hashed(&format!("scripts/{name}"), script(assets::SCRIPTS, bytes)));
        }
    }
    let workers = site.over("scripts", assets::WORKER_SCRIPT).get("workers.js").copied();
    let workers = workers.map(|bytes| script(assets::WORKER_SCRIPT, bytes)).unwrap_or_default();
    if let [(_, face), (_, module)] = assets::SEARCH_MODULE {
        // Two files that are always wanted together are one, since a second would be a second wait.
        let mut shared = workers.clone();
        for (name, bytes) in site.over("scripts/search", assets::SEARCH_SCRIPTS) {
            let mut bytes = script(assets::SEARCH_SCRIPTS, bytes);
            match name {
                "ask.js" => {
                    shared.extend(bytes);
                    continue;
                }
                "box.js" => drop(bytes.splice(..0, shared.iter().copied())),
                "worker.js" => drop(bytes.splice(..0, minify::script(face))),
                _ => {}
            }
            collected.push(hashed(&format!("scripts/search/{name}"), bytes));
        }
        collected.push(hashed("pkg/search_bg.wasm", module.to_vec()));
    }
    if let [(_, face), (_, module)] = assets::RULES_MODULE {
        let mut bytes = minify::script(face);
        for (_, script_of) in site.over("scripts/eligibility", assets::RULES_SCRIPTS) {
            bytes.extend(script(assets::RULES_SCRIPTS, script_of));
        }
        for (name, bytes) in [("scripts/eligibility/check.js", bytes), ("pkg/rules_bg.wasm", module.to_vec())] {
            collected.push(Asset { of: Use::Rules, ..hashed(name, bytes) });
        }
    }
    for (name, bytes) in site.over("scripts/dataset", assets::DATASET_SCRIPTS) {
        let bytes = script(assets::DATASET_SCRIPTS, bytes);
        collected.push(Asset { of: Use::Datasets, ..hashed(&format!("scripts/dataset/{name}"), bytes) });
    }
    if let [(_, face), (_, module)] = assets::TABLE_MODULE {
        let mut page = Vec::new();
        // Another name than that of the search's worker.
        let mut worker = minify::script(face);
        for (name, bytes) in site.over("scripts/table", assets::TABLE_SCRIPTS) {
            if !assets::TABLE_SCRIPTS.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let of = if name == "worker.js" { &mut worker } else { &mut page };
            of.extend(script(assets::TABLE_SCRIPTS, bytes));
            // A site's own may end amid a line.
            if !of.ends_with(b"\n") {
                of.push(b'\n');
            }
        }
        let files = [
            ("pkg/table_bg.wasm", module.to_vec()),
            // A file of its own, for pages without the search box: with it they have it already.
            ("scripts/table/workers.js", workers.clone()),
            ("scripts/table/table.js", page),
            ("scripts/table/table-worker.js", worker),
        ];
        collected.extend(files.into_iter().map(|(name, bytes)| Asset { of: Use::Datasets, ..hashed(name, bytes) }));
    }
    // The two files of the module find each other by name, so that the hash is their folder's.
    let hash = short_hash(&assets::MODULE.iter().map(|(_, bytes)| *bytes).collect::<Vec<_>>().concat());
    for (name, bytes) in assets::MODULE {
        let address = Address::file(format!("{ASSETS}/{hash}/{name}"));
        let bytes = if name.ends_with(".js") { minify::script(bytes) } else { bytes.to_vec() };
        collected.push(Asset { name: format!("pkg/{name}"), address, bytes, of: Use::All });
    }
    collected
}

/// A script as it is published: one of ours without what only those who write it need, a site's as it is.
fn script(embedded: Embedded, bytes: &[u8]) -> Vec<u8> {
    if embedded.iter().any(|(_, ours)| *ours == bytes) { minify::script(bytes) } else { bytes.to_vec() }
}

fn hashed(name: &str, bytes: Vec<u8>) -> Asset {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "bin"));
    let address = Address::file(format!("{ASSETS}/{stem}.{}.{extension}", short_hash(&bytes)));
    Asset { name: name.to_owned(), address, bytes, of: Use::All }
}

fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..6])
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::DeflateEncoder};

    use super::*;

    /// The bytes of scripts as deflate sends them; brotli sends a tenth less.
    fn sent(assets: &[Asset], names: &[&str]) -> usize {
        let of = |name: &&str| {
            let asset = assets.iter().find(|asset| asset.name == **name).unwrap_or_else(|| panic!("{name}"));
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&asset.bytes).unwrap();
            encoder.finish().unwrap().len()
        };
        names.iter().map(of).sum()
    }

    #[test]
    fn the_scripts_of_a_page_stay_light() {
        if assets::SEARCH_MODULE.is_empty() || assets::TABLE_MODULE.is_empty() {
            return;
        }
        let assets = collect(&Overrides::default());
        let table = ["scripts/search/box.js", "scripts/dataset/page.js", "scripts/table/table.js"];
        for names in [&table[..], &["scripts/search/box.js", "scripts/search/page.js"]] {
            let bytes = sent(&assets, names);
            assert!(bytes <= 9_200, "{names:?}: {bytes} bytes");
        }
    }
}
