//! Apache Parquet (<https://parquet.apache.org/docs/file-format/>): columns of their types, packed with Snappy.
//!
//! | kind | physical | logical |
//! |---|---|---|
//! | text, code, place, url | BYTE_ARRAY | STRING |
//! | integer, and other numbers without places, to 18 digits | INT64 | |
//! | numbers with places | INT32, INT64 or FIXED_LEN_BYTE_ARRAY, by their digits | DECIMAL |
//! | date | INT32 | DATE |
//! | year | INT32 | |
//! | month | BYTE_ARRAY | STRING, `2026-07` |
//! | boolean | BOOLEAN | |
//!
//! Numbers of more than [`MOST_DIGITS`] digits are strings. Nothing in a file depends on the clock, the machine or the number of
//! threads. The format wants whole columns: a group of rows is held until it is written.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{Batch, Batches, Output, ROWS, Stop, digits};
use crate::dataset::description::FileFormat;
use crate::dataset::publication::{AsText, Distribution, Unfit};
use crate::dataset::read::dataset::Dataset;
use crate::files::FileError;
use crate::table::{Kind, Value};

/// Rows of a group: as many as readers work on at once, and few enough to be held.
const GROUP: usize = 32 * ROWS;
/// And a group of long texts ends before it has that many: at this many bytes held.
const BYTES: usize = 64 << 20;
/// The most digits of a DECIMAL that readers know.
pub const MOST_DIGITS: u8 = 38;
/// The most digits that always fit 64 and 32 bits.
const DIGITS_OF_64: u8 = 18;
const DIGITS_OF_32: u8 = 9;
const BEYOND_32: u8 = DIGITS_OF_32 + 1;

/// What a column is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    Text,
    Integer,
    /// A decimal of so many digits, of which so many are places.
    Decimal(u8, u8),
    Date,
    Year,
    Boolean,
}

/// The columns whose numbers have too many digits.
pub fn as_text(dataset: &Dataset) -> Vec<AsText> {
    let columns = dataset.plan.schema.columns.iter().enumerate();
    let unfit = columns.filter(|(at, column)| column.kind.is_number() && stored(dataset, *at) == Stored::Text);
    let why = Unfit::Digits(MOST_DIGITS);
    unfit.map(|(_, column)| AsText { format: FileFormat::Parquet, column: column.id.clone(), why }).collect()
}

fn stored(dataset: &Dataset, at: usize) -> Stored {
    let digits = digits(dataset, at);
    match dataset.plan.schema.columns[at].kind {
        Kind::Text | Kind::Code | Kind::Place | Kind::Url | Kind::Month => Stored::Text,
        Kind::Date => Stored::Date,
        Kind::Year => Stored::Year,
        Kind::Boolean => Stored::Boolean,
        Kind::Integer | Kind::Decimal | Kind::Money | Kind::Percent | Kind::Coordinate => match digits.precision() {
            precision if precision > MOST_DIGITS => Stored::Text,
            precision if digits.scale == 0 && precision <= DIGITS_OF_64 => Stored::Integer,
            precision => Stored::Decimal(precision, digits.scale),
        },
    }
}

/// Writes the rows.
pub fn write(output: Output<'_>, batches: &mut Batches<'_>) -> std::result::Result<Distribution, Stop> {
    let file = output.create(FileFormat::Parquet)?;
    let path = file.path().to_owned();
    let failed = |error: ParquetError| FileError::io(&*path, &std::io::Error::other(error));
    let columns = output.dataset.plan.schema.columns.iter().enumerate();
    let mut held: Vec<Held> = columns.clone().map(|(at, _)| Held::of(stored(output.dataset, at))).collect();
    let fields: Result<Vec<TypePtr>> =
        columns.map(|(at, column)| Ok(Arc::new(field(&column.id, stored(output.dataset, at))?))).collect();
    let schema = fields.and_then(|fields| Type::group_type_builder("schema").with_fields(fields).build());
    let properties = WriterProperties::builder()
        .set_created_by("motcua".into())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .build();
    let schema = Arc::new(schema.map_err(failed)?);
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties)).map_err(failed)?;
    let mut rows = 0;
    for batch in batches {
        rows += batch.rows().len();
        let pushed = held.iter_mut().enumerate().try_for_each(|(at, column)| column.push(&batch, at));
        pushed.ok_or_else(|| Stop::changed(output.dataset))?;
        if rows >= GROUP || held.iter().map(Held::bytes).sum::<usize>() >= BYTES {
            write_group(&mut writer, &mut held).map_err(failed)?;
            rows = 0;
        }
    }
    if rows > 0 {
        write_group(&mut writer, &mut held).map_err(failed)?;
    }
    Ok(writer.into_inner().map_err(failed)?.finish()?)
}

