//! Whole numbers in as few bytes as they need (LEB128): seven bits a byte, the lowest first, the eighth says that more follow.

use crate::corrupt::Corrupt;

/// Takes a byte.
///
/// # Errors
/// [`Corrupt::Bytes`]: there is none.
pub fn byte(bytes: &mut &[u8]) -> Result<u8, Corrupt> {
    let (&byte, rest) = bytes.split_first().ok_or(Corrupt::Bytes)?;
    *bytes = rest;
    Ok(byte)
}

/// Takes a number below 2⁶⁴.
///
/// # Errors
/// [`Corrupt::Bytes`]: the bytes end before it does, or it is greater.
pub fn unsigned(bytes: &mut &[u8]) -> Result<u64, Corrupt> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = byte(bytes)?;
        let bits = u64::from(byte & 0x7F);
        if shift == 63 && bits > 1 {
            return Err(Corrupt::Bytes);
        }
        value |= bits << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(Corrupt::Bytes)
}

/// Takes a number with a sign, which is its lowest bit (zigzag).
///
/// # Errors
/// As [`unsigned`].
pub fn signed(bytes: &mut &[u8]) -> Result<i64, Corrupt> {
    let value = unsigned(bytes)?;
    Ok((value >> 1) as i64 ^ -((value & 1) as i64))
}

/// Writes a number.
#[cfg(feature = "cli")]
pub fn put_unsigned(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Writes a number with a sign.
#[cfg(feature = "cli")]
pub fn put_signed(out: &mut Vec<u8>, value: i64) {
    put_unsigned(out, (value << 1 ^ value >> 63) as u64);
}
