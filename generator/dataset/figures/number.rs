//! Sums and means without a float.

use crate::table::Decimal;

/// The sum of two numbers; `None` where it has no room.
pub fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale.max(b.scale);
    Some(Decimal { mantissa: a.at_scale(scale)?.checked_add(b.at_scale(scale)?)?, scale })
}

/// What is left of `a` without `b`.
pub(super) fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    sum(a, Decimal { mantissa: b.mantissa.checked_neg()?, scale: b.scale })
}

/// A sum shared out, to two places or as many as it has itself, rounded away from zero at the half.
pub(super) fn mean(sum: Decimal, count: u64) -> Option<Decimal> {
    let scale = sum.scale.max(2);
    let (mantissa, count) = (sum.at_scale(scale)?, i128::from(count));
    Some(Decimal { mantissa: rounded(mantissa, count)?, scale }.trimmed())
}

/// `a / b` in hundredths of it, as a percentage to one place; `None` where there is no such.
pub fn percentage(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale.max(b.scale);
    let (a, b) = (a.at_scale(scale)?, b.at_scale(scale)?);
    if b == 0 {
        return None;
    }
    let (a, b) = if b < 0 { (a.checked_neg()?, b.checked_neg()?) } else { (a, b) };
    Some(Decimal { mantissa: rounded(a.checked_mul(1000)?, b)?, scale: 1 }.trimmed())
}

/// `a / b` for `b > 0`, rounded away from zero at the half.
fn rounded(a: i128, b: i128) -> Option<i128> {
    let half = b / 2 + b % 2;
    let (whole, rest) = (a.checked_div(b)?, a % b);
    Some(if rest.abs() >= half { whole + a.signum() } else { whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn sums_and_means_are_exact() {
        assert_eq!(sum(d("0.1"), d("0.20")), Some(d("0.3")));
        assert_eq!(difference(d("1"), d("0.01")), Some(d("0.99")));
        assert_eq!(mean(d("2"), 3), Some(d("0.67")));
        assert_eq!(mean(d("-1"), 8), Some(d("-0.13")));
        assert_eq!(mean(d("10"), 2).map(|mean| mean.scale), Some(0));
        assert_eq!(sum(Decimal::whole(i128::MAX), d("1")), None);
    }

    #[test]
    fn percentages_have_one_place() {
        assert_eq!(percentage(d("900"), d("5905")), Some(d("15.2")));
        assert_eq!(percentage(d("-3"), d("-4")), Some(d("75")));
        assert_eq!(percentage(d("1"), d("0")), None);
    }
}