fn field(id: &str, stored: Stored) -> Result<Type> {
    let (physical, logical) = match stored {
        Stored::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Stored::Integer => (Physical::INT64, None),
        Stored::Year => (Physical::INT32, None),
        Stored::Date => (Physical::INT32, Some(LogicalType::Date)),
        Stored::Boolean => (Physical::BOOLEAN, None),
        Stored::Decimal(precision, scale) => {
            let physical = match precision {
                0..=DIGITS_OF_32 => Physical::INT32,
                BEYOND_32..=DIGITS_OF_64 => Physical::INT64,
                _ => Physical::FIXED_LEN_BYTE_ARRAY,
            };
            (physical, Some(LogicalType::decimal(scale.into(), precision.into())))
        }
    };
    let field = Type::primitive_type_builder(id, physical).with_repetition(Repetition::OPTIONAL);
    let field = field.with_logical_type(logical);
    match stored {
        Stored::Decimal(precision, scale) => {
            let length = if physical == Physical::FIXED_LEN_BYTE_ARRAY { bytes(precision) as i32 } else { 0 };
            field.with_precision(precision.into()).with_scale(scale.into()).with_length(length).build()
        }
        _ => field.build(),
    }
}

/// How many bytes a number of so many digits takes, with its sign.
fn bytes(digits: u8) -> usize {
    let most = 10_u128.saturating_pow(digits.into());
    (129 - most.leading_zeros() as usize).div_ceil(8)
}

fn write_group<W: std::io::Write + Send>(writer: &mut SerializedFileWriter<W>, held: &mut [Held]) -> Result<()> {
    let mut group = writer.next_row_group()?;
    for column in held {
        if let Some(mut out) = group.next_column()? {
            column.write(&mut out)?;
            out.close()?;
        }
        column.clear();
    }
    group.close().map(drop)
}

/// The cells of a column that wait to be written.
struct Held {
    stored: Stored,
    /// 1 where there is a value, 0 where there is none.
    levels: Vec<i16>,
    values: Values,
}

enum Values {
    Int32(Vec<i32>),
    Int64(Vec<i64>),
    Boolean(Vec<bool>),
    /// Bytes one behind the other, and where each ends.
    Bytes(Vec<u8>, Vec<usize>),
}

impl Held {
    fn of(stored: Stored) -> Self {
        let values = match stored {
            Stored::Date | Stored::Year | Stored::Decimal(..=DIGITS_OF_32, _) => Values::Int32(Vec::new()),
            Stored::Integer | Stored::Decimal(BEYOND_32..=DIGITS_OF_64, _) => Values::Int64(Vec::new()),
            Stored::Boolean => Values::Boolean(Vec::new()),
            Stored::Text | Stored::Decimal(..) => Values::Bytes(Vec::new(), Vec::new()),
        };
        Self { stored, levels: Vec::new(), values }
    }

    /// Adds the cells of a column; nothing where a number has more digits than were counted.
    fn push(&mut self, batch: &Batch, at: usize) -> Option<()> {
        for value in batch.column(at) {
            let there = value != Value::Null;
            self.levels.push(there.into());
            if there {
                self.push_value(value)?;
            }
        }
        Some(())
    }

