//! Things procedures share and refer to by code or name: agencies, fields, audiences, places.

use super::text::Bilingual;

/// Something with a name and, where the source gives one, a code: an agency, a field, an audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The code of the official register: `G15`, `G15-TP07`, `ĐT1`.
    pub code: Option<Box<str>>,
    /// The name.
    pub name: Bilingual,
}

impl Named {
    /// A name without a code.
    pub fn new(name: impl Into<Box<str>>) -> Self {
        Self { code: None, name: Bilingual::vi(name) }
    }

    /// A name with a code.
    pub fn coded(code: impl Into<Box<str>>, name: impl Into<Box<str>>) -> Self {
        Self { code: Some(code.into()), name: Bilingual::vi(name) }
    }
}

/// A group of services as the portal sorts them, for citizens or for businesses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceGroup {
    /// The name: "Khai sinh".
    pub name: Bilingual,
    /// For whom.
    pub kind: ServiceGroupKind,
}

/// Whom a group of services is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceGroupKind {
    /// Citizens.
    Citizen,
    /// Businesses.
    Business,
}

/// The last part of an agency's address: an official code in lower case, or a folded name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyId(pub Box<str>);

/// An agency as `content/agencies.toml` describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// The last part of its address.
    pub id: AgencyId,
    /// Its name.
    pub name: Bilingual,
    /// Other names and codes under which records mention it.
    pub aliases: Vec<Box<str>>,
    /// The level it works at.
    pub level: Option<super::value::Level>,
    /// The agency above it.
    pub parent: Option<AgencyId>,
    /// Its own site.
    pub url: Option<Box<str>>,
    /// Where a person can call.
    pub hotline: Option<Box<str>>,
    /// Where it is.
    pub address: Option<Bilingual>,
    /// Where it is described.
    pub at: crate::files::Location,
}

/// A province or commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The code of the national register: `01`, `00004`.
    pub code: Box<str>,
    /// The name: "Hà Nội".
    pub name: Bilingual,
}
