use crate::check::rule::rule;

rule! {
    /// A link to a dataset that is not there
    ///
    /// A page of an editor leads to `/du-lieu/<id>/` or `/en/datasets/<id>/`, and there is no folder of this name in
    /// `datasets/`. It is found once the datasets are read: see `generator/check/datasets.rs`.
    ///
    /// **Example:** `[dân số](/du-lieu/dan-so/)` after the folder was renamed.
    ///
    /// **To mend:** write the id the finding proposes, or add the dataset.
    UNKNOWN: "link/dataset-unknown", Warning, Elsewhere
}
