//! What was not understood of crawled pages and rows of the catalogue: see `generator/source/portal_crawl`.

use crate::check::rule::rule;

rule! {
    /// Words for who may apply that are not understood
    ///
    /// A row of the portal's catalogue names who may apply in one text, which is cut into names. What is not understood is
    /// kept word for word.
    ///
    /// **Example:** a name that is not in the list of the portal.
    ///
    /// **To mend:** nothing has to be done. To have it otherwise, write `audiences` in an overlay.
    CATALOGUE_AUDIENCES_NOT_UNDERSTOOD: "catalogue/audiences-not-understood", Note, Elsewhere
}

rule! {
    /// A part of a catalogue row that is not understood
    ///
    /// Nothing of an official record is dropped: what has no field goes to the note, word for word.
    ///
    /// **Example:** a key that is new in the portal's catalogue.
    ///
    /// **To mend:** nothing has to be done. Look whether the note reads well.
    CATALOGUE_NOT_UNDERSTOOD: "catalogue/not-understood", Note, Elsewhere
}

rule! {
    /// Words for who may apply that are not understood
    ///
    /// A page that was crawled names who may apply in one text, which is cut into names. What is doubtful is kept word for
    /// word.
    ///
    /// **Example:** a name that is not in the list of the portal.
    ///
    /// **To mend:** nothing has to be done. To have it otherwise, write `audiences` in an overlay.
    CRAWL_AUDIENCES_NOT_UNDERSTOOD: "crawl/audiences-not-understood", Note, Elsewhere
}

rule! {
    /// Words between the ways to apply that belong to none
    ///
    /// The table of ways to apply came as one text, and words of it fit no row. They are kept in the note of the first
    /// channel.
    ///
    /// **Example:** a remark between two rows.
    ///
    /// **To mend:** look whether the page reads well. With `ref` a `[[channel]]` of an overlay gives another `note`.
    CRAWL_CHANNELS_NOT_UNDERSTOOD: "crawl/channels-not-understood", Note, Elsewhere
}

rule! {
    /// A section that ends where a heading begins
    ///
    /// The page came as one text, which is cut where the portal's headings stand.
    ///
    /// **Example:** a heading of the portal among the words of a step.
    ///
    /// **To mend:** compare the page with the official one.
    CRAWL_CUT_AT_A_HEADING: "crawl/cut-at-a-heading", Note, Elsewhere
}

rule! {
    /// Documents that are no table
    ///
    /// What to bring is read from a table in the text of the page. Without one the words are kept as they are.
    ///
    /// **Example:** a list in sentences.
    ///
    /// **To mend:** write `[[document]]` in an overlay, which then stands in place of the text.
    CRAWL_DOCUMENTS_NOT_UNDERSTOOD: "crawl/documents-not-understood", Note, Elsewhere
}

rule! {
    /// A fee that is taken for thousands of đồng
    ///
    /// The amount is too small for a fee, as those are that were written in thousands.
    ///
    /// **Example:** `20` where 20.000 đồng is meant.
    ///
    /// **To mend:** compare it with the official page. In an overlay a `[[channel]]` with `ref` and a `[[fee]]` say
    /// otherwise.
    CRAWL_FEE_IN_THOUSANDS: "crawl/fee-in-thousands", Note, Elsewhere
}

rule! {
    /// A fee that is not understood
    ///
    /// The words of a fee are kept, and no amount is read from them.
    ///
    /// **Example:** an amount that is too small to be one.
    ///
    /// **To mend:** in an overlay, a `[[channel]]` with `ref` and a `[[fee]]` with `channel` give the amount.
    CRAWL_FEES_NOT_UNDERSTOOD: "crawl/fees-not-understood", Note, Elsewhere
}

rule! {
    /// The name of a form that is not understood
    ///
    /// The table of documents came as one text, and the name of a form could not be told in it.
    ///
    /// **Example:** words where the file of a form is named.
    ///
    /// **To mend:** compare the document with the official page, and write `form` for it in an overlay.
    CRAWL_FORM_NOT_UNDERSTOOD: "crawl/form-not-understood", Note, Elsewhere
}

rule! {
    /// A legal document that is not understood
    ///
    /// The table of legal documents came as one text, and a row of it could not be cut.
    ///
    /// **Example:** a number without a name.
    ///
    /// **To mend:** compare the list with the official page.
    CRAWL_LEGAL_BASIS_NOT_UNDERSTOOD: "crawl/legal-basis-not-understood", Note, Elsewhere
}

rule! {
    /// A part of a crawled page that is not understood
    ///
    /// Nothing of an official record is dropped: what has no field goes to the note, word for word.
    ///
    /// **Example:** a section that is new on the portal.
    ///
    /// **To mend:** nothing has to be done. Look whether the note reads well.
    CRAWL_NOT_UNDERSTOOD: "crawl/not-understood", Note, Elsewhere
}

rule! {
    /// A number of copies that is not understood
    ///
    /// Originals and copies are read from one text. What is not understood stays in the name of the document.
    ///
    /// **Example:** words in place of numbers.
    ///
    /// **To mend:** compare the document with the official page.
    CRAWL_QUANTITY_NOT_UNDERSTOOD: "crawl/quantity-not-understood", Note, Elsewhere
}

rule! {
    /// A result that is not understood
    ///
    /// What one receives came as one text with codes, and a code of it could not be paired with a name.
    ///
    /// **Example:** a code without a name.
    ///
    /// **To mend:** compare the results with the official page.
    CRAWL_RESULTS_NOT_UNDERSTOOD: "crawl/results-not-understood", Note, Elsewhere
}

rule! {
    /// A time limit that is not understood
    ///
    /// The words are kept, but they cannot be sorted or compared.
    ///
    /// **Example:** a time that is no quantity.
    ///
    /// **To mend:** in an overlay, a `[[channel]]` with `ref` gives the `time`.
    CRAWL_TIME_NOT_UNDERSTOOD: "crawl/time-not-understood", Note, Elsewhere
}
