//! The terms that are used, by vocabulary.

use oxrdf::NamedNodeRef;

/// Prefixes and the vocabularies they stand for.
pub(in crate::site::metadata) const PREFIXES: [(&str, &str); 14] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => {
        $(pub(in crate::site::metadata) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
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
    // DCAT-AP 3.0.1: catalogues, datasets and their files.
    CATALOG = "http://www.w3.org/ns/dcat#Catalog";
    DATASET = "http://www.w3.org/ns/dcat#Dataset";
    DISTRIBUTION = "http://www.w3.org/ns/dcat#Distribution";
    DATASET_OF = "http://www.w3.org/ns/dcat#dataset";
    DISTRIBUTION_OF = "http://www.w3.org/ns/dcat#distribution";
    ACCESS_URL = "http://www.w3.org/ns/dcat#accessURL";
    BYTE_SIZE = "http://www.w3.org/ns/dcat#byteSize";
    CONTACT_POINT = "http://www.w3.org/ns/dcat#contactPoint";
    DOWNLOAD_URL = "http://www.w3.org/ns/dcat#downloadURL";
    END_DATE = "http://www.w3.org/ns/dcat#endDate";
    HAS_VERSION = "http://www.w3.org/ns/dcat#hasVersion";
    IS_VERSION_OF = "http://www.w3.org/ns/dcat#isVersionOf";
    LANDING_PAGE = "http://www.w3.org/ns/dcat#landingPage";
    MEDIA_TYPE_OF = "http://www.w3.org/ns/dcat#mediaType";
    START_DATE = "http://www.w3.org/ns/dcat#startDate";
    THEME = "http://www.w3.org/ns/dcat#theme";
    THEME_TAXONOMY = "http://www.w3.org/ns/dcat#themeTaxonomy";
    VERSION = "http://www.w3.org/ns/dcat#version";
    AVAILABILITY = "http://data.europa.eu/r5r/availability";
    // People and agencies.
    AGENT = "http://xmlns.com/foaf/0.1/Agent";
    DOCUMENT = "http://xmlns.com/foaf/0.1/Document";
    HOMEPAGE = "http://xmlns.com/foaf/0.1/homepage";
    NAME = "http://xmlns.com/foaf/0.1/name";
    CONTACT = "http://www.w3.org/2006/vcard/ns#Kind";
    FORMATTED_NAME = "http://www.w3.org/2006/vcard/ns#fn";
    HAS_EMAIL = "http://www.w3.org/2006/vcard/ns#hasEmail";
    HAS_TELEPHONE = "http://www.w3.org/2006/vcard/ns#hasTelephone";
    HAS_URL = "http://www.w3.org/2006/vcard/ns#hasURL";
    // Checksums: SPDX's.
    CHECKSUM = "http://spdx.org/rdf/terms#Checksum";
    CHECKSUM_ALGORITHM = "http://spdx.org/rdf/terms#ChecksumAlgorithm";
    CHECKSUM_OF = "http://spdx.org/rdf/terms#checksum";
    CHECKSUM_VALUE = "http://spdx.org/rdf/terms#checksumValue";
    ALGORITHM = "http://spdx.org/rdf/terms#algorithm";
    SHA_256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256";
    // Where something comes from.
    DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
    ENTITY = "http://www.w3.org/ns/prov#Entity";
    LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    RESOURCE = "http://www.w3.org/2000/01/rdf-schema#Resource";
    // What everything has.
    ACCESS_RIGHTS = "http://purl.org/dc/terms/accessRights";
    CONFORMS_TO = "http://purl.org/dc/terms/conformsTo";
    FORMAT = "http://purl.org/dc/terms/format";
    FREQUENCY = "http://purl.org/dc/terms/Frequency";
    FREQUENCY_OF = "http://purl.org/dc/terms/accrualPeriodicity";
    ISSUED = "http://purl.org/dc/terms/issued";
    IS_REPLACED_BY = "http://purl.org/dc/terms/isReplacedBy";
    LICENCE = "http://purl.org/dc/terms/license";
    LICENCE_DOCUMENT = "http://purl.org/dc/terms/LicenseDocument";
    MEDIA_TYPE = "http://purl.org/dc/terms/MediaType";
    MEDIA_TYPE_OR_EXTENT = "http://purl.org/dc/terms/MediaTypeOrExtent";
    PERIOD = "http://purl.org/dc/terms/PeriodOfTime";
    PROVENANCE = "http://purl.org/dc/terms/provenance";
    PROVENANCE_STATEMENT = "http://purl.org/dc/terms/ProvenanceStatement";
    PUBLISHER = "http://purl.org/dc/terms/publisher";
    REPLACES = "http://purl.org/dc/terms/replaces";
    RIGHTS_STATEMENT = "http://purl.org/dc/terms/RightsStatement";
    STANDARD = "http://purl.org/dc/terms/Standard";
    TEMPORAL = "http://purl.org/dc/terms/temporal";
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
    CONCEPT_SCHEME = "http://www.w3.org/2004/02/skos/core#ConceptScheme";
    IN_SCHEME = "http://www.w3.org/2004/02/skos/core#inScheme";
    NOTATION = "http://www.w3.org/2004/02/skos/core#notation";
    PREFERRED_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
    KEYWORD = "http://www.w3.org/ns/dcat#keyword";
    PAGE = "http://xmlns.com/foaf/0.1/page";
    STATUS = "http://www.w3.org/ns/adms#status";
    // Values of the European authority tables and of ADMS.
    VIETNAM = "http://publications.europa.eu/resource/authority/country/VNM";
    VIETNAMESE = "http://publications.europa.eu/resource/authority/language/VIE";
    ENGLISH = "http://publications.europa.eu/resource/authority/language/ENG";
    COMPLETED = "http://purl.org/adms/status/Completed";
    WITHDRAWN = "http://purl.org/adms/status/Withdrawn";
}

/// The start of a currency's address in the European authority table; its ISO 4217 code follows.
pub(in crate::site::metadata) const CURRENCIES: &str = "http://publications.europa.eu/resource/authority/currency/";
