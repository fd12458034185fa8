//! One hash of bytes, the same on every machine and in every run.

/// Sixty-four bits of `bytes`, well mixed; another `seed` gives others.
pub fn hash(bytes: &[u8], seed: u64) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = seed ^ (bytes.len() as u64).wrapping_mul(ODD);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = mix(state ^ u64::from_le_bytes(*word)).wrapping_mul(ODD);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(mix(state ^ u64::from_le_bytes(last)))
}

/// The finaliser of MurmurHash3, a permutation of 64 bits in which each bit of the input moves half of the output.
fn mix(mut state: u64) -> u64 {
    state ^= state >> 33;
    state = state.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    state ^= state >> 33;
    state = state.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    state ^ (state >> 33)
}

/// So many bits that two different texts never share them.
pub fn fingerprint(bytes: &[u8]) -> u128 {
    u128::from(hash(bytes, 1)) << 64 | u128::from(hash(bytes, 2))
}
