//! Licences of data by their ids on the list of SPDX, <https://spdx.org/licenses/>.

/// Those under which data is published.
const KNOWN: [&str; 25] = [
    "Apache-2.0",
    "BSD-3-Clause",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC-PDDC",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "CDLA-Sharing-1.0",
    "DL-DE-BY-2.0",
    "DL-DE-ZERO-2.0",
    "MIT",
    "NLOD-2.0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "OGL-Canada-2.0",
    "OGL-UK-3.0",
    "PDDL-1.0",
    "etalab-2.0",
    "GFDL-1.3-or-later",
];

/// Whether an id is known, or one of the publisher's own; else the one that may be meant.
pub(super) fn check(id: &str) -> Result<(), Option<&'static str>> {
    let own = id.strip_prefix("LicenseRef-").is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    });
    if own || KNOWN.contains(&id) {
        return Ok(());
    }
    let same = KNOWN.into_iter().find(|known| known.eq_ignore_ascii_case(id));
    Err(same.or_else(|| crate::diagnostic::nearest(id, KNOWN)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_known_or_the_publishers_own() {
        assert_eq!(check("CC-BY-4.0"), Ok(()));
        assert_eq!(check("LicenseRef-nghi-dinh-47"), Ok(()));
        assert_eq!(check("cc-by-4.0"), Err(Some("CC-BY-4.0")));
        assert_eq!(check("LicenseRef-"), Err(None));
    }
}
