//! What is wrong with files of content: see `generator/source/content`.

use crate::check::rule::rule;

rule! {
    /// An agency without `id` or `name`
    ///
    /// Procedures name an agency by its id, and pages show its name.
    ///
    /// **Example:** `[[agency]]` with `name` alone.
    ///
    /// **To mend:** add both, such as `id = "bo-tu-phap"` and `name = "Bộ Tư pháp"`.
    CONTENT_AGENCY: "content/agency", Error, Elsewhere
}

rule! {
    /// A change without `code` or `kind`
    ///
    /// A file below `content/changes` tells what happened to which procedure.
    ///
    /// **Example:** `[[change]]` with `code` alone.
    ///
    /// **To mend:** add both; `kind` is `"added"`, `"changed"` or `"removed"`.
    CONTENT_CHANGE: "content/change", Error, Elsewhere
}

rule! {
    /// A file of changes without a date
    ///
    /// The day of changes is the name of their file.
    ///
    /// **Example:** `content/changes/moi.toml`.
    ///
    /// **To mend:** name the file `2026-07-01.toml`.
    CONTENT_CHANGE_DATE: "content/change-date", Error, Elsewhere
}

rule! {
    /// A way to apply of which nobody knows which
    ///
    /// `kind` says which way a `[[channel]]` adds, and `ref` which of the official record it changes.
    ///
    /// **Example:** `[[channel]]` with `time` alone.
    ///
    /// **To mend:** add `kind = "in-person"`, `"online"` or `"post"`; or `ref` with one of these, which keeps the other
    /// channels.
    CONTENT_CHANNEL: "content/channel", Error, Elsewhere
}

rule! {
    /// A file whose name and `code` differ
    ///
    /// The name of a procedure's file gives its code; a second one could only contradict it.
    ///
    /// **Example:** `1.001193.md` with `code = "1.001194"`.
    ///
    /// **To mend:** rename the file, or leave `code` out.
    CONTENT_CODE: "content/code", Error, Elsewhere
}

rule! {
    /// An entry of `codes.lock` without a code
    ///
    /// `content/codes.lock` lists what was published, by its code.
    ///
    /// **Example:** a `[[procedure]]` with `name` alone.
    ///
    /// **To mend:** add the code, or remove the entry. `motcua record` writes this file.
    CONTENT_CODES: "content/codes", Error, Elsewhere
}

rule! {
    /// A deadline without its day
    ///
    /// A `[[deadline]]` is a day that is reckoned from answers.
    ///
    /// **Example:** `[[deadline]]` without `day`.
    ///
    /// **To mend:** add an expression, such as `day = 'child_birth_date + 60 days'`.
    CONTENT_DEADLINE: "content/deadline", Error, Elsewhere
}

rule! {
    /// A date of a decision without the decision
    ///
    /// `decision_date` is the day on which `decision` was signed.
    ///
    /// **Example:** `decision_date = 2026-01-16` alone.
    ///
    /// **To mend:** add `decision = "163/QĐ-BTP"`.
    CONTENT_DECISION: "content/decision", Error, Elsewhere
}

rule! {
    /// The level that ended
    ///
    /// Districts ended on 1 July 2025, so that no procedure can be theirs.
    ///
    /// **Example:** `levels = ["district"]`.
    ///
    /// **To mend:** write `"province"` or `"commune"`.
    CONTENT_DISTRICT: "content/district", Error, Elsewhere
}

rule! {
    /// An amount that cannot be one
    ///
    /// A fee has an amount above zero, or is free, or states neither; a zero would not say which.
    ///
    /// **Example:** `amount = 0`.
    ///
    /// **To mend:** write `free = true` where the law says so, and leave `amount` out where it is not stated.
    CONTENT_FEE: "content/fee", Error, Elsewhere
}

rule! {
    /// Fees without a way to apply
    ///
    /// A `[[fee]]` is paid for a way to apply, and the file names none. A list with `kind` would stand in place of that of
    /// the official record; one with `ref` changes it.
    ///
    /// **Example:** `[[fee]]` in a file without `[[channel]]`.
    ///
    /// **To mend:** add `[[channel]]` with `ref = "in-person"`, and `channel = "in-person"` to the fee; without an official
    /// record, `kind` in place of `ref`.
    CONTENT_FEE_ALONE: "content/fee-alone", Error, Elsewhere
}

rule! {
    /// A fee that does not say for which channel it is, or for one that is not there
    ///
    /// `channel` of a `[[fee]]` is the `kind`, `id` or `ref` of a `[[channel]]` of the same file. Where one of them has
    /// `ref` every fee names its channel, since it takes the place of the fees that channel has.
    ///
    /// **Example:** `channel = "post"` in a file with `online` alone.
    ///
    /// **To mend:** correct `channel`, or add the `[[channel]]`.
    CONTENT_FEE_CHANNEL: "content/fee-channel", Error, Elsewhere
}

rule! {
    /// The address of a form without its name
    ///
    /// Pages show a form by the name of its file, which `form` gives.
    ///
    /// **Example:** `form_url` alone.
    ///
    /// **To mend:** add a line `form = "to-khai.docx"`.
    CONTENT_FORM: "content/form", Error, Elsewhere
}

rule! {
    /// A file whose front matter cannot be told from its text
    ///
    /// A content file begins with a line `+++`, then TOML, then a line `+++`; the text stands below.
    ///
    /// **Example:** a file that begins with a heading.
    ///
    /// **To mend:** write the two lines. The help says which of them is missing.
    CONTENT_FRONT_MATTER: "content/front-matter", Error, Elsewhere
}

