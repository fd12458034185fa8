//! A page's address as a QR code: one SVG path, a stroke for each run of dark modules.
//!
//! Rows are a unit apart and strokes a unit thick, so that a view box from -4 -4.5 shows it with its quiet zone.
//!
//! Codes of addresses of one length differ as their bits do, because everything a code adds to its data is
//! linear: flipping a bit of the address flips the same modules whatever else it says. So the first code of
//! each length is made in full, then one for each bit by which another address differs, and every further
//! code is those laid over each other. It is the same code in a tenth of the time.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use super::render::Html;

/// The dark modules of a code, a row a number, the leftmost in the lowest bit.
type Rows = Vec<u128>;

/// The first code of a length.
#[derive(Debug)]
struct Plate {
    url: Vec<u8>,
    rows: Rows,
    /// What each bit of the address flips.
    flips: Vec<OnceLock<Option<Rows>>>,
}

/// What codes are laid together from.
#[derive(Debug, Default)]
pub(super) struct QrCodes(RwLock<BTreeMap<usize, Arc<Plate>>>);

impl QrCodes {
    /// The code of `url`, as the path of an `svg` element, with its size in modules; `None` if it is too long.
    pub fn path(&self, url: &str) -> Option<(Html, usize)> {
        let plate = self.plate(url.as_bytes())?;
        let mut rows = plate.rows.clone();
        for (at, (byte, first)) in url.bytes().zip(&plate.url).enumerate() {
            let mut differing = byte ^ first;
            while differing != 0 {
                let bit = differing.trailing_zeros() as usize;
                differing &= differing - 1;
                let flip = plate.flips[8 * at + bit].get_or_init(|| plate.flip(at, bit)).as_ref()?;
                rows.iter_mut().zip(flip).for_each(|(row, flip)| *row ^= flip);
            }
        }
        Some((Html(path(&rows)), rows.len() + 8))
    }

    fn plate(&self, url: &[u8]) -> Option<Arc<Plate>> {
        if let Some(plate) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&url.len()) {
            return Some(Arc::clone(plate));
        }
        let rows = encode(url)?;
        let flips = (0..8 * url.len()).map(|_| OnceLock::new()).collect();
        let plate = Arc::new(Plate { url: url.to_vec(), rows, flips });
        let mut plates = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(plates.entry(url.len()).or_insert(plate)))
    }
}

impl Plate {
    fn flip(&self, at: usize, bit: usize) -> Option<Rows> {
        let mut url = self.url.clone();
        url[at] ^= 1 << bit;
        let mut rows = encode(&url)?;
        rows.iter_mut().zip(&self.rows).for_each(|(row, own)| *row ^= own);
        Some(rows)
    }
}

/// A code in full. The mask is fixed: the best of eight would differ from address to address, and readers take any.
fn encode(bytes: &[u8]) -> Option<Rows> {
    let segments = [QrSegment::make_bytes(bytes)];
    let mask = Some(Mask::new(2));
    let code =
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, Version::MAX, mask, false).ok()?;
    let size = code.size();
    let row = |y| (0..size).filter(|&x| code.get_module(x, y)).fold(0, |row, x| row | 1 << x);
    (size <= 128).then(|| (0..size).map(row).collect())
}

fn path(rows: &[u128]) -> String {
    let mut path = String::with_capacity(2048);
    for (y, &row) in rows.iter().enumerate() {
        let (mut rest, mut x, mut pen) = (row, 0, None);
        while rest != 0 {
            let light = rest.trailing_zeros();
            rest >>= light;
            let dark = rest.trailing_ones();
            rest = rest.checked_shr(dark).unwrap_or(0);
            x += light;
            match pen {
                None => pair(&mut path, 'M', x, y as u32),
                Some(pen) => pair(&mut path, 'm', x - pen, 0),
            }
            path.push('h');
            number(&mut path, dark);
            x += dark;
            pen = Some(x);
        }
    }
    path
}

fn pair(path: &mut String, command: char, x: u32, y: u32) {
    path.push(command);
    number(path, x);
    path.push(' ');
    number(path, y);
}

/// Appends a number from 0 to 999: there are some four hundred a code, and the formatting machinery is slow.
fn number(path: &mut String, number: u32) {
    let digit = |value: u32| char::from(b'0' + (value % 10) as u8);
    if number >= 100 {
        path.push(digit(number / 100));
    }
    if number >= 10 {
        path.push(digit(number / 10));
    }
    path.push(digit(number));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn codes_laid_together_are_the_codes_made_in_full(urls in proptest::collection::vec("[ -~]{1,60}", 1..8)) {
            let codes = QrCodes::default();
            for url in &urls {
                let (Html(laid), size) = codes.path(url).unwrap();
                let rows = encode(url.as_bytes()).unwrap();
                prop_assert_eq!(size, rows.len() + 8);
                prop_assert_eq!(laid, path(&rows));
            }
        }
    }

    #[test]
    fn every_dark_module_is_drawn_once() {
        let rows = encode(b"https://motcua.example.vn/thu-tuc/1.001193/").unwrap();
        let drawn = path(&rows);
        let runs = drawn.split('h').skip(1).map(|run| run.split(['m', 'M']).next().unwrap().parse::<u32>().unwrap());
        assert_eq!(runs.sum::<u32>(), rows.iter().map(|row| row.count_ones()).sum::<u32>());
        assert_eq!(path(&[0b1_0110, 0]), "M1 0h2m1 0h1");
    }

    #[test]
    fn an_address_too_long_for_a_code_has_none() {
        assert!(QrCodes::default().path(&"x".repeat(5000)).is_none());
    }
}
