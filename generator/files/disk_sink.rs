//! To come.
/// The manifest.
pub const MANIFEST: &str = ".motcua-manifest";
/// Sink.
#[derive(Debug)]
pub struct DiskSink;
