//! A dataset of DCAT-AP.

use std::io;

use super::super::rdf::vocabulary as v;
use super::super::rdf::{Graph, Terms};
use super::super::record::Record;
use super::{agent, authority as a, document, file};
use crate::catalogue::Language;
use crate::dataset::publication::Version;
use crate::site::metadata::csvw;
use crate::site::routes::{Address, escape};

/// A dataset that was described.
#[derive(Debug, Default)]
pub(in crate::site::metadata) struct Described {
    /// What it is now.
    pub now: Graph,
    /// Its versions.
    versions: Graph,
    /// What both speak of.
    pub terms: Terms,
    /// What only its versions speak of.
    version_terms: Terms,
}

impl Described {
    /// Everything, as a document of its own.
    pub fn alone(&self) -> Graph {
        let mut graph = Graph::default();
        graph.extend(&self.now);
        graph.extend(&self.versions);
        let mut terms = self.terms.clone();
        terms.extend(self.version_terms.clone());
        graph.extend_terms(&terms);
        graph
    }
}

/// The address of a dataset.
pub(super) fn iri(record: Record<'_>, base: &str) -> String {
    of_page(&record.page(Language::Vi), base)
}

/// The address of the dataset that has this page.
fn of_page(page: &Address, base: &str) -> String {
    format!("{}#dataset", page.absolute(base))
}

/// Describes a dataset of a site that will be served at `base`.
pub(in crate::site::metadata) fn describe(record: &Record<'_>, base: &str) -> Described {
    let mut described = Described::default();
    // Holding statements cannot fail.
    let _ = Dataset { record: *record, base, iri: iri(*record, base) }.say(&mut described);
    described
}

struct Dataset<'r> {
    record: Record<'r>,
    base: &'r str,
    iri: String,
}

