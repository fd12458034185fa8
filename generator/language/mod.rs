//! Vietnamese text: one spelling for it, keys to find it by, its order, and the numbers, dates, fees,
//! time limits and references that stand in it.
//!
//! In: text as people and portals write it. Out: text, keys, and small values. Everything here is a pure
//! function of its arguments, the same natively and in the browser: no storage, no clock, no floats, no
//! dependency. It knows nothing of procedures, pages or the index; it must never guess where it can
//! return `None`.
//!
//! | for | use |
//! |---|---|
//! | text from before Unicode | [`legacy`], then [`normalise`] |
//! | one spelling | [`normalise`] |
//! | matching without marks, addresses | [`fold`], [`slug`] |
//! | matching with marks | [`syllable_key`] |
//! | what was typed without an input method | [`telex`], [`vni`], [`decode_typed`] |
//! | whether letters can be Vietnamese | [`is_syllable`] |
//! | lists | [`compare`], [`sort_key`], [`compare_persons`] |
//! | values | [`number()`], [`money`], [`date`], [`duration`], [`legal`], [`procedure_code`] |

mod code;
pub mod date;
pub mod duration;
mod fold;
pub mod legacy;
pub mod legal;
mod letters;
pub mod money;
mod normalise;
pub mod number;
mod order;
mod syllable;
mod typing;
mod words;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod vectors;

pub use code::{CodeParse, procedure_code};
pub use date::{Date, Weekday};
pub use duration::Duration;
pub use fold::{fold, fold_into, slug};
pub use legal::{LegalKind, LegalReference};
pub(crate) use letters::{is_word, lower};
pub use money::{Currency, Money, PortalFee, portal_fee, portal_fee_in};
pub use normalise::{is_normalised, normalise};
pub use number::{decimal, decimal_en, number, number_en};
pub use order::{compare, compare_persons, sort_key};
pub use syllable::{syllable_key, syllable_key_into};
pub use typing::{decode_typed, is_syllable, telex, vni};
