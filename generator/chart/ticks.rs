//! The round numbers that an axis shows.

use crate::table::Decimal;

/// Between three and seven round numbers that enclose all from `low` to `high`, equally far apart by 1, 2 or 5 times a power of
/// ten. Nothing where they have more digits than can be reckoned with.
pub(super) fn ticks(low: Decimal, high: Decimal) -> Option<Vec<Decimal>> {
    // One place more than the numbers have, for steps between them.
    let scale = low.scale.max(high.scale).checked_add(1)?;
    let (low, high) = (low.at_scale(scale)?, high.at_scale(scale)?);
    let (low, high) = if low <= high { (low, high) } else { (high, low) };
    // A single number stands in the middle of something.
    let (low, high) = match high.checked_sub(low)? {
        0 if high == 0 => (0, 10_i128.checked_pow(scale.into())?),
        0 => (low.min(0), high.max(0)),
        _ => (low, high),
    };
    let step = step(high.checked_sub(low)?)?;
    let first = low.div_euclid(step).checked_mul(step)?;
    let last = high.checked_add(step - 1)?.div_euclid(step).checked_mul(step)?;
    let count = (last - first) / step;
    Some((0..=count).map(|at| Decimal { mantissa: first + at * step, scale }.trimmed()).collect())
}

/// The least round step of which at most five cover a span.
fn step(span: i128) -> Option<i128> {
    let mut power: i128 = 1;
    loop {
        for times in [1, 2, 5] {
            let step = power.checked_mul(times)?;
            if span / step + i128::from(span % step > 0) <= 5 {
                return Some(step);
            }
        }
        power = power.checked_mul(10)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(low: &str, high: &str) -> String {
        let ticks = ticks(Decimal::parse(low).unwrap(), Decimal::parse(high).unwrap()).unwrap();
        let text = ticks.into_iter().map(|tick| {
            let mut out = String::new();
            tick.write(&mut out);
            out
        });
        text.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(told("0", "88"), "0 20 40 60 80 100");
        assert_eq!(told("71", "88"), "70 75 80 85 90");
        assert_eq!(told("0.59", "0.77"), "0.55 0.6 0.65 0.7 0.75 0.8");
        assert_eq!(told("-3", "4"), "-4 -2 0 2 4");
        assert_eq!(told("5", "5"), "0 1 2 3 4 5");
        assert_eq!(told("0", "0"), "0 0.2 0.4 0.6 0.8 1");
        assert_eq!(told("-7", "-7"), "-8 -6 -4 -2 0");
    }

    proptest! {
        #[test]
        fn ticks_enclose_what_they_are_for(a in any::<i64>(), b in any::<i64>(), scale in 0_u8..12) {
            let (a, b) = (Decimal { mantissa: a.into(), scale }, Decimal { mantissa: b.into(), scale });
            let ticks = ticks(a, b).unwrap();
            prop_assert!((2..=7).contains(&ticks.len()), "{}", ticks.len());
            prop_assert!(ticks[0] <= a.min(b) && *ticks.last().unwrap() >= a.max(b));
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn no_number_is_too_much(a in any::<i128>(), b in any::<i128>(), scales in any::<(u8, u8)>()) {
            let _ = ticks(Decimal { mantissa: a, scale: scales.0 }, Decimal { mantissa: b, scale: scales.1 });
        }
    }
}