impl Dataset<'_> {
    fn part(&self, name: &str) -> String {
        format!("{}#{name}", self.record.page(Language::Vi).absolute(self.base))
    }

    fn say(&self, described: &mut Described) -> io::Result<()> {
        let Described { now, versions, terms, version_terms } = described;
        self.itself(now, terms)?;
        let licence = self.licence("licence", terms)?;
        for published in &self.record.publication.distributions {
            let iri = self.part(&format!("file-{}", escape(published.name())));
            let address = format!("{}{}", self.base, published.path);
            let said = file::File { published, iri: &iri, address: &address, licence: licence.as_deref() };
            let schema = self.schema().filter(|_| self.record.csv().is_some_and(|csv| csv == published));
            if let Some(schema) = &schema {
                let title = self.record.title();
                terms.describe(schema, v::STANDARD, |said| said.texts(v::TITLE, title, str::trim).map(drop))?;
            }
            said.describe(schema.as_deref(), now, terms)?;
        }
        for version in &self.record.publication.versions {
            let recorded = &self.record.publication.dataset.versions;
            if let Some(then) = recorded.iter().find(|recorded| *recorded.id.to_string() == *version.id) {
                self.version(version, self.record.then(then), versions, version_terms)?;
            }
        }
        Ok(())
    }

    fn itself(&self, graph: &mut Graph, terms: &mut Terms) -> io::Result<()> {
        let (record, description) = (self.record, self.record.description());
        let mut dataset = graph.subject(&self.iri, v::DATASET)?;
        dataset.plain(v::IDENTIFIER, record.id())?;
        dataset.texts(v::TITLE, record.title(), str::trim)?.texts(v::DESCRIPTION, record.text(), str::trim)?;
        dataset.link(v::PUBLISHER, &agent(self.base, record.publisher(), terms)?)?;
        let page = record.page(Language::Vi).absolute(self.base);
        dataset.link(v::LANDING_PAGE, &page)?;
        document(terms, &page, record.title())?;
        if let Some(contact) = self.contact(terms)? {
            dataset.link(v::CONTACT_POINT, &contact)?;
        }
        for (predicate, day) in [(v::ISSUED, record.issued()), (v::MODIFIED, record.modified())] {
            if let Some(day) = day {
                dataset.date(predicate, day)?;
            }
        }
        if let Some(version) = record.version() {
            dataset.plain(v::VERSION, version)?;
        }
        for keyword in &description.listing.keywords {
            dataset.texts(v::KEYWORD, keyword, str::trim)?;
        }
        for &theme in &description.listing.themes {
            dataset.link(v::THEME, &a::theme(terms, theme, record)?)?;
        }
        if let Some(frequency) = description.frequency {
            dataset.link(v::FREQUENCY_OF, &a::frequency(terms, frequency)?)?;
        }
        for &language in &description.listing.languages {
            dataset.link(v::LANGUAGE, &a::language(terms, language)?)?;
        }
        dataset.link(v::ACCESS_RIGHTS, &a::public(terms)?)?;
        if let Some(period) = self.period(terms)? {
            dataset.link(v::TEMPORAL, &period)?;
        }
        if let Some(area) = self.area(terms)? {
            dataset.link(v::SPATIAL, &area)?;
        }
        if let Some(source) = &description.source {
            let iri = self.part("provenance");
            dataset.link(v::PROVENANCE, &iri)?;
            terms.describe(&iri, v::PROVENANCE_STATEMENT, |said| said.texts(v::LABEL, source, str::trim).map(drop))?;
        }
        if let Some(source) = description.source_url.as_deref().filter(|url| url.starts_with("http")) {
            dataset.web(v::DERIVED_FROM, source)?;
            if oxrdf::NamedNode::new(source).is_ok() {
                terms.describe(source, v::ENTITY, |_| Ok(()))?;
            }
        }
        for gone in record.replaced() {
            // It is no dataset of a catalogue any more, or who harvests this would list it again.
            let gone = of_page(&gone, self.base);
            dataset.link(v::REPLACES, &gone)?;
            terms.describe(&gone, v::RESOURCE, |gone| gone.link(v::IS_REPLACED_BY, &self.iri).map(drop))?;
        }
        if let Some(standard) = &description.listing.conforms_to {
            dataset.web(v::CONFORMS_TO, standard)?;
            if oxrdf::NamedNode::new(&**standard).is_ok() {
                terms.describe(standard, v::STANDARD, |_| Ok(()))?;
            }
        }
        for published in &record.publication.distributions {
            dataset.link(v::DISTRIBUTION_OF, &self.part(&format!("file-{}", escape(published.name()))))?;
        }
        Ok(())
    }

    /// Where its columns are described.
    fn schema(&self) -> Option<String> {
        self.record.csv()?;
        Some(self.record.page(Language::Vi).beside(&csvw::name(&self.record)).absolute(self.base))
    }

    fn contact(&self, terms: &mut Terms) -> io::Result<Option<String>> {
        let own = self.record.description().contact.as_deref().filter(|own| !own.starts_with("mailto:"));
        let mail = self.record.mail().map(|mail| format!("mailto:{mail}"));
        if own.is_none() && mail.is_none() {
            return Ok(None);
        }
        let iri = self.part("contact");
        terms.describe(&iri, v::CONTACT, |contact| {
            // A card has one name.
            contact.text(v::FORMATTED_NAME, &self.record.publisher().vi, Language::Vi)?;
            if let Some(mail) = &mail {
                contact.web(v::HAS_EMAIL, mail)?;
            }
            match own {
                Some(own) if own.starts_with("tel:") => contact.web(v::HAS_TELEPHONE, own).map(drop),
                Some(own) => contact.web(v::HAS_URL, own).map(drop),
                None => Ok(()),
            }
        })?;
        Ok(Some(iri))
    }

    fn period(&self, terms: &mut Terms) -> io::Result<Option<String>> {
        let (start, end) = self.record.description().temporal;
        if start.or(end).is_none() {
            return Ok(None);
        }
        let iri = self.part("period");
        terms.describe(&iri, v::PERIOD, |period| {
            for (predicate, day) in [(v::START_DATE, start), (v::END_DATE, end)] {
                if let Some(day) = day {
                    period.date(predicate, day)?;
                }
            }
            Ok(())
        })?;
        Ok(Some(iri))
    }

    fn area(&self, terms: &mut Terms) -> io::Result<Option<String>> {
        let Some(name) = &self.record.description().spatial else { return Ok(None) };
        let iri = match &*name.vi {
            "Việt Nam" => v::VIETNAM.as_str().to_owned(),
            _ => self.part("area"),
        };
        // Its name would be one of many: the authority's table has those of the country.
        let named = iri != v::VIETNAM.as_str();
        terms.describe(&iri, v::LOCATION, |area| match named {
            true => area.texts(v::PREFERRED_LABEL, name, str::trim).map(drop),
            false => Ok(()),
        })?;
        Ok(Some(iri))
    }

    /// Describes its licence, as a part of this name where it stands nowhere else.
    fn licence(&self, part: &str, terms: &mut Terms) -> io::Result<Option<String>> {
        let Some(licence) = self.record.licence() else { return Ok(None) };
        let iri = licence.url.map_or_else(|| self.part(part), str::to_owned);
        terms.describe(&iri, v::LICENCE_DOCUMENT, |said| {
            said.plain(v::IDENTIFIER, licence.id)?.text(v::TITLE, licence.id, Language::En).map(drop)
        })?;
        Ok(Some(iri))
    }

    /// A version: a dataset of its own, whose files never change, as `record` said then what it is.
    fn version(&self, version: &Version, record: Record<'_>, graph: &mut Graph, terms: &mut Terms) -> io::Result<()> {
        let name = format!("version-{}", escape(&version.id));
        let iri = self.part(&name);
        let then = Dataset { record, base: self.base, iri: iri.clone() };
        let licence = then.licence(&format!("{name}-licence"), terms)?;
        graph.subject(&self.iri, v::DATASET)?.link(v::HAS_VERSION, &iri)?;
        let mut dataset = graph.subject(&iri, v::DATASET)?;
        dataset.plain(v::IDENTIFIER, &format!("{}-{}", record.id(), version.id))?.plain(v::VERSION, &version.id)?;
        dataset.texts(v::TITLE, record.title(), str::trim)?.texts(v::DESCRIPTION, record.text(), str::trim)?;
        dataset.link(v::IS_VERSION_OF, &self.iri)?.date(v::ISSUED, version.recorded)?;
        dataset.link(v::PUBLISHER, &agent(self.base, record.publisher(), terms)?)?;
        let parts: Vec<String> =
            version.distributions.iter().map(|file| self.part(&format!("{name}-{}", escape(file.name())))).collect();
        for part in &parts {
            dataset.link(v::DISTRIBUTION_OF, part)?;
        }
        for (published, iri) in version.distributions.iter().zip(&parts) {
            let address = format!("{}{}", self.base, published.path);
            file::File { published, iri, address: &address, licence: licence.as_deref() }
                .describe(None, graph, terms)?;
        }
        Ok(())
    }
}
