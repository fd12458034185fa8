//! stub
use crate::catalogue::*;
use crate::diagnostic::*;
use crate::language::Date;
/// Rule.
pub struct Rule {
    /// i
    pub id: &'static str,
    /// s
    pub severity: Severity,
    /// t
    pub title: &'static str,
    /// e
    pub explanation: &'static str,
}
/// rules
pub fn rules() -> &'static [Rule] {
    &[]
}
/// check
pub fn check(_c: &Catalogue, _t: Option<Date>, _x: &[Conflict], _d: &[Dangling]) -> Vec<Diagnostic> {
    vec![]
}
