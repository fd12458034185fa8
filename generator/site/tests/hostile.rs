//! Whatever a source says, a page only shows it.

use super::*;
use crate::catalogue::{Named, Prose, Sourced};

const HOSTILE: &str =
    "\"onload=alert(1) <script>alert(1)</script>'</title><img src=x onerror=alert(1)>{{ 1 + 1 }}{% raw %}";

#[test]
fn hostile_records_are_only_text() {
    let mut catalogue = fixture::catalogue();
    for procedure in &mut catalogue.procedures {
        let origin = procedure.records[0];
        procedure.each_text_mut(&mut |text| *text = HOSTILE.into());
        procedure.name.vi = Some(Sourced::new(HOSTILE.into(), origin));
        procedure.fields = Some(Sourced::new(vec![Named::new(HOSTILE)], origin));
        procedure.publisher = Some(Sourced::new(Named::coded("../../x", HOSTILE), origin));
        procedure.body.vi = Some(Sourced::new(Prose::Markdown(HOSTILE.into()), origin));
        procedure.official_page = Some(Sourced::new("javascript:alert(1)".into(), origin));
        if let Some(legal) = &mut procedure.legal_basis {
            legal.value.iter_mut().for_each(|item| item.url = Some("//evil.vn/\"onload=x".into()));
        }
    }
    catalogue.site.title.vi = HOSTILE.into();
    catalogue.site.report = Some("javascript:alert(1)".into());
    catalogue.site.publisher_url = Some("data:text/html,x".into());
    let files = site_of(&catalogue, &SiteOptions::default());
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        // What is between tags has been escaped, so that a `<` only opens tags of ours.
        for tag in html.split('<').skip(1).map(|piece| piece.split('>').next().unwrap()) {
            let name = tag.split([' ', '\n']).next().unwrap();
            assert!(
                name != "script"
                    || ["defer src=", "src=", "type=\"application/json\" id=", "type=\"application/ld+json\""]
                        .iter()
                        .any(|own| tag["script ".len()..].starts_with(own)),
                "{path}: {tag}"
            );
            let names = tag.split('"').step_by(2).flat_map(str::split_whitespace);
            assert!(!names.clone().any(|name| name.starts_with("on")), "{path}: {tag}");
        }
        assert!(!html.contains("href=\"javascript:") && !html.contains("href=\"//") && !html.contains("href=\"data:"));
        assert!(!html.contains("<img src=x"), "{path}");
        assert!(!path.split('/').any(|part| part == ".."), "{path}");
    }
    let page = &files["thu-tuc/1.001193/index.html"];
    assert!(page.contains("{{ 1 + 1 }}"), "words of sources are never templates");
}

#[test]
fn a_hostile_record_is_valid_json() {
    let mut catalogue = fixture::catalogue();
    catalogue.procedures[1].each_text_mut(&mut |text| *text = format!("{HOSTILE}\u{0}\u{2028}").into());
    let json: serde_json::Value = serde_json::from_slice(&record_json(&catalogue, &catalogue.procedures[1])).unwrap();
    assert_eq!(json["name"]["vi"].as_str().unwrap(), format!("{HOSTILE}\u{0}\u{2028}"));
}
