//! Vietnamese text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date;
impl Date {
    pub fn new(_: i32, _: u8, _: u8) -> Option<Self> {
        None
    }
    pub fn parse_iso(_: &str) -> Option<Self> {
        None
    }
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money;
pub fn fold(s: &str) -> String {
    s.into()
}
pub fn syllable_key(s: &str) -> String {
    s.into()
}
