//! The procedures as an open dataset: a row each, in plain columns, for `derive = "procedures"` in a `dataset.toml`.
//!
//! In: the merged catalogue. Out: the bytes of a CSV file, and [`DerivedFiles`], in which it stands where the dataset looks for
//! it. From there on it is read, checked and published like any file that was handed over.

use std::collections::BTreeMap;
use std::io::Cursor;

use crate::catalogue::{Catalogue, Channel, FeeAmount, Kind, Level, Named, Online, Procedure, ProcessingTime, State};
use crate::dataset::description::Derived;
use crate::files::{FileError, Files, Listing, ReadSeek};
use crate::language::Currency;
use crate::language::duration::{Basis, Unit};
use crate::source::read_if_there;

/// The columns, by the headings of the file.
pub const COLUMNS: [&str; 18] = [
    "ma",
    "ten",
    "ten_tieng_anh",
    "co_quan",
    "co_quan_cong_bo",
    "linh_vuc",
    "cap",
    "hieu_luc",
    "truc_tuyen",
    "so_giay_to",
    "so_buoc",
    "phi_thap_nhat",
    "phi_cao_nhat",
    "thoi_han",
    "don_vi_thoi_han",
    "so_can_cu",
    "cap_nhat",
    "trang_chinh_thuc",
];

/// Sources with the files of derived datasets among them.
pub struct DerivedFiles<'f> {
    files: &'f dyn Files,
    procedures: Vec<u8>,
}

impl<'f> DerivedFiles<'f> {
    /// The files, with what their datasets derive of a catalogue.
    pub fn new(files: &'f dyn Files, catalogue: &Catalogue) -> Self {
        // Whoever reads descriptions says what is wrong with them.
        let derives = |path: &String| {
            let text = read_if_there(files, path).ok().flatten().unwrap_or_default();
            text.windows(6).any(|word| word == b"derive")
        };
        let descriptions = files.list("datasets").paths;
        let wanted = descriptions.iter().filter(|path| path.ends_with("/dataset.toml")).any(derives);
        Self { files, procedures: if wanted { csv(catalogue) } else { Vec::new() } }
    }

    /// Whether a path is that of a file that is made of the catalogue.
    pub fn is_derived(path: &str) -> bool {
        which(path).is_some()
    }

    fn derived(&self, path: &str) -> Option<&[u8]> {
        let Derived::Procedures = which(path)?;
        Some(&self.procedures)
    }
}

fn which(path: &str) -> Option<Derived> {
    let is = |derived: Derived| path.strip_suffix(derived.file_name()).is_some_and(|folder| folder.ends_with('/'));
    Derived::WORDS.into_iter().map(|(_, derived)| derived).find(|&derived| is(derived))
}

impl Files for DerivedFiles<'_> {
    fn list(&self, folder: &str) -> Listing {
        self.files.list(folder)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.derived(path).map_or_else(|| self.files.read(path), |bytes| Ok(bytes.to_vec()))
    }

    fn open(&self, path: &str) -> Result<Box<dyn ReadSeek + '_>, FileError> {
        match self.derived(path) {
            Some(bytes) => Ok(Box::new(Cursor::new(bytes))),
            None => self.files.open(path),
        }
    }

    fn exists(&self, path: &str) -> bool {
        self.derived(path).is_some() || self.files.exists(path)
    }
}

/// The procedures that citizens are shown, in the order of their codes.
fn csv(catalogue: &Catalogue) -> Vec<u8> {
    let names = Names::of(catalogue);
    let is_shown = |procedure: &&Procedure| procedure.kind.as_ref().is_none_or(|kind| kind.value != Kind::Internal);
    let mut procedures: Vec<&Procedure> = catalogue.procedures.iter().filter(is_shown).collect();
    procedures.sort_by(|a, b| a.code.cmp(&b.code));
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and all rows are of one length.
    let _ = out.write_record(COLUMNS);
    for procedure in procedures {
        let _ = out.write_record(row(procedure, &names));
    }
    out.into_inner().unwrap_or_default()
}

/// What agencies are called, by what records call them.
struct Names<'c>(BTreeMap<&'c str, &'c str>);

impl<'c> Names<'c> {
    fn of(catalogue: &'c Catalogue) -> Self {
        let mut names = BTreeMap::new();
        for agency in &catalogue.agencies {
            for known in std::iter::once(&agency.id.0).chain(&agency.aliases) {
                names.entry(&**known).or_insert(&*agency.name.vi);
            }
        }
        Self(names)
    }

    fn name(&self, named: &Named) -> String {
        let by_code = named.code.as_deref().and_then(|code| self.0.get(code));
        let found = by_code.or_else(|| self.0.get(&*named.name.vi));
        found.map_or_else(|| named.name.vi.to_string(), |name| (*name).to_owned())
    }
}

