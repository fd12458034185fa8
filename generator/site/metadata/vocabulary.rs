//! The terms that are used, by vocabulary.

use oxrdf::NamedNodeRef;

/// Prefixes and the vocabularies they stand for.
pub(super) const PREFIXES: [(&str, &str); 9] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => {
        $(pub(super) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
    };
}

terms! {
    // CPSV-AP 3.2.0: services and what belongs to them.
    PUBLIC_SERVICE = "http://purl.org/vocab/cpsv#PublicService";
    PRODUCES = "http://purl.org/vocab/cpsv#produces";
    CHANNEL = "http://data.europa.eu/m8g/Channel";
    COST = "http://data.europa.eu/m8g/Cost";
    EVIDENCE_TYPE = "http://data.europa.eu/m8g/EvidenceType";
    LIFE_EVENT = "http://data.europa.eu/m8g/LifeEvent";
    BUSINESS_EVENT = "http://data.europa.eu/m8g/BusinessEvent";
    EVENT = "http://data.europa.eu/m8g/Event";
    OUTPUT = "http://data.europa.eu/m8g/Output";
    PUBLIC_ORGANISATION = "http://data.europa.eu/m8g/PublicOrganisation";
    REQUIREMENT = "http://data.europa.eu/m8g/Requirement";
    CURRENCY = "http://data.europa.eu/m8g/currency";
    HAS_CHANNEL = "http://data.europa.eu/m8g/hasChannel";
    HAS_COMPETENT_AUTHORITY = "http://data.europa.eu/m8g/hasCompetentAuthority";
    HAS_COST = "http://data.europa.eu/m8g/hasCost";
    HAS_INPUT_TYPE = "http://data.europa.eu/m8g/hasInputType";
    HAS_LEGAL_RESOURCE = "http://data.europa.eu/m8g/hasLegalResource";
    HAS_VALUE = "http://data.europa.eu/m8g/hasValue";
    HOLDS_REQUIREMENT = "http://data.europa.eu/m8g/holdsRequirement";
    IF_ACCESSED_THROUGH = "http://data.europa.eu/m8g/ifAccessedThrough";
    IS_GROUPED_BY = "http://data.europa.eu/m8g/isGroupedBy";
    PROCESSING_TIME = "http://data.europa.eu/m8g/processingTime";
    THEMATIC_AREA = "http://data.europa.eu/m8g/thematicArea";
    // Law: the European Legislation Identifier's.
    LEGAL_RESOURCE = "http://data.europa.eu/eli/ontology#LegalResource";
    LEGAL_TITLE = "http://data.europa.eu/eli/ontology#title";
    LEGAL_NUMBER = "http://data.europa.eu/eli/ontology#id_local";
    LEGAL_DATE = "http://data.europa.eu/eli/ontology#date_document";
    // What everything has.
    AUDIENCE = "http://purl.org/dc/terms/audience";
    DESCRIPTION = "http://purl.org/dc/terms/description";
    IDENTIFIER = "http://purl.org/dc/terms/identifier";
    LANGUAGE = "http://purl.org/dc/terms/language";
    LINGUISTIC_SYSTEM = "http://purl.org/dc/terms/LinguisticSystem";
    LOCATION = "http://purl.org/dc/terms/Location";
    MODIFIED = "http://purl.org/dc/terms/modified";
    SPATIAL = "http://purl.org/dc/terms/spatial";
    TITLE = "http://purl.org/dc/terms/title";
    TYPE = "http://purl.org/dc/terms/type";
    CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept";
    NOTATION = "http://www.w3.org/2004/02/skos/core#notation";
    PREFERRED_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
    KEYWORD = "http://www.w3.org/ns/dcat#keyword";
    PAGE = "http://xmlns.com/foaf/0.1/page";
    STATUS = "http://www.w3.org/ns/adms#status";
    // Values of the European authority tables and of ADMS.
    VIETNAM = "http://publications.europa.eu/resource/authority/country/VNM";
    VIETNAMESE = "http://publications.europa.eu/resource/authority/language/VIE";
    COMPLETED = "http://purl.org/adms/status/Completed";
    WITHDRAWN = "http://purl.org/adms/status/Withdrawn";
}

/// The start of a currency's address in the European authority table; its ISO 4217 code follows.
pub(super) const CURRENCIES: &str = "http://publications.europa.eu/resource/authority/currency/";
