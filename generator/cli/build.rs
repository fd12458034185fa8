//! `motcua build`: the site.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::progress::Watched;
use super::{Global, SiteFolder, Stop, report};
use crate::files::{DiskFiles, DiskSink, Swap};
use crate::{Failure, Options};

/// Checks the sources and writes the site
///
/// The site is replaced all at once: until the last moment the old one stands, and nothing is written where an error was
/// found. Only files whose bytes differ are written. Equal sources give equal bytes.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  motcua build portal -o public
                 make the site in public/, ready to be copied to any web server")]
pub(super) struct Build {
    #[command(flatten)]
    site: SiteFolder,
    /// Where the site is written: a new or empty folder, or one that motcua wrote.
    #[arg(long, short, value_name = "FOLDER", default_value = "public")]
    output: PathBuf,
    /// Where the file system cannot swap two folders at once: rename twice instead.
    #[arg(long)]
    in_place: bool,
}

impl Build {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        let start = Instant::now();
        let files = DiskFiles::new(&self.site.folder)?;
        let swap = if self.in_place { Swap::InPlace } else { Swap::Atomic };
        let sink = DiskSink::open(&self.output, swap)?;
        let watched = Watched::new(&files, global, "building");
        let options = Options { today: report::today(), ..Options::default() };
        let built = crate::build(&watched, &sink, &options);
        watched.finish();
        match built {
            Ok(built) => {
                report::sums(global, &built.checked);
                built.omitted.iter().for_each(|omitted| report::say(global, format!("         {omitted}")));
                let written = built.written;
                report::say(
                    global,
                    format!(
                        "{}: {} files, {:.1} MB: {} written, {} unchanged, {} removed, in {:.2} s",
                        self.output.display(),
                        written.changed + written.unchanged,
                        written.bytes as f64 / 1e6,
                        written.changed,
                        written.unchanged,
                        written.removed,
                        start.elapsed().as_secs_f64()
                    ),
                );
                // The process ends: a million small texts need not be given back one by one.
                std::mem::forget(built.checked);
                Ok(())
            }
            Err(Failure::Content(checked)) => {
                report::errors(&checked.diagnostics, &checked.catalogue.files, &files)?;
                report::sums(global, &checked);
                let errors = report::plural(checked.errors(), "error");
                report::say(global, format!("{errors}: nothing was written, {} is as it was", self.output.display()));
                Err(Stop::Content)
            }
            Err(Failure::Files(errors)) => {
                let (last, others) = errors.split_last().ok_or_else(|| Stop::failed("nothing could be written", ""))?;
                for error in others.iter().take(20) {
                    report::failure(&error.to_string(), error.help());
                }
                Err(last.clone().into())
            }
        }
    }
}
