//! What the engine of eligibility finds, described for those who write rules. It looks at whole rule books, not at a
//! procedure, and so it is not run from here: see `generator/rules`.

use crate::check::rule::rule;

rule! {
    /// An expression that cannot be read
    ///
    /// What `when`, `requires`, `day` or an amount says is not a sentence of the language. The finding marks the place.
    ///
    /// **Example:** `requires = 'age(birth_date) => 75 years'`: it is written `>=`.
    ///
    /// **To mend:** compare with the table of expressions in `content/README.md`.
    SYNTAX: "rules/syntax", Error, Elsewhere
}

rule! {
    /// An expression that compares or counts what does not fit
    ///
    /// A day is compared with money, a number lacks its unit, a question of yes or no is counted, or an unknown name is
    /// used. What such a rule stands for would be a guess.
    ///
    /// **Example:** `requires = 'age(birth_date) >= 75'`: 75 of what?
    ///
    /// **To mend:** give the unit (`75 years`, `8000 dong`), or use the question that was meant.
    TYPE: "rules/type", Error, Elsewhere
}

rule! {
    /// A question that cannot be asked
    ///
    /// Its id is no plain word, stands twice or is a word of the language; or it has no choices, or allows no value.
    ///
    /// **Example:** `id = "Birth Date"`, or `min = 10` with `max = 1`.
    ///
    /// **To mend:** write the id in small letters, digits and `_`; give a choice its `choices`, and `min` below `max`.
    QUESTION: "rules/question", Error, Elsewhere
}

rule! {
    /// A list that cannot be asked
    ///
    /// No question asks how many there are, or it allows more than the list; or a question of the list is not there. Each
    /// question of a list becomes one for each that there can be.
    ///
    /// **Example:** `[[list]]` with `id = "children"` and no question `children`.
    ///
    /// **To mend:** add the question with `type = "integer"` and `max` as in the list; correct the names.
    LIST: "rules/list", Error, Elsewhere
}

rule! {
    /// Questions whose `relevant` go round in a circle
    ///
    /// Each is asked only by the answer to the other, so that neither is ever asked.
    ///
    /// **Example:** `married` has `relevant = 'has_spouse'`, and `has_spouse` has `relevant = 'married'`.
    ///
    /// **To mend:** take one of them out of the `relevant` of another.
    CYCLE: "rules/cycle", Error, Elsewhere
}

rule! {
    /// A question no rule looks at
    ///
    /// Nobody is ever asked it. Often the rule that was to use it spells it differently.
    ///
    /// **Example:** `id = "copies"` in `questions.toml`, and no fee by the copy.
    ///
    /// **To mend:** use it in a condition, or remove it.
    UNUSED_QUESTION: "rules/unused-question", Warning, Elsewhere
}

rule! {
    /// A question that conditions look at, and that has no label
    ///
    /// What a condition requires is told by the labels of its questions: "Ngày sinh của trẻ: không quá 60 ngày trước hôm
    /// nay". Without one, the whole question stands there in quotes.
    ///
    /// **Example:** `wording = "Trẻ sinh ngày nào?"` alone.
    ///
    /// **To mend:** add `label = { vi = "ngày sinh của trẻ", en = "the child's date of birth" }`, as in the midst of a
    /// sentence; to a yes or no also `yes` and `no`, the two whole statements.
    NO_LABEL: "rules/no-label", Note, Elsewhere
}

rule! {
    /// A condition that requires nothing
    ///
    /// It has neither `requires` nor `judgement = true`, so that nothing follows from it.
    ///
    /// **Example:** a `[[condition]]` with `id` and `name` alone.
    ///
    /// **To mend:** write `requires = '...'`, or `judgement = true` where only the agency can say.
    EMPTY_CONDITION: "rules/empty-condition", Error, Elsewhere
}

rule! {
    /// An item that is in force on no day
    ///
    /// `until` is the first day on which it no longer is, and has to come after `from`.
    ///
    /// **Example:** `from = 2026-01-01` with `until = 2026-01-01`.
    ///
    /// **To mend:** correct one of the two days.
    NEVER_IN_FORCE: "rules/never-in-force", Error, Elsewhere
}

rule! {
    /// `cases` names a case the procedure does not have
    ///
    /// The item would never apply.
    ///
    /// **Example:** `cases = ["lat"]` beside the case `late`.
    ///
    /// **To mend:** write the id of a `[[case]]` of the same file.
    UNKNOWN_CASE: "rules/unknown-case", Error, Elsewhere
}