fn row(procedure: &Procedure, names: &Names<'_>) -> [String; COLUMNS.len()] {
    let first = |list: &Option<crate::catalogue::Sourced<Vec<Named>>>| {
        list.iter().flat_map(|list| &list.value).next().map_or_else(String::new, |named| names.name(named))
    };
    let levels = procedure.levels.iter().flat_map(|levels| levels.value.iter()).map(Level::id);
    let documents = procedure.documents.as_ref().map(|groups| {
        let documents = groups.value.iter().flat_map(|group| &group.documents);
        documents.filter(|document| !document.is_note()).count()
    });
    let channels: Vec<&Channel> = procedure.channels.iter().flat_map(|channels| &channels.value).collect();
    let fees: Vec<i64> = channels.iter().flat_map(|channel| &channel.fees).filter_map(|fee| dong(fee.amount)).collect();
    let (time, unit) = channels.iter().find_map(|channel| time(channel.time.as_ref()?)).unwrap_or_default();
    let count = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
    [
        procedure.code.to_string(),
        procedure.name.vi.as_ref().map_or_else(String::new, |name| name.value.to_string()),
        procedure.name.en.as_ref().map_or_else(String::new, |name| name.value.to_string()),
        first(&procedure.executing),
        procedure.publisher.as_ref().map_or_else(String::new, |publisher| names.name(&publisher.value)),
        first(&procedure.fields),
        levels.collect::<Vec<_>>().join(", "),
        match procedure.state.as_ref().map(|state| state.value) {
            Some(State::Active) => "active",
            Some(State::Abolished) => "abolished",
            None => "",
        }
        .to_owned(),
        match procedure.online.as_ref().map(|online| online.value) {
            Some(Online::Full) => "full",
            Some(Online::Partial) => "partial",
            Some(Online::No) => "no",
            None => "",
        }
        .to_owned(),
        count(documents),
        count(procedure.steps.as_ref().map(|steps| steps.value.len())),
        fees.iter().min().map_or_else(String::new, i64::to_string),
        fees.iter().max().map_or_else(String::new, i64::to_string),
        time,
        unit.to_owned(),
        count(procedure.legal_basis.as_ref().map(|legal| legal.value.len())),
        procedure.updated.as_ref().map_or_else(String::new, |updated| updated.value.iso()),
        procedure.official_page.as_ref().map_or_else(String::new, |page| page.value.to_string()),
    ]
}

/// An amount in đồng; other currencies have columns of their own in no table.
fn dong(amount: FeeAmount) -> Option<i64> {
    match amount {
        FeeAmount::Free => Some(0),
        FeeAmount::Known(money) => (money.currency == Currency::Vnd).then_some(money.amount),
        FeeAmount::Unknown => None,
    }
}

/// A time limit as a number and what is counted.
fn time(time: &ProcessingTime) -> Option<(String, &'static str)> {
    let ProcessingTime::Quantity(duration) = time else { return None };
    let unit = match (duration.unit, duration.basis) {
        (_, Basis::SameWorkingDay) | (Unit::Day, Basis::Working) => "ngày làm việc",
        (Unit::Minute, _) => "phút",
        (Unit::Hour, Basis::Working) => "giờ làm việc",
        (Unit::Hour, _) => "giờ",
        (Unit::Day, _) => "ngày",
        (Unit::Week, _) => "tuần",
        (Unit::Month, _) => "tháng",
        (Unit::Year, _) => "năm",
    };
    let (whole, rest) = (duration.thousandths / 1000, duration.thousandths % 1000);
    let number =
        if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:03}").trim_end_matches('0').to_owned() };
    Some((number, unit))
}

#[cfg(test)]
mod tests {
    use crate::files::{MemoryFiles, MemorySink, Sink};
    use crate::{Options, build};

    const SITE: &str =
        "title = \"Thử\"\n[[source]]\nkind = \"content\"\npath = \"content/procedures/*.md\"\ntitle = \"Biên tập\"\n";
    const PROCEDURE: &str = "+++\nname = { vi = \"Đăng ký \\\"A\\\"\", en = \"Register A\" }\nstate = \"active\"\nlevels = [\"commune\", \"province\"]\n\
        online = \"partial\"\nexecuting = [\"ubnd-xa\"]\nfields = [\"Hộ tịch\"]\n\n[[channel]]\nkind = \"in-person\"\ntime = \"17,5 ngày làm việc\"\n\n\
        [[fee]]\namount = 8000\n\n[[fee]]\nfree = true\n\n[[document]]\nname = \"Tờ khai\"\n\n[[document]]\nname = \"Giấy\"\n+++\n";
    const AGENCIES: &str = "[[agency]]\nid = \"ubnd-xa\"\nname = \"Ủy ban nhân dân cấp xã\"\n";
    const DATASET: &str = "title = \"Thủ tục\"\nderive = \"procedures\"\nkeys = [\"ma\"]\n[[chart]]\nkind = \"bar\"\ntitle = \"Giấy tờ\"\nx = \"co_quan\"\ny = \"so_giay_to\"\naggregate = \"sum\"\n";

    #[test]
    fn the_catalogue_is_published_as_a_dataset() {
        let files = MemoryFiles::default()
            .with("content/site.toml", SITE)
            .with("content/agencies.toml", AGENCIES)
            .with("content/procedures/1.000001.md", PROCEDURE)
            .with("datasets/thu-tuc/dataset.toml", DATASET);
        let sink = MemorySink::default();
        let built = build(&files, &sink, &Options::default());
        let built = built.unwrap_or_else(|failure| panic!("{failure:?}"));
        assert_eq!(built.checked.datasets[0].profile.rows, 1);
        sink.commit().unwrap();
        let written = sink.into_files();
        let clean = String::from_utf8(written["du-lieu/thu-tuc/thu-tuc.csv"].clone()).unwrap();
        assert_eq!(
            clean.lines().nth(1),
            Some(
                "1.000001,\"Đăng ký \"\"A\"\"\",Register A,Ủy ban nhân dân cấp xã,,Hộ tịch,\"province, commune\",active,partial,\
                 2,,0,8000,17.5,ngày làm việc,,,"
            )
        );
        let drawn = &written["du-lieu/thu-tuc/charts/bieu-do-1.csv"];
        assert_eq!(&**drawn, "co_quan,so_giay_to\r\nỦy ban nhân dân cấp xã,2\r\n".as_bytes());
    }
}
