//! The rules: a folder for each group, a file for each rule.

use super::rule::Rule;

mod text {
    pub(super) mod control;
    pub(super) mod eth;
    pub(super) mod glued_words;
    pub(super) mod invisible;
    pub(super) mod lost_letter;
    pub(super) mod not_nfc;
    pub(super) mod private_use;
}
mod name {
    pub(super) mod all_caps;
    pub(super) mod code_inside;
    pub(super) mod duplicate;
    pub(super) mod missing;
    pub(super) mod spaces;
}
mod code {
    pub(super) mod malformed;
    pub(super) mod stray_space;
}
mod date {
    pub(super) mod implausible;
    pub(super) mod impossible;
}
mod legal {
    pub(super) mod unparsed;
}
mod eligibility {
    pub(super) mod cite;
    pub(super) mod engine;
    pub mod fee;
    mod reach;
}
mod dataset {
    pub(super) mod description;
    pub(super) mod figures;
    pub(super) mod listing;
    pub(super) mod promises;
    pub(super) mod reading;
    pub(super) mod versions;
}
mod reading {
    pub(super) mod config;
    pub(super) mod content;
    pub(super) mod crawl;
    pub(super) mod files;
    pub(super) mod import;
}
mod procedure {
    pub(super) mod bare;
    pub(super) mod no_documents;
    pub(super) mod no_fee;
    pub(super) mod no_time;
}
mod fee {
    pub(super) mod zero_unexplained;
}
mod time {
    pub(super) mod no_unit;
}
mod level {
    pub(super) mod district;
}
mod review {
    pub(super) mod overdue;
}
mod link {
    pub(super) mod dataset_unknown;
    pub(super) mod unsafe_link;
}
mod merge {
    pub(super) mod conflict;
    pub(super) mod dangling_ref;
}
mod agency {
    pub(super) mod alias_clash;
    pub(super) mod duplicate_id;
    pub(super) mod parent_unknown;
    pub(super) mod unknown;
}
mod codes {
    pub(super) mod successor_unknown;
    pub(super) mod unpublished;
}
mod redirect {
    pub(super) mod duplicate;
    pub(super) mod redirect_loop;
    pub(super) mod unsafe_redirect;
}
mod translation {
    pub(super) mod missing_en;
}
mod address {
    pub(super) mod taken;
}
mod page {
    pub(super) mod duplicate_id;
}

