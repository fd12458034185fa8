//! What is wrong with the versions of datasets that were recorded: see `generator/dataset/versions`.

use crate::check::rule::rule;

rule! {
    /// A folder that is no version
    ///
    /// Below `versions/` each folder is a version and has the day it was recorded as its name, and a number from the second
    /// of a day on. The name is part of its address.
    ///
    /// **Example:** `versions/moi/`.
    ///
    /// **To mend:** move it elsewhere. `motcua record` makes versions.
    NAME: "dataset/version-name", Error, Elsewhere
}

rule! {
    /// A version that was not recorded to its end
    ///
    /// `motcua record` writes `version.lock` last. Where it or `dataset.toml` is missing, the record was cut short, or the
    /// file was not added to git.
    ///
    /// **Example:** a full disk.
    ///
    /// **To mend:** remove the folder and record again, or restore the file.
    INCOMPLETE: "dataset/version-incomplete", Error, Elsewhere
}

rule! {
    /// A `version.lock` that cannot be used
    ///
    /// It has the hashes of the file and of the clean CSV, and the version before.
    ///
    /// **Example:** a hash that was edited.
    ///
    /// **To mend:** take it back from where it was committed.
    LOCK: "dataset/version-lock", Error, Elsewhere
}

rule! {
    /// A file of a version that changed
    ///
    /// What was published under the address of a version stays as it was: people cite it by its hash.
    ///
    /// **Example:** git that writes other line ends on Windows.
    ///
    /// **To mend:** restore the file; `datasets/** -text` in `.gitattributes` keeps git from changing it.
    CHANGED: "dataset/version-changed", Error, Elsewhere
}

rule! {
    /// A version that is read in another way
    ///
    /// The file is what it was, and the clean CSV made of it is not: what is found out of it changed with motcua, or its
    /// `dataset.toml` was edited.
    ///
    /// **Example:** a column whose type was found, and is now found to be another.
    ///
    /// **To mend:** say in the `dataset.toml` of the version what it was: `encoding`, or the `type` of its columns.
    READING: "dataset/version-reading", Error, Elsewhere
}

rule! {
    /// A version that is gone
    ///
    /// Each version names the one before it, and `content/codes.lock` the last of each dataset. Where one is not there, its
    /// address would be gone too, and the difference would be another than the one that was published.
    ///
    /// **Example:** a folder that was not added to git.
    ///
    /// **To mend:** restore it. Where it had to go, correct `previous` of the next, or `version` in `content/codes.lock`.
    GAP: "dataset/version-gap", Error, Elsewhere
}

rule! {
    /// Versions of no dataset
    ///
    /// Their addresses were published and would be gone.
    ///
    /// **Example:** a dataset that was taken away without its `versions/`.
    ///
    /// **To mend:** put `dataset.toml` and its file back; `frequency = "never"` says that nothing more comes. Where it is
    /// withdrawn, say so in `content/codes.lock`.
    ORPHAN: "dataset/version-orphan", Error, Elsewhere
}

rule! {
    /// A file that was not recorded
    ///
    /// It differs from the last version. Published like this, what was there before is kept, but what is there now is lost
    /// once it is replaced.
    ///
    /// **Example:** a new file, and `motcua build` before `motcua record`.
    ///
    /// **To mend:** look at it with `motcua diff`, then `motcua record`, and commit.
    UNRECORDED: "dataset/unrecorded", Warning, Elsewhere
}

rule! {
    /// A dataset that was published once would vanish
    ///
    /// `content/codes.lock` lists every dataset that was recorded. People link to it and cite its versions. A dataset that is
    /// withdrawn keeps a page that says so, since when, why, and what took its place, and every version keeps its address;
    /// which of it is meant, an editor has to say.
    ///
    /// **Example:** `datasets/dan-so/` was deleted, or renamed to `datasets/dan-so-2026/`.
    ///
    /// **To mend:** if it is withdrawn, add `withdrawn = 2026-07-01` and `reason` to its entry, `successor` where there is
    /// one, and leave `datasets/dan-so/versions/` where it is. If it is missing by mistake, bring the folder back.
    UNPUBLISHED: "codes/dataset-unpublished", Error, Elsewhere
}

rule! {
    /// A dataset that is withdrawn and described, or not withdrawn yet
    ///
    /// `content/codes.lock` says that it is withdrawn, and its folder has a `dataset.toml`, by which it would be published; or
    /// the day it says is yet to come.
    ///
    /// **Example:** `withdrawn = 2026-07-01` was added, and `dataset.toml` was not removed.
    ///
    /// **To mend:** remove `dataset.toml` and the file beside it, and leave `versions/`; or take `withdrawn` away. Correct
    /// the day.
    NOT_WITHDRAWN: "codes/dataset-not-withdrawn", Error, Elsewhere
}

rule! {
    /// A file of a dataset that changed while the site was built
    ///
    /// It was checked as it was, and is another now: nothing that was found out about it holds any more, so nothing is published.
    ///
    /// **Example:** a program that exports the table while `motcua build` runs.
    ///
    /// **To mend:** let that program end, then build again. A program that exports often should write another file first and
    /// give it its name at the end.
    WRITTEN_TO: "dataset/changed", Error, Elsewhere
}
