//! `cargo bench --bench dataset [-- 100000 1000000]`: a dataset of so many rows and twelve columns, read and profiled, then
//! published, as processes of their own.
//!
//! The table is made up from a seed and dressed as offices dress theirs: semicolons, decimal commas, dotted thousands,
//! day/month/year, blanks, words for nothing. `MOTCUA_BENCH_DIR` names the folder to work in.

#[allow(dead_code)]
mod process;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use motcua::dataset::{publish, read_datasets};
use motcua::files::{DiskFiles, DiskSink, FileTable, Sink, Swap};
use process::{measure, remove, run};

fn main() -> io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first().map(String::as_str) {
        Some("--measure") => return measure(&arguments[1..]),
        Some("--read") => return read(Path::new(&arguments[1]), arguments.get(2).map(Path::new)),
        _ => {}
    }
    if arguments.is_empty() {
        arguments = vec!["100000".into(), "1000000".into()];
    }
    let base = std::env::var_os("MOTCUA_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    println!("{:>9} {:<24} {:>8} {:>8} {:>9} {:>9}", "rows", "what", "wall s", "cpu s", "peak MB", "MB in");
    for argument in arguments {
        let Ok(rows) = argument.parse() else {
            return Err(io::Error::other(format!("{argument} is not a number of rows")));
        };
        let folder = base.join(format!("motcua-dataset-{}", std::process::id()));
        remove(&folder)?;
        let bytes = write(&folder, rows)?;
        let own = std::env::current_exe()?;
        let (own, site, out) = (own.to_string_lossy(), folder.to_string_lossy(), folder.join("public"));
        for (what, command) in [
            ("read and profile", vec![&*own, "--read", &*site]),
            ("and publish, all formats", vec![&*own, "--read", &*site, &*out.to_string_lossy()]),
        ] {
            let figures = run(&command)?;
            let (wall, cpu, peak) = (figures.wall, figures.cpu, figures.peak);
            println!("{rows:>9} {what:<24} {wall:>8.2} {cpu:>8.2} {peak:>9.0} {:>9.0}", bytes as f64 / 1e6);
        }
        remove(&folder)?;
    }
    Ok(())
}

/// Reads the dataset of a folder, and publishes it into another.
fn read(folder: &Path, out: Option<&Path>) -> io::Result<()> {
    let failed = |error: motcua::files::FileError| io::Error::other(error.to_string());
    let files = DiskFiles::new(folder).map_err(failed)?;
    let (datasets, found) = read_datasets(&files, &mut FileTable::default());
    let [dataset] = &datasets[..] else { return Err(io::Error::other(format!("{found:?}"))) };
    if let Some(out) = out {
        let sink = DiskSink::open(out, Swap::Atomic).map_err(failed)?;
        publish(&files, dataset, "du-lieu/lon", &sink).and_then(|_| sink.commit()).map_err(failed)?;
    }
    Ok(())
}

/// Writes a site with one dataset, and says how many bytes its file has.
fn write(folder: &Path, rows: u64) -> io::Result<u64> {
    let folder = folder.join("datasets/lon");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("dataset.toml"), "title = \"Lớn\"\nfile = \"lon.csv\"\nkeys = [\"so_ho_so\"]\n")?;
    let path = folder.join("lon.csv");
    let mut out = BufWriter::new(fs::File::create(&path)?);
    writeln!(out, "Số hồ sơ;Mã tỉnh;Tỉnh;Ngày nhận;Ngày trả;Lệ phí;Tỷ lệ;Thu nhập;Trực tuyến;Năm;Ghi chú;Người nộp")?;
    const PROVINCES: [&str; 6] = ["Hà Nội", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ", "Đắk Lắk"];
    const NAMES: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"];
    let mut state: u64 = 0x6D6F_7463_7561;
    let mut dice = |end: u64| {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end
    };
    for row in 0..rows {
        let province = dice(6) as usize;
        let day = |from: u64| format!("{:02}/{:02}/{}", from % 28 + 1, from / 28 % 12 + 1, 2015 + from / 336 % 10);
        let received = dice(3000);
        let fee = if dice(20) == 0 { "...".into() } else { motcua::language::number(dice(2_000_000) as i64) };
        writeln!(
            out,
            "HS-{row:08};{province:02};{};{};{};{fee};{},{}%;{};{};{};{};{} {}",
            PROVINCES[province],
            day(received),
            day(received + dice(30)),
            dice(100),
            dice(10),
            motcua::language::decimal(dice(900_000_000) as i64, 2),
            if dice(2) == 0 { "có" } else { "không" },
            2015 + dice(10),
            if dice(3) == 0 { " đã trả; qua bưu điện".replace(';', ",") } else { String::new() },
            NAMES[dice(8) as usize],
            dice(5000)
        )?;
    }
    out.flush()?;
    Ok(fs::metadata(path)?.len())
}