    fn push_value(&mut self, value: Value<'_>) -> Option<()> {
        let mantissa = |digits: u8, scale: u8| match value {
            Value::Number(number) => number.at_scale(scale).filter(|mantissa| {
                10_u128.checked_pow(digits.into()).is_none_or(|most| mantissa.unsigned_abs() < most)
            }),
            _ => None,
        };
        match (&mut self.values, self.stored, value) {
            (Values::Int32(values), _, Value::Date(date)) => values.push(date.days_since_epoch()),
            (Values::Int32(values), _, Value::Year(year)) => values.push(year.into()),
            (Values::Int32(values), Stored::Decimal(digits, scale), _) => {
                values.push(mantissa(digits, scale)?.try_into().ok()?);
            }
            (Values::Int32(_), ..) => return None,
            (Values::Int64(values), Stored::Decimal(digits, scale), _) => {
                values.push(mantissa(digits, scale)?.try_into().ok()?);
            }
            (Values::Int64(values), ..) => values.push(mantissa(DIGITS_OF_64, 0)?.try_into().ok()?),
            (Values::Boolean(values), ..) => values.push(value == Value::Boolean(true)),
            (Values::Bytes(all, ends), Stored::Decimal(precision, scale), _) => {
                let number = mantissa(precision, scale)?.to_be_bytes();
                all.extend_from_slice(&number[number.len().saturating_sub(bytes(precision))..]);
                ends.push(all.len());
            }
            (Values::Bytes(all, ends), _, Value::Text(text)) => {
                all.extend_from_slice(text.as_bytes());
                ends.push(all.len());
            }
            (Values::Bytes(all, ends), ..) => {
                let mut text = String::new();
                value.write(&mut text);
                all.extend_from_slice(text.as_bytes());
                ends.push(all.len());
            }
        }
        Some(())
    }

    /// How many bytes its values take.
    fn bytes(&self) -> usize {
        match &self.values {
            Values::Int32(values) => size_of_val(&**values),
            Values::Int64(values) => size_of_val(&**values),
            Values::Boolean(values) => values.len(),
            Values::Bytes(all, ends) => all.len() + size_of_val(&**ends),
        }
    }

    fn write(&mut self, out: &mut SerializedColumnWriter<'_>) -> Result<()> {
        let levels = Some(&*self.levels);
        match (out.untyped(), &mut self.values) {
            (ColumnWriter::Int32ColumnWriter(out), Values::Int32(values)) => out.write_batch(values, levels, None),
            (ColumnWriter::Int64ColumnWriter(out), Values::Int64(values)) => out.write_batch(values, levels, None),
            (ColumnWriter::BoolColumnWriter(out), Values::Boolean(values)) => out.write_batch(values, levels, None),
            (ColumnWriter::ByteArrayColumnWriter(out), Values::Bytes(all, ends)) => {
                out.write_batch(&arrays(all, ends), levels, None)
            }
            (ColumnWriter::FixedLenByteArrayColumnWriter(out), Values::Bytes(all, ends)) => {
                let arrays: Vec<FixedLenByteArray> = arrays(all, ends).into_iter().map(Into::into).collect();
                out.write_batch(&arrays, levels, None)
            }
            _ => Err(ParquetError::General("a column of another type than its values".into())),
        }
        .map(drop)
    }

    fn clear(&mut self) {
        self.levels.clear();
        match &mut self.values {
            Values::Int32(values) => values.clear(),
            Values::Int64(values) => values.clear(),
            Values::Boolean(values) => values.clear(),
            Values::Bytes(all, ends) => {
                all.clear();
                ends.clear();
            }
        }
    }
}

/// Values that share their bytes, which are taken.
fn arrays(all: &mut Vec<u8>, ends: &[usize]) -> Vec<ByteArray> {
    let all = ByteArray::from(std::mem::take(all));
    let starts = std::iter::once(&0).chain(ends);
    starts.zip(ends).map(|(&start, &end)| all.slice(start, end - start)).collect()
}
