//! Amounts of money as citizens read them, and fees as the portal means them.
//!
//! An amount is a whole number of units of its currency; the đồng has no smaller unit in use, and the
//! published fees in other currencies have none either.

mod fee;
mod parse;

pub use fee::{PortalFee, portal_fee, portal_fee_in};
pub use parse::parse;

use super::fold::fold;
use super::number::{number, number_en};
use super::words::Reader;

/// A currency fees are charged in, by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Currency {
    /// Vietnamese đồng.
    Vnd,
    /// United States dollar: fees at embassies.
    Usd,
    /// Euro.
    Eur,
}

impl Currency {
    /// The ISO 4217 code: `VND`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vnd => "VND",
            Self::Usd => "USD",
            Self::Eur => "EUR",
        }
    }

    /// The currency a word names: a code, a sign, or its name as the portal writes it (`Việt Nam Đồng`).
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        let mut reader = Reader::new(&folded);
        let currency = parse::currency(&mut reader)?;
        reader.is_done().then_some(currency)
    }
}

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Money {
    /// The currency.
    pub currency: Currency,
    /// Whole units of it.
    pub amount: i64,
}

impl Money {
    /// So many đồng.
    pub const fn vnd(amount: i64) -> Self {
        Self { currency: Currency::Vnd, amount }
    }

    /// `20.000 ₫`, with a no-break space before the sign.
    pub fn text_vi(self) -> String {
        let mut out = number(self.amount);
        out.push('\u{A0}');
        out.push_str(if self.currency == Currency::Vnd { "₫" } else { self.currency.code() });
        out
    }

    /// `20,000 VND`, with a no-break space before the code.
    pub fn text_en(self) -> String {
        let mut out = number_en(self.amount);
        out.push('\u{A0}');
        out.push_str(self.currency.code());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_known_by_the_names_the_portal_uses() {
        assert_eq!(Currency::parse("Việt Nam Đồng"), Some(Currency::Vnd));
        assert_eq!(Currency::parse(" USD "), Some(Currency::Usd));
        assert_eq!(Currency::parse("Kíp"), None);
    }
}