rule! {
    /// An id that cannot be one
    ///
    /// Ids become parts of addresses and names in other files.
    ///
    /// **Example:** an id with spaces.
    ///
    /// **To mend:** write it as the help says.
    CONTENT_ID: "content/id", Error, Elsewhere
}

rule! {
    /// A saying that lacks a part
    ///
    /// An entry of `content/lexicon.toml` says what people say, and what it means in the words of titles.
    ///
    /// **Example:** an entry with `say` alone.
    ///
    /// **To mend:** add the key that the message names.
    CONTENT_LEXICON: "content/lexicon", Error, Elsewhere
}

rule! {
    /// A list of questions that lacks a part
    ///
    /// A list has an id, how many items it may have at most, and the questions asked for each.
    ///
    /// **Example:** a list without `max`.
    ///
    /// **To mend:** add the key that is missing.
    CONTENT_LIST: "content/list", Error, Elsewhere
}

rule! {
    /// An item without a name
    ///
    /// What is listed on a page needs words to be shown, in Vietnamese at least. Only an item with `ref` may leave them to
    /// the official record.
    ///
    /// **Example:** `[[document]]` with `copies = 1` alone.
    ///
    /// **To mend:** add `name = "..."`, or `name = { vi = "...", en = "..." }`.
    CONTENT_NO_NAME: "content/no-name", Error, Elsewhere
}

rule! {
    /// A page without a title
    ///
    /// The title of a page is its heading, and its name in links and results.
    ///
    /// **Example:** a file below `content/pages` without `title`.
    ///
    /// **To mend:** add a line `title = "..."`.
    CONTENT_PAGE: "content/page", Error, Elsewhere
}

rule! {
    /// A table of places that cannot be used
    ///
    /// Questions and rates name places by their codes, and people by their names. The message says what is wrong with the
    /// table or the row.
    ///
    /// **Example:** a table without the column of codes.
    ///
    /// **To mend:** mend the row or heading, as the help says.
    CONTENT_PLACES: "content/places", Error, Elsewhere
}

rule! {
    /// A question that lacks a part
    ///
    /// A question has an id, a type and words to ask it with.
    ///
    /// **Example:** a question without `wording`.
    ///
    /// **To mend:** add the key that is missing.
    CONTENT_QUESTION: "content/question", Error, Elsewhere
}

rule! {
    /// A rate without its fee or amount
    ///
    /// A `[[rate]]` is the amount of a fee of the rules in some place or at some time.
    ///
    /// **Example:** `[[rate]]` with `place` alone.
    ///
    /// **To mend:** add `fee = "the id of a fee"` and `amount = 5000`.
    CONTENT_RATE: "content/rate", Error, Elsewhere
}

rule! {
    /// A table of rates that cannot be used
    ///
    /// `rates` names a CSV or XLSX file whose rows are rates. The message says what is wrong with the table or the row.
    ///
    /// **Example:** a table that is not there.
    ///
    /// **To mend:** mend the row or heading, as the help says.
    CONTENT_RATES: "content/rates", Error, Elsewhere
}

rule! {
    /// A redirect without `from` or `to`
    ///
    /// A redirect leads from an old address of the site to a new one.
    ///
    /// **Example:** `[[redirect]]` with `from` alone.
    ///
    /// **To mend:** add both, such as `from = "/cu/"` and `to = "/thu-tuc/1.001193/"`.
    CONTENT_REDIRECT: "content/redirect", Error, Elsewhere
}

rule! {
    /// An item that both refers to another and is one of its own, or refers to nothing
    ///
    /// `ref` changes an item of the official record; a key that makes an item of its own contradicts it. Of a channel `ref`
    /// is its kind, such as `online`, or `online-2` for the second of that kind.
    ///
    /// **Example:** `kind` beside `ref`.
    ///
    /// **To mend:** keep one of the two, or write the `ref` the help offers.
    CONTENT_REF: "content/ref", Error, Elsewhere
}

rule! {
    /// An item that is removed and changed, or that nothing says
    ///
    /// `remove = true` takes away the item of the official record that `ref` names, and nothing else can be said of it.
    ///
    /// **Example:** `remove = true` beside `name`.
    ///
    /// **To mend:** keep `ref` and `remove` alone.
    CONTENT_REMOVE: "content/remove", Error, Elsewhere
}

rule! {
    /// An item of the rules without an id that can be used
    ///
    /// Messages, rates and tests name conditions, documents and fees by their ids. One begins with a letter or a digit and
    /// has letters, digits, `-`, `_` and `.`.
    ///
    /// **Example:** `[[condition]]` without `id`.
    ///
    /// **To mend:** add the line the help offers.
    CONTENT_RULE_ID: "content/rule-id", Error, Elsewhere
}

rule! {
    /// A sub-case without `code` or `name`
    ///
    /// A `[[service_case]]` is named by its code. With `ref` it changes one of the official record, and needs no name.
    ///
    /// **Example:** `[[service_case]]` with `name` alone.
    ///
    /// **To mend:** add both; or `ref` with the code to change one.
    CONTENT_SERVICE_CASE: "content/service-case", Error, Elsewhere
}

rule! {
    /// A table of TOML below the front matter
    ///
    /// Below the second `+++` stands text. A table there would be shown as words, and mean nothing.
    ///
    /// **Example:** `[[channel]]` below the second `+++`.
    ///
    /// **To mend:** move it above that line.
    CONTENT_TABLE_IN_TEXT: "content/table-in-text", Error, Elsewhere
}

rule! {
    /// A test that lacks a part, or has a day that is none
    ///
    /// A `[[test]]` states answers and what is to come of them.
    ///
    /// **Example:** a day such as 31/02/2026.
    ///
    /// **To mend:** correct what the message names.
    CONTENT_TEST: "content/test", Error, Elsewhere
}
