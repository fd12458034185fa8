//! What licences are called and where they can be read.

/// A licence by its SPDX id, its name, and its own address where that is better than SPDX's page of it.
type Known = (&'static str, &'static str, Option<&'static str>);

const KNOWN: [Known; 25] = [
    ("Apache-2.0", "Apache License 2.0", Some("https://www.apache.org/licenses/LICENSE-2.0")),
    ("BSD-3-Clause", "BSD 3-Clause", None),
    ("CC-BY-3.0", "Creative Commons Attribution 3.0", Some("https://creativecommons.org/licenses/by/3.0/")),
    ("CC-BY-4.0", "Creative Commons Attribution 4.0", Some("https://creativecommons.org/licenses/by/4.0/")),
    (
        "CC-BY-NC-4.0",
        "Creative Commons Attribution-NonCommercial 4.0",
        Some("https://creativecommons.org/licenses/by-nc/4.0/"),
    ),
    (
        "CC-BY-NC-ND-4.0",
        "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0",
        Some("https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    ),
    (
        "CC-BY-NC-SA-4.0",
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
        Some("https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    ),
    (
        "CC-BY-ND-4.0",
        "Creative Commons Attribution-NoDerivatives 4.0",
        Some("https://creativecommons.org/licenses/by-nd/4.0/"),
    ),
    (
        "CC-BY-SA-3.0",
        "Creative Commons Attribution-ShareAlike 3.0",
        Some("https://creativecommons.org/licenses/by-sa/3.0/"),
    ),
    (
        "CC-BY-SA-4.0",
        "Creative Commons Attribution-ShareAlike 4.0",
        Some("https://creativecommons.org/licenses/by-sa/4.0/"),
    ),
    ("CC-PDDC", "Creative Commons Public Domain Dedication", None),
    ("CC0-1.0", "Creative Commons Zero 1.0", Some("https://creativecommons.org/publicdomain/zero/1.0/")),
    ("CDLA-Permissive-2.0", "Community Data License Agreement Permissive 2.0", None),
    ("CDLA-Sharing-1.0", "Community Data License Agreement Sharing 1.0", None),
    ("DL-DE-BY-2.0", "Datenlizenz Deutschland Namensnennung 2.0", Some("https://www.govdata.de/dl-de/by-2-0")),
    ("DL-DE-ZERO-2.0", "Datenlizenz Deutschland Zero 2.0", Some("https://www.govdata.de/dl-de/zero-2-0")),
    ("MIT", "MIT License", None),
    ("NLOD-2.0", "Norwegian Licence for Open Government Data 2.0", None),
    ("ODC-By-1.0", "Open Data Commons Attribution 1.0", Some("https://opendatacommons.org/licenses/by/1-0/")),
    ("ODbL-1.0", "Open Data Commons Open Database License 1.0", Some("https://opendatacommons.org/licenses/odbl/1-0/")),
    ("OGL-Canada-2.0", "Open Government Licence Canada 2.0", None),
    (
        "OGL-UK-3.0",
        "Open Government Licence 3.0",
        Some("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
    ),
    (
        "PDDL-1.0",
        "Open Data Commons Public Domain Dedication and License 1.0",
        Some("https://opendatacommons.org/licenses/pddl/1-0/"),
    ),
    ("etalab-2.0", "Licence Ouverte 2.0 (Etalab)", None),
    ("GFDL-1.3-or-later", "GNU Free Documentation License 1.3", None),
];

/// The name of a licence, and its address; one of the publisher's own (`LicenseRef-…`) has neither.
pub(super) fn named(id: &str) -> (&str, Option<String>) {
    match KNOWN.iter().find(|(known, ..)| *known == id) {
        Some((id, name, own)) => {
            let address = own.map_or_else(|| format!("https://spdx.org/licenses/{id}.html"), str::to_owned);
            (name, Some(address))
        }
        None => (id.strip_prefix("LicenseRef-").unwrap_or(id), None),
    }
}
