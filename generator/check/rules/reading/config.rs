//! What is wrong with `content/site.toml`: see `generator/source/config`.

use crate::check::rule::rule;

rule! {
    /// An address of the site that is none
    ///
    /// `base_url` is the whole address under which the site is published: feeds, sitemaps and citations are made of it. It
    /// begins with `https://` or `http://`.
    ///
    /// **Example:** `base_url = "thutuc.example.gov.vn"`.
    ///
    /// **To mend:** write the whole address, such as `https://thutuc.example.gov.vn/`.
    CONFIG_BASE_URL: "config/base-url", Error, Elsewhere
}

rule! {
    /// A language the site cannot have
    ///
    /// A site is in Vietnamese, and in English where `languages` says so.
    ///
    /// **Example:** `languages = ["vi", "fr"]`.
    ///
    /// **To mend:** keep `"vi"` and `"en"`.
    CONFIG_LANGUAGE: "config/language", Error, Elsewhere
}

rule! {
    /// A link that is none
    ///
    /// Addresses in content and in `site.toml` are shown as links, and only some kinds are safe and useful there.
    ///
    /// **Example:** `publisher_url = "www.example.gov.vn"`.
    ///
    /// **To mend:** write the whole address. It begins with `https://`, `http://`, `mailto:` or `tel:`.
    CONFIG_LINK: "config/link", Error, Elsewhere
}

rule! {
    /// A site without a title
    ///
    /// The title stands on every page, in feeds and in the results of search engines.
    ///
    /// **Example:** a `content/site.toml` without `title`.
    ///
    /// **To mend:** add a line `title = { vi = "...", en = "..." }`.
    CONFIG_NO_TITLE: "config/no-title", Error, Elsewhere
}

rule! {
    /// A column that such a table does not have
    ///
    /// `columns` of `[[places]]` says what the headings of your table are called, by the names motcua gives them.
    ///
    /// **Example:** a key of `columns` that is misspelt.
    ///
    /// **To mend:** use one of the names the help lists.
    CONFIG_COLUMN: "config/column", Error, Elsewhere
}

rule! {
    /// A table of places without its file
    ///
    /// `[[places]]` says which file has the names of places.
    ///
    /// **Example:** `[[places]]` without `path`.
    ///
    /// **To mend:** add a line `path = "content/places.csv"`.
    CONFIG_PLACES: "config/places", Error, Elsewhere
}

rule! {
    /// A source without `kind` or `path`
    ///
    /// `[[source]]` says what is read, and how: without either nothing can be.
    ///
    /// **Example:** `[[source]]` with `path` alone.
    ///
    /// **To mend:** add `kind = "portal-json"`, or another kind, and `path = "catalogue/*.json"`.
    CONFIG_SOURCE: "config/source", Error, Elsewhere
}

rule! {
    /// A source outside the site's folder
    ///
    /// A site is built from its own folder alone, so that the same sources give the same site everywhere.
    ///
    /// **Example:** `path = "../du-lieu/*.json"`.
    ///
    /// **To mend:** copy the files into the site's folder and name them from there.
    CONFIG_SOURCE_OUTSIDE: "config/source-outside", Error, Elsewhere
}
