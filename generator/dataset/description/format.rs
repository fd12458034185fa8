//! The formats a dataset is published in: their words, names and media types.

/// What a published file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFormat {
    /// UTF-8, RFC 4180, values in their one spelling.
    Csv,
    /// The same for spreadsheet programs: with a byte order mark, formulas neutralised.
    ExcelCsv,
    /// A workbook with typed cells.
    Xlsx,
    /// An array of objects.
    Json,
    /// An object a line.
    Ndjson,
    /// Apache Parquet.
    Parquet,
    /// Points with properties (RFC 7946).
    GeoJson,
    /// Everything, with `SHA256SUMS`.
    Zip,
    /// The file as it was handed over, byte for byte; with the ending of its name.
    Original(Box<str>),
    /// What reading changed.
    Repairs,
}

impl FileFormat {
    /// Formats by the words of `formats` in `dataset.toml`. The original, the clean CSV and the log of repairs are always there.
    pub const WORDS: [(&str, Self); 8] = [
        ("csv", Self::Csv),
        ("excel-csv", Self::ExcelCsv),
        ("xlsx", Self::Xlsx),
        ("json", Self::Json),
        ("ndjson", Self::Ndjson),
        ("parquet", Self::Parquet),
        ("geojson", Self::GeoJson),
        ("zip", Self::Zip),
    ];

    /// Its word.
    pub fn word(&self) -> &'static str {
        let word = Self::WORDS.iter().find(|(_, format)| format == self).map(|(word, _)| *word);
        word.unwrap_or(if *self == Self::Repairs { "repairs" } else { "original" })
    }

    /// What the file of a dataset in this format is called.
    pub fn file_name(&self, id: &str) -> String {
        match self {
            Self::Original(ending) => format!("original.{ending}"),
            Self::Repairs => "repairs.csv".into(),
            Self::ExcelCsv => format!("{id}-excel.csv"),
            made => format!("{id}.{}", made.word()),
        }
    }

    /// Its media type, as IANA has it.
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Csv | Self::ExcelCsv | Self::Repairs => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::GeoJson => "application/geo+json",
            Self::Zip => "application/zip",
            Self::Original(ending) => match &**ending {
                "csv" => "text/csv",
                "tsv" => "text/tab-separated-values",
                "txt" => "text/plain",
                "xlsx" => Self::Xlsx.media_type(),
                _ => "application/octet-stream",
            },
        }
    }
}