rule! {
    /// A rate of a fee the procedure does not have
    ///
    /// The amount would be paid by nobody.
    ///
    /// **Example:** `fee = "registraton"` beside the fee `registration`.
    ///
    /// **To mend:** write the id of a `[[fee]]` of the same file.
    UNKNOWN_FEE: "rules/unknown-fee", Error, Elsewhere
}

rule! {
    /// A place that is no code
    ///
    /// Places are known by their codes, from the province down: names of communes stand for several places, and change.
    ///
    /// **Example:** `place = "Hà Nội"`.
    ///
    /// **To mend:** write `place = "01"` for a province, `"01/00004"` for a commune in it.
    PLACE: "rules/place", Error, Elsewhere
}

rule! {
    /// A place that no table of places has
    ///
    /// Where `places.csv` names the provinces, or the communes of one, a code that is not among them is a slip of the pen,
    /// or a place that is no more. Nobody could answer with it.
    ///
    /// **Example:** `place = "02"`: Hà Giang has been a part of Tuyên Quang, 08, since July 2025.
    ///
    /// **To mend:** write the code of the place of now, or add the place to the table.
    UNKNOWN_PLACE: "rules/unknown-place", Error, Elsewhere
}

rule! {
    /// A rate for a place, and no question that asks for it
    ///
    /// Without a question with `id = "place"` and `type = "place"` nobody can say where they are.
    ///
    /// **Example:** a `[[rate]]` with `place = "01"`.
    ///
    /// **To mend:** add the question to `questions.toml`.
    NO_PLACE: "rules/no-place", Error, Elsewhere
}

rule! {
    /// An answer in a test that the question does not allow
    ///
    /// It is of another type, not among the choices, or less or more than `min` and `max` allow.
    ///
    /// **Example:** `answers = { birth_date = "yesterday" }`.
    ///
    /// **To mend:** write an answer as the finding says; `"?"` is "I don't know", `"-"` is "there is none".
    TEST_ANSWER: "rules/test-answer", Error, Elsewhere
}

rule! {
    /// A test that names what is not there
    ///
    /// A question, case, document or deadline is called otherwise in the rules.
    ///
    /// **Example:** `answers = { bron = 2000-01-01 }`.
    ///
    /// **To mend:** write the id as it stands in the rules.
    TEST_NAME: "rules/test-name", Error, Elsewhere
}

rule! {
    /// A test of the author that does not come out
    ///
    /// The rules say something else than `expect`. With a test that fails no site is built, since a citizen would be
    /// told the one or the other.
    ///
    /// **Example:** `expect = { verdict = "eligible" }` for somebody who is a day too young.
    ///
    /// **To mend:** mend the rules, or the expectation where the law is as the rules say.
    TEST_FAILED: "rules/test-failed", Error, Elsewhere
}

rule! {
    /// Conditions that never hold together
    ///
    /// Nobody could ever be eligible. The finding shows who comes nearest, and which condition fails.
    ///
    /// **Example:** one condition asks for 75 years and more, another for less than 70.
    ///
    /// **To mend:** correct the condition that should hold for the person shown.
    NEVER_ELIGIBLE: "rules/never-eligible", Error, Elsewhere
}

rule! {
    /// Conditions that everybody meets
    ///
    /// They ask for nothing that anybody could lack, so that questions are asked in vain.
    ///
    /// **Example:** `requires = 'born <= today'` alone.
    ///
    /// **To mend:** leave the conditions out, or make them stricter.
    ALWAYS_ELIGIBLE: "rules/always-eligible", Note, Elsewhere
}

rule! {
    /// Somebody who is eligible is in none of the cases
    ///
    /// Exactly one case has to hold, or nobody can say what to bring.
    ///
    /// **Example:** `today < born + 60 days` and `today > born + 60 days`: the sixtieth day is in neither.
    ///
    /// **To mend:** widen a case, add one, or add a condition that leaves these people out; paste the test that is
    /// shown.
    CASE_GAP: "rules/case-gap", Error, Elsewhere
}

rule! {
    /// Two cases hold for the same person
    ///
    /// They would be told to bring what belongs to either.
    ///
    /// **Example:** `today <= born + 60 days` and `today >= born + 60 days`: the sixtieth day is in both.
    ///
    /// **To mend:** decide which it is, and take it out of the other; paste the test that is shown.
    CASE_OVERLAP: "rules/case-overlap", Error, Elsewhere
}

rule! {
    /// A fee without an amount for somebody who pays it
    ///
    /// Some have a rate, these have none: they are told that the fee is not known.
    ///
    /// **Example:** rates until the end of 2025 and none after it.
    ///
    /// **To mend:** add the rate, or an amount to the fee itself for where no rate applies.
    FEE_GAP: "rules/fee-gap", Warning, Elsewhere
}

