//! How numbers, days and a few words are written, in Vietnamese and in English: what a text may say, and what it says once that is decided.

pub mod date;
pub mod number;
pub mod word;