/// Every rule, in the order in which they are listed to people. Those of one group stand together.
pub(super) static RULES: &[Rule] = &[
    text::not_nfc::RULE,
    text::private_use::RULE,
    text::eth::RULE,
    text::invisible::RULE,
    text::control::RULE,
    text::lost_letter::RULE,
    text::glued_words::RULE,
    name::missing::RULE,
    name::spaces::RULE,
    name::all_caps::RULE,
    name::code_inside::RULE,
    name::duplicate::RULE,
    code::malformed::RULE,
    code::stray_space::RULE,
    date::impossible::RULE,
    date::implausible::RULE,
    legal::unparsed::RULE,
    procedure::bare::RULE,
    procedure::no_documents::RULE,
    procedure::no_fee::RULE,
    procedure::no_time::RULE,
    fee::zero_unexplained::RULE,
    time::no_unit::RULE,
    level::district::RULE,
    review::overdue::RULE,
    link::unsafe_link::RULE,
    link::dataset_unknown::UNKNOWN,
    merge::conflict::RULE,
    merge::dangling_ref::RULE,
    agency::unknown::RULE,
    agency::duplicate_id::RULE,
    agency::alias_clash::RULE,
    agency::parent_unknown::RULE,
    codes::unpublished::RULE,
    codes::successor_unknown::RULE,
    dataset::versions::UNPUBLISHED,
    dataset::versions::NOT_WITHDRAWN,
    redirect::unsafe_redirect::RULE,
    redirect::redirect_loop::RULE,
    redirect::duplicate::RULE,
    translation::missing_en::RULE,
    page::duplicate_id::RULE,
    address::taken::RULE,
    eligibility::cite::RULE,
    eligibility::fee::RULE,
    eligibility::engine::SYNTAX,
    eligibility::engine::TYPE,
    eligibility::engine::QUESTION,
    eligibility::engine::LIST,
    eligibility::engine::CYCLE,
    eligibility::engine::UNUSED_QUESTION,
    eligibility::engine::NO_LABEL,
    eligibility::engine::EMPTY_CONDITION,
    eligibility::engine::NEVER_IN_FORCE,
    eligibility::engine::UNKNOWN_CASE,
    eligibility::engine::UNKNOWN_FEE,
    eligibility::engine::PLACE,
    eligibility::engine::UNKNOWN_PLACE,
    eligibility::engine::NO_PLACE,
    eligibility::engine::TEST_ANSWER,
    eligibility::engine::TEST_NAME,
    eligibility::engine::TEST_FAILED,
    eligibility::engine::NEVER_ELIGIBLE,
    eligibility::engine::ALWAYS_ELIGIBLE,
    eligibility::engine::CASE_GAP,
    eligibility::engine::CASE_OVERLAP,
    eligibility::engine::FEE_GAP,
    eligibility::engine::FEE_NEGATIVE,
    eligibility::engine::FEE_OVERLAP,
    eligibility::engine::VERSION_GAP,
    eligibility::engine::VERSION_OVERLAP,
    eligibility::engine::UNREACHABLE,
    eligibility::engine::IDLE_CONDITION,
    eligibility::engine::NEEDLESS_QUESTION,
    eligibility::engine::DEAD_QUESTION,
    eligibility::engine::UNTESTED_BOUNDARY,
    eligibility::engine::NOT_PROVEN,
    dataset::description::ID,
    dataset::description::NO_TITLE,
    dataset::description::FILE_OUTSIDE,
    dataset::description::LICENCE,
    dataset::description::LINK,
    dataset::description::TEMPORAL,
    dataset::listing::NO_DESCRIPTION,
    dataset::listing::NO_PUBLISHER,
    dataset::listing::NO_LICENCE,
    dataset::listing::NO_CONTACT,
    dataset::listing::NO_DAY,
    dataset::listing::MODIFIED,
    dataset::description::COLUMN_ID,
    dataset::description::COLUMN_SOURCE,
    dataset::description::FILE_AND_DERIVE,
    dataset::description::UNDESCRIBED,
    dataset::description::OTHER_FILE,
    dataset::reading::ENCODING,
    dataset::reading::READ_AS,
    dataset::reading::LETTERS,
    dataset::reading::DELIMITER,
    dataset::reading::FORMAT,
    dataset::reading::TOO_LARGE,
    dataset::reading::SHEET,
    dataset::reading::SHEET_CHOSEN,
    dataset::reading::HIDDEN,
    dataset::reading::EMPTY,
    dataset::reading::HEADER,
    dataset::reading::UNCLOSED_QUOTE,
    dataset::reading::LONG_RECORD,
    dataset::reading::DECIMAL,
    dataset::reading::DATES,
    dataset::reading::MIXED_COLUMN,
    dataset::reading::ODD_CELLS,
    dataset::reading::TOTAL_ROW,
    dataset::reading::GROUP_ROW,
    dataset::reading::HEADING_AGAIN,
    dataset::reading::SECOND_TABLE,
    dataset::reading::COLUMN_NUMBERS,
    dataset::reading::BLANK_CELLS,
    dataset::reading::NOTE_INSIDE,
    dataset::reading::LONG_ROW,
    dataset::reading::BAD_VALUE,
    dataset::reading::ERROR_CELL,
    dataset::reading::LOST_DIGITS,
    dataset::reading::MERGED_ACROSS,
    dataset::reading::LOST_LETTER,
    dataset::reading::FORMULA,
    dataset::figures::CHART,
    dataset::figures::CHART_ID,
    dataset::figures::CHART_TWICE,
    dataset::figures::CHART_COLUMN,
    dataset::figures::CHART_NUMBER,
    dataset::figures::CHART_LINE,
    dataset::figures::CHART_FILTER,
    dataset::figures::CHART_POINT_TWICE,
    dataset::figures::CHART_EMPTY,
    dataset::figures::CHART_TOO_MANY,
    dataset::figures::CHART_NEGATIVE,
    dataset::figures::CHART_SUM,
    dataset::figures::CHART_NO_X,
    dataset::figures::INDICATOR,
    dataset::figures::INDICATOR_TWICE,
    dataset::figures::INDICATOR_TIME,
    dataset::figures::INDICATOR_POINT_TWICE,
    dataset::figures::INDICATOR_EMPTY,
    dataset::figures::INDICATOR_TOO_MANY,
    dataset::figures::INDICATOR_NO_TIME,
    dataset::promises::NO_FILE,
    dataset::promises::COLUMN_UNKNOWN,
    dataset::promises::COLUMN_TWICE,
    dataset::promises::KEY_UNKNOWN,
    dataset::promises::COORDINATES,
    dataset::promises::DEGREES,
    dataset::promises::EXCHANGED,
    dataset::promises::KEY_TWICE,
    dataset::promises::REQUIRED,
    dataset::promises::UNIQUE,
    dataset::promises::RANGE,
    dataset::promises::PATTERN,
    dataset::promises::CODE,
    dataset::promises::BOUND,
    dataset::promises::REFERENCES,
    dataset::promises::REFERENCE_BROKEN,
    dataset::promises::NOT_COMPARED,
    dataset::versions::NAME,
    dataset::versions::INCOMPLETE,
    dataset::versions::LOCK,
    dataset::versions::CHANGED,
    dataset::versions::READING,
    dataset::versions::GAP,
    dataset::versions::ORPHAN,
    dataset::versions::UNRECORDED,
    dataset::versions::WRITTEN_TO,
    reading::config::CONFIG_BASE_URL,
    reading::config::CONFIG_LANGUAGE,
    reading::config::CONFIG_LINK,
    reading::config::CONFIG_NO_TITLE,
    reading::config::CONFIG_COLUMN,
    reading::config::CONFIG_PLACES,
    reading::config::CONFIG_SOURCE,
    reading::config::CONFIG_SOURCE_OUTSIDE,
    reading::content::CONTENT_AGENCY,
    reading::content::CONTENT_CHANGE,
    reading::content::CONTENT_CHANGE_DATE,
    reading::content::CONTENT_CHANNEL,
    reading::content::CONTENT_CODE,
    reading::content::CONTENT_CODES,
    reading::content::CONTENT_DEADLINE,
    reading::content::CONTENT_DECISION,
    reading::content::CONTENT_DISTRICT,
    reading::content::CONTENT_FEE,
    reading::content::CONTENT_FEE_ALONE,
    reading::content::CONTENT_FEE_CHANNEL,
    reading::content::CONTENT_FORM,
    reading::content::CONTENT_FRONT_MATTER,
    reading::content::CONTENT_ID,
    reading::content::CONTENT_LEXICON,
    reading::content::CONTENT_LIST,
    reading::content::CONTENT_NO_NAME,
    reading::content::CONTENT_PAGE,
    reading::content::CONTENT_PLACES,
    reading::content::CONTENT_QUESTION,
    reading::content::CONTENT_RATE,
    reading::content::CONTENT_RATES,
    reading::content::CONTENT_REDIRECT,
    reading::content::CONTENT_REF,
    reading::content::CONTENT_REMOVE,
    reading::content::CONTENT_RULE_ID,
    reading::content::CONTENT_SERVICE_CASE,
    reading::content::CONTENT_TABLE_IN_TEXT,
    reading::content::CONTENT_TEST,
    reading::crawl::CATALOGUE_AUDIENCES_NOT_UNDERSTOOD,
    reading::crawl::CATALOGUE_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_AUDIENCES_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_CHANNELS_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_CUT_AT_A_HEADING,
    reading::crawl::CRAWL_DOCUMENTS_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_FEE_IN_THOUSANDS,
    reading::crawl::CRAWL_FEES_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_FORM_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_LEGAL_BASIS_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_QUANTITY_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_RESULTS_NOT_UNDERSTOOD,
    reading::crawl::CRAWL_TIME_NOT_UNDERSTOOD,
    reading::files::LIST_NO_CODE,
    reading::files::LIST_NO_HEADINGS,
    reading::files::LIST_UNKNOWN_COLUMN,
    reading::files::PORTAL_NO_CODE,
    reading::files::PORTAL_NO_NAME,
    reading::files::PORTAL_NOT_WHOLE,
    reading::files::PORTAL_UNKNOWN_KEY,
    reading::files::PORTAL_UNKNOWN_WORD,
    reading::files::SHEET_CODE_IS_A_NUMBER,
    reading::files::SHEET_DAMAGED,
    reading::files::SHEET_NO_SHEET,
    reading::files::SHEET_NOT_XLSX,
    reading::files::SHEET_PASSWORD,
    reading::files::SHEET_TOO_LARGE,
    reading::files::SOURCE_JSON,
    reading::files::SOURCE_LINE_TOO_LONG,
    reading::files::SOURCE_NO_CODE,
    reading::files::SOURCE_NO_FILES,
    reading::files::SOURCE_NOT_A_RECORD,
    reading::files::SOURCE_NOT_JSON,
    reading::files::SOURCE_NOT_UTF8,
    reading::files::SOURCE_UNREADABLE,
    reading::files::SOURCE_WRONG_PAGE,
    reading::files::TABLE_NO_CODE,
    reading::files::TABLE_NO_COLUMN,
    reading::files::TABLE_NO_HEADINGS,
    reading::files::TABLE_NOT_UNDERSTOOD,
    reading::files::TABLE_UNCLOSED_QUOTE,
    reading::files::TABLE_UNKNOWN_COLUMN,
    reading::files::THEME_INVALID,
    reading::files::THEME_UNUSED,
    reading::files::TOML_SYNTAX,
    reading::files::TOML_UNKNOWN_KEY,
    reading::files::TOML_UNKNOWN_WORD,
    reading::files::TOML_WRONG_KIND,
    reading::import::IMPORT_CODE,
    reading::import::IMPORT_CODE_TWICE,
    reading::import::IMPORT_CONTENT,
    reading::import::IMPORT_EMPTY,
    reading::import::IMPORT_NAME,
    reading::import::IMPORT_NOT_A_SOURCE,
    reading::import::IMPORT_OFFICIAL_STAYS,
    reading::import::IMPORT_REPLACES_OFFICIAL,
    reading::import::IMPORT_RULES,
    reading::import::IMPORT_SAME_NAME,
];
