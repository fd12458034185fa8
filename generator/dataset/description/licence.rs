//! Licences of data by their ids on the list of SPDX, <https://spdx.org/licenses/>.

/// Those under which data is published, and where they are written.
const KNOWN: [(&str, &str); 25] = [
    ("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    ("BSD-3-Clause", "https://opensource.org/license/bsd-3-clause"),
    ("CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/"),
    ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    ("CC-BY-NC-ND-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    ("CC-BY-ND-4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    ("CC-BY-SA-3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
    ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC-PDDC", "https://creativecommons.org/licenses/publicdomain/"),
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("CDLA-Permissive-2.0", "https://cdla.dev/permissive-2-0/"),
    ("CDLA-Sharing-1.0", "https://cdla.dev/sharing-1-0/"),
    ("DL-DE-BY-2.0", "https://www.govdata.de/dl-de/by-2-0"),
    ("DL-DE-ZERO-2.0", "https://www.govdata.de/dl-de/zero-2-0"),
    ("MIT", "https://opensource.org/license/mit"),
    ("NLOD-2.0", "https://data.norge.no/nlod/en/2.0"),
    ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    ("OGL-Canada-2.0", "https://open.canada.ca/en/open-government-licence-canada"),
    ("OGL-UK-3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
    ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    ("etalab-2.0", "https://spdx.org/licenses/etalab-2.0.html"),
    ("GFDL-1.3-or-later", "https://www.gnu.org/licenses/fdl-1.3.html"),
];

/// Where a licence is written; nothing for one of the publisher's own.
pub fn licence_url(id: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(known, _)| *known == id).map(|(_, url)| *url)
}

/// Whether an id is known, or one of the publisher's own; else the one that may be meant.
pub(super) fn check(id: &str) -> Result<(), Option<&'static str>> {
    let own = id.strip_prefix("LicenseRef-").is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    });
    if own || licence_url(id).is_some() {
        return Ok(());
    }
    let ids = KNOWN.map(|(id, _)| id);
    let same = ids.into_iter().find(|known| known.eq_ignore_ascii_case(id));
    Err(same.or_else(|| crate::diagnostic::nearest(id, ids)))
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
