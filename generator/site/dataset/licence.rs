//! What licences are called.

use crate::dataset::Description;
use crate::dataset::description::licence_url;

/// Licences by their SPDX ids.
const NAMES: [(&str, &str); 25] = [
    ("Apache-2.0", "Apache License 2.0"),
    ("BSD-3-Clause", "BSD 3-Clause"),
    ("CC-BY-3.0", "Creative Commons Attribution 3.0"),
    ("CC-BY-4.0", "Creative Commons Attribution 4.0"),
    ("CC-BY-NC-4.0", "Creative Commons Attribution-NonCommercial 4.0"),
    ("CC-BY-NC-ND-4.0", "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0"),
    ("CC-BY-NC-SA-4.0", "Creative Commons Attribution-NonCommercial-ShareAlike 4.0"),
    ("CC-BY-ND-4.0", "Creative Commons Attribution-NoDerivatives 4.0"),
    ("CC-BY-SA-3.0", "Creative Commons Attribution-ShareAlike 3.0"),
    ("CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0"),
    ("CC-PDDC", "Creative Commons Public Domain Dedication"),
    ("CC0-1.0", "Creative Commons Zero 1.0"),
    ("CDLA-Permissive-2.0", "Community Data License Agreement Permissive 2.0"),
    ("CDLA-Sharing-1.0", "Community Data License Agreement Sharing 1.0"),
    ("DL-DE-BY-2.0", "Datenlizenz Deutschland Namensnennung 2.0"),
    ("DL-DE-ZERO-2.0", "Datenlizenz Deutschland Zero 2.0"),
    ("MIT", "MIT License"),
    ("NLOD-2.0", "Norwegian Licence for Open Government Data 2.0"),
    ("ODC-By-1.0", "Open Data Commons Attribution 1.0"),
    ("ODbL-1.0", "Open Data Commons Open Database License 1.0"),
    ("OGL-Canada-2.0", "Open Government Licence Canada 2.0"),
    ("OGL-UK-3.0", "Open Government Licence 3.0"),
    ("PDDL-1.0", "Open Data Commons Public Domain Dedication and License 1.0"),
    ("etalab-2.0", "Licence Ouverte 2.0 (Etalab)"),
    ("GFDL-1.3-or-later", "GNU Free Documentation License 1.3"),
];

/// The name of a licence; one of the publisher's own (`LicenseRef-…`) is called as its id says.
pub(super) fn licence_name(id: &str) -> &str {
    let known = NAMES.iter().find(|(known, _)| *known == id).map(|(_, name)| *name);
    known.unwrap_or_else(|| id.strip_prefix("LicenseRef-").unwrap_or(id))
}

/// Where the licence of a dataset is written.
pub(super) fn licence_address(description: &Description) -> Option<&str> {
    description.listing.licence_url.as_deref().or_else(|| licence_url(description.licence.as_deref()?))
}
