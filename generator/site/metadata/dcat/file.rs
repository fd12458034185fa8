//! A file of a dataset: a distribution of DCAT-AP with its size and checksum.

use std::io;

use oxrdf::vocab::xsd;

use super::super::rdf::vocabulary as v;
use super::super::rdf::{Graph, Terms};
use super::authority as a;
use crate::dataset::description::FileFormat;
use crate::dataset::publication::Distribution;

/// A file to be described.
pub(super) struct File<'f> {
    pub published: &'f Distribution,
    pub iri: &'f str,
    pub address: &'f str,
    pub licence: Option<&'f str>,
}

impl File<'_> {
    /// Describes it; `schema` is where its columns are described.
    pub fn describe(&self, schema: Option<&str>, graph: &mut Graph, terms: &mut Terms) -> io::Result<()> {
        let Self { published, iri, address, licence } = *self;
        let checksum = format!("{iri}-sha256");
        let mut file = graph.subject(iri, v::DISTRIBUTION)?;
        file.plain(v::TITLE, published.name())?;
        file.link(v::ACCESS_URL, address)?.link(v::DOWNLOAD_URL, address)?;
        terms.describe(address, v::RESOURCE, |_| Ok(()))?;
        // What IANA has no registration of has no address there.
        let media = published.format.media_type();
        if !media.contains("/x-") {
            file.link(v::MEDIA_TYPE_OF, &a::media_type(terms, media)?)?;
        }
        if let Some(code) = file_type(&published.format) {
            file.link(v::FORMAT, &a::file_type(terms, code)?)?;
        }
        file.typed(v::BYTE_SIZE, &published.bytes.to_string(), xsd::NON_NEGATIVE_INTEGER)?;
        file.link(v::CHECKSUM_OF, &checksum)?;
        if let Some(licence) = licence {
            file.link(v::LICENCE, licence)?;
        }
        if let Some(schema) = schema {
            file.link(v::CONFORMS_TO, schema)?;
        }
        file.link(v::AVAILABILITY, &a::stable(terms)?)?;
        let mut sum = graph.subject(&checksum, v::CHECKSUM)?;
        sum.link(v::ALGORITHM, v::SHA_256.as_str())?;
        sum.typed(v::CHECKSUM_VALUE, &published.sha256_hex(), xsd::HEX_BINARY)?;
        terms.describe(v::SHA_256.as_str(), v::CHECKSUM_ALGORITHM, |_| Ok(()))
    }
}

/// Its code in the European Union's table of file types; nothing where that has none.
fn file_type(format: &FileFormat) -> Option<&'static str> {
    Some(match format {
        FileFormat::Csv | FileFormat::ExcelCsv | FileFormat::Repairs => "CSV",
        FileFormat::Xlsx => "XLSX",
        FileFormat::Json => "JSON",
        FileFormat::Parquet => "PARQUET",
        FileFormat::GeoJson => "GEOJSON",
        FileFormat::Zip => "ZIP",
        FileFormat::Original(ending) => match &**ending {
            "csv" => "CSV",
            "tsv" => "TSV",
            "txt" => "TXT",
            "xlsx" => "XLSX",
            _ => return None,
        },
        FileFormat::Ndjson => return None,
    })
}
