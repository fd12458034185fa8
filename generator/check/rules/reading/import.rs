//! Why a file cannot be imported: see `generator/exchange`.

use crate::check::rule::rule;

rule! {
    /// A code that cannot name a file
    ///
    /// A row of a table becomes the file `content/procedures/<code>.md`.
    ///
    /// **Example:** a code with a slash.
    ///
    /// **To mend:** mend it in the table. A code is written `1.001193`.
    IMPORT_CODE: "import/code", Error, Elsewhere
}

rule! {
    /// Two rows of one code that differ
    ///
    /// Only one of them could be written.
    ///
    /// **Example:** a procedure that was copied and changed.
    ///
    /// **To mend:** keep one of the rows.
    IMPORT_CODE_TWICE: "import/code-twice", Error, Elsewhere
}

rule! {
    /// A file of content with mistakes is in the way
    ///
    /// A table is laid over what a file says now, which cannot be read.
    ///
    /// **Example:** a file that `motcua check` has errors for.
    ///
    /// **To mend:** mend it first.
    IMPORT_CONTENT: "import/content", Error, Elsewhere
}

rule! {
    /// An empty file
    ///
    /// There is nothing to import.
    ///
    /// **Example:** a download that failed.
    ///
    /// **To mend:** retrieve it again.
    IMPORT_EMPTY: "import/empty", Error, Elsewhere
}

rule! {
    /// A file whose name cannot be kept
    ///
    /// Imported files keep their names in the site's folder.
    ///
    /// **Example:** a name that is not UTF-8.
    ///
    /// **To mend:** rename the file.
    IMPORT_NAME: "import/name", Error, Elsewhere
}

rule! {
    /// A file of a kind that cannot be imported
    ///
    /// What is imported is known by its bytes: JSON and XLSX of the portal, tables in CSV and XLSX.
    ///
    /// **Example:** a PDF.
    ///
    /// **To mend:** import the data itself, in one of these kinds.
    IMPORT_NOT_A_SOURCE: "import/not-a-source", Error, Elsewhere
}

rule! {
    /// A cell that was emptied, and an official record that still fills it
    ///
    /// An overlay can only take away what it says itself.
    ///
    /// **Example:** an emptied name of a procedure that the portal names.
    ///
    /// **To mend:** write what is to be shown in place of it.
    IMPORT_OFFICIAL_STAYS: "import/official-stays", Warning, Elsewhere
}

rule! {
    /// A list of a table that takes the place of one of an official record
    ///
    /// A list in an editor's file stands for the whole list: what only the official record has is not shown any more.
    ///
    /// **Example:** a column of documents with one short line each, where the record has six.
    ///
    /// **To mend:** leave the column out, as in `--columns documents=`, or fill the cell in with all its lines, as
    /// `motcua export` writes them.
    IMPORT_REPLACES_OFFICIAL: "import/replaces-official", Warning, Elsewhere
}

rule! {
    /// A change to a file with rules
    ///
    /// Lines of rules are kept where a table changes a file. Those of a document that the row does not have any more would
    /// have nothing to stand at.
    ///
    /// **Example:** a document with `when` that is missing in the cell of documents.
    ///
    /// **To mend:** make the change by hand in the file, or take the row out.
    IMPORT_RULES: "import/rules", Warning, Elsewhere
}

rule! {
    /// Two files of one name
    ///
    /// One would overwrite the other.
    ///
    /// **Example:** `a/1.json` and `b/1.json`.
    ///
    /// **To mend:** rename one of them.
    IMPORT_SAME_NAME: "import/same-name", Error, Elsewhere
}
