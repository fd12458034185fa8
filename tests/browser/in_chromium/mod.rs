mod datasets;
mod eligibility;
mod list_filter;
mod module;
mod search;
mod table;
mod watchfulness;
