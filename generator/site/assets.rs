//! What of `web/` is embedded in the binary, so that an agency installs one file.

/// Embeds files of a folder of `web/` under their names.
macro_rules! embed {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/", $folder, "/", $name)))),*]
    };
}

/// A file's name and its bytes.
pub(super) type Embedded = &'static [(&'static str, &'static [u8])];

/// Templates, by name.
pub(super) const TEMPLATES: Embedded = embed!("templates":
    "changes.html", "check.html", "check-all.html", "check-answers.html", "check-day.html", "check-form.html", "components.html", "dataset.html", "dataset-charts.html", "dataset-indicators.html", "dataset-versions.html", "dataset-version.html", "dataset-changes.html", "dataset-whole-rows.html", "dataset-withdrawn.html", "datasets.html",
    "directory.html", "gone.html", "home.html", "indicators.html", "layout.html", "list.html",
    "not-found.html", "page.html", "procedure.html", "redirect.html", "search-box.html", "search.html", "styled.html");

/// Styles, which become one file in this order.
pub(super) const STYLES: Embedded = embed!("styles": "chart.css", "search.css", "site.css");

/// Words of the interface.
pub(super) const WORDS: Embedded = embed!("i18n": "en.toml", "vi.toml");

/// Icons.
pub(super) const ICONS: Embedded = embed!("icons": "favicon.svg");

/// Scripts: each works on its own and does nothing where its page has nothing for it.
pub(super) const SCRIPTS: Embedded = embed!("scripts": "list-filter.js");

/// Starts workers, in front of the scripts that do: pages have one policy for it.
pub(super) const WORKER_SCRIPT: Embedded = embed!("scripts": "workers.js");

/// The scripts of the search: the box, behind what it shares with the page, the page, and the worker, which is published
/// behind the module's script.
pub(super) const SEARCH_SCRIPTS: Embedded = embed!("scripts/search": "ask.js", "box.js", "page.js", "worker.js");

/// The scripts of the eligibility pages, which become one file in the order of their names, behind the module's script.
pub(super) const RULES_SCRIPTS: Embedded =
    embed!("scripts/eligibility": "all.js", "answers.js", "form.js", "result.js", "start.js");

/// The scripts of the pages of datasets: that of a dataset, that of all of them.
pub(super) const DATASET_SCRIPTS: Embedded = embed!("scripts/dataset": "all.js", "page.js");

/// The scripts of a table: those of the page, which become one file in the order of their names, and the worker, which is
/// published behind the module's script.
pub(super) const TABLE_SCRIPTS: Embedded = embed!("scripts/table": "ask.js", "cells.js", "table.js", "worker.js");

/// The style of the pages of datasets, for them alone.
pub(super) const DATASET_STYLES: Embedded = embed!("styles": "dataset.css");

/// The table module, its script and itself; none where it has not been built.
pub(super) const TABLE_MODULE: Embedded = {
    #[cfg(table_module)]
    {
        embed!("pkg": "table.js", "table_bg.wasm")
    }
    #[cfg(not(table_module))]
    {
        &[]
    }
};

/// The style of the eligibility pages, for them alone.
pub(super) const RULES_STYLES: Embedded = embed!("styles": "eligibility.css");

/// The rules module, its script and itself; none where it has not been built.
pub(super) const RULES_MODULE: Embedded = {
    #[cfg(rules_module)]
    {
        embed!("pkg": "rules.js", "rules_bg.wasm")
    }
    #[cfg(not(rules_module))]
    {
        &[]
    }
};

/// The search module, its script and itself; none where it has not been built.
pub(super) const SEARCH_MODULE: Embedded = {
    #[cfg(search_module)]
    {
        embed!("pkg": "search.js", "search_bg.wasm")
    }
    #[cfg(not(search_module))]
    {
        &[]
    }
};

/// The browser module, two files that find each other by name; none where it has not been built.
pub(super) const MODULE: Embedded = {
    #[cfg(browser_module)]
    {
        embed!("pkg": "motcua.js", "motcua_bg.wasm")
    }
    #[cfg(not(browser_module))]
    {
        &[]
    }
};
