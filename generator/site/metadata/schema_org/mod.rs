//! What pages say to search engines: JSON-LD of <https://schema.org> in a `script` element, whose text has no `<`.
//! Every address in it is whole, so that a site without a base says nothing.

mod dataset;
mod service;

pub(in crate::site) use self::dataset::{all as all_datasets, dataset};
pub(in crate::site) use self::service::government_service;
