mod list_filter;
mod module;
mod watchfulness;
