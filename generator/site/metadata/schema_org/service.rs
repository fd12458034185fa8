//! A procedure as schema.org's `GovernmentService`.

use serde_json::{Map, Value, json};

use crate::catalogue::{ChannelKind, Language, Online, ProcessingTime};
use crate::language::duration::Basis;
use crate::site::metadata::json::script;
use crate::site::procedure::way;
use crate::site::render::Renderer;
use crate::site::routes::{Address, Section, is_web};

/// What a page says of its procedure; nothing where the site has no base, since every address is whole.
pub(in crate::site) fn government_service(renderer: &Renderer<'_>, at: u32, language: Language) -> Option<String> {
    let base = renderer.base.as_deref()?;
    let index = renderer.index;
    let (card, procedure) = (&index.cards[at as usize], &index.catalogue.procedures[at as usize]);
    let page = Address::item(Section::Procedure, language, &card.segment).absolute(base);
    let mut service = Map::new();
    let mut say = |key: &str, value: Value| drop(service.insert(key.to_owned(), value));
    say("@context", json!("https://schema.org"));
    say("@type", json!("GovernmentService"));
    say("@id", json!(format!("{page}#service")));
    say("url", json!(page));
    say("identifier", json!(procedure.code));
    say("inLanguage", json!(language.tag()));
    say("name", json!(card.names[language as usize]));
    if let Some((summary, _)) = procedure.summary.get(language) {
        say("description", json!(summary.value));
    }
    say("areaServed", json!({ "@type": "Country", "name": "VN" }));
    let operators = card.executing.iter().map(|&agency| {
        let name = index.agencies.entries[agency as usize].name.get(language).0;
        json!({ "@type": "GovernmentOrganization", "name": name })
    });
    let operators: Vec<Value> = operators.collect();
    if !operators.is_empty() {
        say("serviceOperator", Value::Array(operators));
    }
    let official = procedure.official_page.as_ref().map(|page| &*page.value).filter(|page| is_web(page));
    let online = procedure.online.as_ref().is_some_and(|online| online.value != Online::No);
    let channels = procedure.channels.iter().flat_map(|channels| &channels.value).map(|channel| {
        let mut said = Map::new();
        said.insert("@type".to_owned(), json!("ServiceChannel"));
        said.insert("name".to_owned(), json!(renderer.words(language).say(way(channel.kind))));
        if let (ChannelKind::Online, true, Some(page)) = (channel.kind, online, official) {
            said.insert("serviceUrl".to_owned(), json!(page));
        }
        // ISO 8601 knows no working days: those would be promised shorter than they are.
        if let Some(ProcessingTime::Quantity(time)) = &channel.time
            && time.basis == Basis::Calendar
        {
            said.insert("processingTime".to_owned(), json!(time.iso8601()));
        }
        Value::Object(said)
    });
    let channels: Vec<Value> = channels.collect();
    if !channels.is_empty() {
        say("availableChannel", Value::Array(channels));
    }
    let results = procedure.results.iter().flat_map(|results| &results.value);
    let results: Vec<Value> =
        results.map(|result| json!({ "@type": "Thing", "name": result.name.get(language).0 })).collect();
    if !results.is_empty() {
        say("serviceOutput", Value::Array(results));
    }
    Some(script(&Value::Object(service)))
}
