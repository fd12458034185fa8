//! What a process takes: time, processor time, memory; and what a tree of files weighs.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

/// What a process took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// Seconds.
    pub wall: f64,
    /// Seconds, of all threads.
    pub cpu: f64,
    /// Megabytes, resident.
    pub peak: f64,
}

/// The median of each figure.
pub fn medians(figures: &[Figures]) -> Figures {
    let median = |get: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = figures.iter().map(get).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Figures { wall: median(|f| f.wall), cpu: median(|f| f.cpu), peak: median(|f| f.peak) }
}

/// Runs a command through a process of ours that has no other child, so that its usage is the command's.
pub fn run(command: &[&str]) -> io::Result<Figures> {
    let output =
        Command::new(std::env::current_exe()?).arg("--measure").args(command).stderr(Stdio::inherit()).output()?;
    parse(&output.stdout)
}

/// Reads what [`tell`] wrote.
pub fn parse(line: &[u8]) -> io::Result<Figures> {
    let text = String::from_utf8_lossy(line);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [wall, cpu, peak] => Ok(Figures { wall, cpu, peak }),
        _ => Err(io::Error::other(format!("the measured command failed: {text}"))),
    }
}

/// Runs a command, and tells what it took.
pub fn measure(command: &[String]) -> io::Result<()> {
    let start = Instant::now();
    let status = Command::new(&command[0]).args(&command[1..]).stdout(Stdio::null()).status()?;
    let wall = start.elapsed();
    if !status.success() {
        return Err(io::Error::other(format!("{} ended with {status}", command[0])));
    }
    tell(wall, UsageWho::RUSAGE_CHILDREN)
}

/// Prints figures for [`parse`].
pub fn tell(wall: Duration, who: UsageWho) -> io::Result<()> {
    let usage = getrusage(who)?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    println!(
        "{} {} {}",
        wall.as_secs_f64(),
        seconds(usage.user_time()) + seconds(usage.system_time()),
        usage.max_rss() as f64 / 1024.0
    );
    Ok(())
}

/// Removes a folder that may not be there.
pub fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// How many files a tree has, and their bytes.
pub fn tree(folder: &Path) -> io::Result<(usize, u64)> {
    let mut sum = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (files, bytes) =
            if entry.file_type()?.is_dir() { tree(&entry.path())? } else { (1, entry.metadata()?.len()) };
        sum = (sum.0 + files, sum.1 + bytes);
    }
    Ok(sum)
}
