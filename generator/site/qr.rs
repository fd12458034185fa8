//! A page's address as a QR code: an image of a bit a module, inside the page, with its quiet zone around it.
//!
//! PNG (<https://www.w3.org/TR/png-3/>) with nothing compressed, because there is nothing to compress in a code: a third
//! of what a path of SVG takes.
//!
//! Codes of addresses of one length differ as their bits do, because everything a code adds to its data is
//! linear: flipping a bit of the address flips the same modules whatever else it says. So the first code of
//! each length is made in full, then one for each bit by which another address differs, and every further
//! code is those laid over each other. It is the same code in a tenth of the time.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::base64::base64_into;
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// The dark modules of a code, a row a number, the leftmost in the lowest bit.
type Rows = Vec<u128>;

/// How many light modules a reader wants around a code.
const QUIET: usize = 4;

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
    /// The code of `url`, as the address of an image, with its size in modules; `None` if it is too long.
    pub fn image(&self, url: &str) -> Option<(String, usize)> {
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
        Some((data_url(&png(&rows)), rows.len() + 2 * QUIET))
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
    (size <= 120).then(|| (0..size).map(row).collect())
}

/// The image of a code: white is 1, a row begins with its filter, which is none.
fn png(rows: &[u128]) -> Vec<u8> {
    let size = rows.len() + 2 * QUIET;
    let stride = 1 + size.div_ceil(8);
    let mut lines = vec![0xff; stride * size];
    for (y, line) in lines.chunks_exact_mut(stride).enumerate() {
        line[0] = 0;
        if let Some(row) = y.checked_sub(QUIET).and_then(|y| rows.get(y)) {
            // The leftmost module is the lowest bit of a row and the highest of its byte.
            let dark = row.reverse_bits() >> QUIET;
            line[1..].iter_mut().zip(dark.to_be_bytes()).for_each(|(byte, dark)| *byte = !dark);
        }
    }
    let side = u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes();
    let length = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let mut out = Vec::with_capacity(lines.len() + 80);
    out.extend_from_slice(b"\x89PNG\r\n\x1a\n");
    // A bit a pixel, grey, not interlaced.
    chunk(&mut out, b"IHDR", &[&side, &side, &[1, 0, 0, 0, 0]]);
    let stored = [[0x78, 1, 1].as_slice(), &length.to_le_bytes(), &(!length).to_le_bytes()].concat();
    chunk(&mut out, b"IDAT", &[&stored, &lines, &adler32(&lines).to_be_bytes()]);
    chunk(&mut out, b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], parts: &[&[u8]]) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    out.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
    let start = out.len();
    out.extend_from_slice(kind);
    parts.iter().for_each(|part| out.extend_from_slice(part));
    let sum = crc32fast::hash(&out[start..]);
    out.extend_from_slice(&sum.to_be_bytes());
}

/// The checksum of zlib (RFC 1950, section 8.2).
fn adler32(bytes: &[u8]) -> u32 {
    const MODULUS: u32 = 65_521;
    let (a, b) = bytes.iter().fold((1, 0), |(a, b), &byte| {
        let a = (a + u32::from(byte)) % MODULUS;
        (a, (b + a) % MODULUS)
    });
    b << 16 | a
}

fn data_url(bytes: &[u8]) -> String {
    let mut url = String::from("data:image/png;base64,");
    base64_into(bytes, &mut url);
    url
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
                let (laid, size) = codes.image(url).unwrap();
                let rows = encode(url.as_bytes()).unwrap();
                prop_assert_eq!(size, rows.len() + 2 * QUIET);
                prop_assert_eq!(laid, data_url(&png(&rows)));
            }
        }
    }

    #[test]
    fn an_image_is_what_the_format_says() {
        // Two modules wide: dark and light, light and dark; made with another encoder of PNG and compared by eye.
        let image = png(&[0b01, 0b10]);
        assert_eq!(&image[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&image[8..33], b"\0\0\0\x0dIHDR\0\0\0\x0a\0\0\0\x0a\x01\0\0\0\0\xa5\x49\xf2\x10");
        let lines = &image[48..78];
        assert_eq!(lines[4 * 3..5 * 3], [0, 0b1111_0111, 0xff]);
        assert_eq!(lines[5 * 3..6 * 3], [0, 0b1111_1011, 0xff]);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
        assert_eq!(data_url(b"light w"), "data:image/png;base64,bGlnaHQgdw==");
    }

    #[test]
    fn an_address_too_long_for_a_code_has_none() {
        assert!(QrCodes::default().image(&"x".repeat(5000)).is_none());
    }
}