rule! {
    /// An amount is below zero for somebody
    ///
    /// Nobody is paid by a fee: such people are told that it is 0, which may be wrong.
    ///
    /// **Example:** `pages * 1000 dong - 5000 dong` for two pages.
    ///
    /// **To mend:** write `max(..., 0 dong)`, or a `when` that leaves these people out.
    FEE_NEGATIVE: "rules/fee-negative", Error, Elsewhere
}

rule! {
    /// Two amounts of one fee apply to the same person
    ///
    /// The first would be taken, which may be the wrong one.
    ///
    /// **Example:** a new `[[rate]]` with `from`, and the earlier one without `until`.
    ///
    /// **To mend:** give the earlier one `until`, or each a `when` that tells them apart.
    FEE_OVERLAP: "rules/fee-overlap", Error, Elsewhere
}

rule! {
    /// Days on which no version of an item is in force
    ///
    /// Between the `until` of one version and the `from` of the next nothing is required, brought or paid.
    ///
    /// **Example:** `until = 2025-06-30` and `from = 2025-07-01`: the thirtieth of June is in neither.
    ///
    /// **To mend:** `until` is the first day without it: write the same day in both.
    VERSION_GAP: "rules/version-gap", Warning, Elsewhere
}

rule! {
    /// Two versions of an item are in force at once
    ///
    /// Items with one id are versions of one thing, of which one holds on a day.
    ///
    /// **Example:** two conditions with `id = "age"`, the second with `from` and the first without `until`.
    ///
    /// **To mend:** give the earlier one `until`; or another id where it is another thing.
    VERSION_OVERLAP: "rules/version-overlap", Error, Elsewhere
}

rule! {
    /// An item that never applies to anybody who is eligible
    ///
    /// A case, document, fee, rate or deadline whose `when`, `cases`, `from` and `until` never hold together with the
    /// conditions.
    ///
    /// **Example:** a document for people under 18, where a condition asks for 20 years.
    ///
    /// **To mend:** look at when it applies, and at the conditions; or leave it out.
    UNREACHABLE: "rules/unreachable", Warning, Elsewhere
}

rule! {
    /// A condition that can never matter
    ///
    /// It holds whenever the others do: nobody is refused because of it alone. Often its figures are wrong.
    ///
    /// **Example:** 18 years beside another condition of 75.
    ///
    /// **To mend:** leave it out, or correct it.
    IDLE_CONDITION: "rules/idle-condition", Warning, Elsewhere
}

rule! {
    /// A formula that waits for an answer which cannot change it
    ///
    /// People are asked what does not matter, and the verdict stays unknown until they say. A question that arises only
    /// by the answer to another is left out of account.
    ///
    /// **Example:** `(resident and married) or (resident and not married)` waits for `married`.
    ///
    /// **To mend:** join what both sides share: `resident`. Where each side asks for less than both together, add what
    /// decides it: `or (a and b)`.
    NEEDLESS_QUESTION: "rules/needless-question", Warning, Elsewhere
}

rule! {
    /// A question whose answer can never matter
    ///
    /// Rules look at it, but whatever the answer is, everybody is shown the same: the condition it stands in holds or fails
    /// without it. Nobody is asked it; often something else was meant.
    ///
    /// **Example:** `requires = 'old or (rich and old)'`: `rich` changes nothing.
    ///
    /// **To mend:** leave it out, or correct the condition that was to depend on it.
    DEAD_QUESTION: "rules/dead-question", Warning, Elsewhere
}

rule! {
    /// No test stands at the value where a condition turns
    ///
    /// A mistake of one day, year or đồng shows there and nowhere else. The finding has the test to paste, with what
    /// the rules say now: is it right?
    ///
    /// **Example:** `age(birth_date) >= 75 years` without a test of the seventy-fifth birthday and one of the day
    /// before.
    ///
    /// **To mend:** look the value up in the law, and paste the test.
    UNTESTED_BOUNDARY: "rules/untested-boundary", Note, Elsewhere
}

rule! {
    /// Not all is proven of these rules
    ///
    /// Their answers can be combined in more ways than are looked at, or compare what cannot be looked through. What
    /// was found is so, but there may be more.
    ///
    /// **Example:** a condition over twenty questions.
    ///
    /// **To mend:** fewer questions in one condition, or a narrower `min` and `max`.
    NOT_PROVEN: "rules/not-proven", Note, Elsewhere
}
