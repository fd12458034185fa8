//! stub
use crate::catalogue::*;
use crate::diagnostic::*;
use crate::files::*;
/// o
#[derive(Debug, Clone, Default)]
pub struct SiteOptions {}
/// r
#[derive(Debug)]
pub struct SiteReport {}
/// t
#[derive(Debug)]
pub struct Theme {}
impl Theme {
    /// l
    pub fn load(_f: &dyn Files, _t: &mut FileTable) -> (Theme, Vec<Diagnostic>) {
        (Theme {}, vec![])
    }
}
/// w
pub fn write(_c: &Catalogue, _t: &Theme, _o: &SiteOptions, _s: &dyn Sink) -> Result<SiteReport, Vec<FileError>> {
    Ok(SiteReport {})
}
/// j
pub fn record_json(_c: &Catalogue, _p: &Procedure) -> Vec<u8> {
    vec![]
}
