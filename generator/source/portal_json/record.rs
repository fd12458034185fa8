//! The single fields of a portal record.

use super::{PAGE, Reader, is_nothing, new_procedure};
use crate::catalogue::{
    Bilingual, Decision, Field, FieldName, Kind, Level, Levels, Localised, Named, Online, Procedure, Prose,
    ServiceGroup, ServiceGroupKind, Sourced, State,
};
use crate::language::Date;
use crate::source::json::Node;
use crate::source::{Understood, is_blank};

/// Every key that is read, and those that are the portal's own machinery or say again what another key says.
pub(super) const KNOWN_KEYS: &[&str] = &[
    // Read.
    "id",
    "code",
    "name",
    "executionSteps",
    "executionMethods",
    "executionCases",
    "state",
    "isInternal",
    "type",
    "isWard",
    "isProvince",
    "isMinistry",
    "isOtherAgency",
    "isFullProcess",
    "isOfflineOnly",
    "note",
    "keywords",
    "categoriesDetails",
    "category",
    "departmentsExecuting",
    "departmentsAuthority",
    "departmentsAuthorized",
    "departmentsCoordinating",
    "unitGroupsExecuting",
    "unitGroupsAuthority",
    "unitGroupsAuthorized",
    "unitGroupsCoordinating",
    "serviceGroupsDetails",
    "legalBasisesDetails",
    "resultsDetails",
    "subjectTypesDetails",
    "departmentPromulgateCode",
    "departmentPromulgateName",
    "cases",
    "updatedAt",
    "executingAgencies",
    "authorizedAgencies",
    "delegatedAgencies",
    "coordinatingAgencies",
    "dossierReceivingAddresses",
    "requirementsAndConditions",
    "description",
    "procedureProposal",
    "returningMethods",
    "decisionNo",
    // Said again elsewhere: lists of ids beside the lists they point to.
    "codeNotation",
    "categoryIds",
    "serviceGroupIds",
    "legalBasisIds",
    "resultIds",
    "subjectTypeIds",
    "departmentExecutingIds",
    "departmentAuthorityIds",
    "departmentAuthorizedIds",
    "departmentCoordinatingIds",
    "unitGroupExecutingIds",
    "unitGroupAuthorityIds",
    "unitGroupAuthorizedIds",
    "unitGroupCoordinatingIds",
    "departmentPromulgateId",
    // The portal's machinery.
    "createdAt",
    "isUndetermined",
    "isVertical",
    "isSharedService",
    "isNonTerritorial",
    "formalityType",
];

impl Reader<'_, '_> {
    /// The whole record.
    pub(super) fn procedure(&mut self, code: &str) -> Procedure {
        use FieldName as F;
        let mut p = new_procedure(code, self);
        self.out.count(F::Code, Understood::Yes);
        p.name.vi = self.text("name");
        self.out.count(F::Name, if p.name.is_empty() { Understood::Missing } else { Understood::Yes });
        p.state = self.word(
            F::State,
            "state",
            &[("ACTIVE", State::Active), ("UPDATED", State::Active), ("INACTIVE", State::Abolished)],
        );
        p.kind = self.kind();
        p.levels = self.levels();
        p.decision = self.decision();
        p.publisher = self.publisher();
        p.fields = self.named(F::Fields, &["categoriesDetails"], None);
        p.groups = self.groups();
        p.audiences = self.named(F::Audiences, &["subjectTypesDetails"], None);
        p.executing =
            self.named(F::Executing, &["departmentsExecuting", "unitGroupsExecuting"], Some("executingAgencies"));
        p.competent = self.named(F::Competent, &["departmentsAuthority", "unitGroupsAuthority"], None);
        p.authorised =
            self.named(F::Authorised, &["departmentsAuthorized", "unitGroupsAuthorized"], Some("authorizedAgencies"));
        p.delegated = self.delegated(p.competent.as_ref());
        p.coordinating = self.named(
            F::Coordinating,
            &["departmentsCoordinating", "unitGroupsCoordinating"],
            Some("coordinatingAgencies"),
        );
        p.reception = self.prose(F::Reception, "dossierReceivingAddresses");
        p.steps = self.steps();
        p.channels = self.channels();
        p.documents = self.documents();
        p.service_cases = self.service_cases();
        p.results = self.results();
        p.return_methods = self.return_methods();
        p.legal_basis = self.legal_basis();
        p.requirements = self.prose(F::Requirements, "requirementsAndConditions");
        p.keywords = self.keywords();
        p.online = self.online(&p);
        p.note = self.note_field();
        p.official_page = self.official_page();
        p.updated = self.date(F::Updated, "updatedAt");
        p
    }

    fn word<T: Copy>(&mut self, field: FieldName, key: &str, words: &[(&str, T)]) -> Field<T> {
        let node = self.get(key);
        let known = node.and_then(|node| {
            words.iter().find(|(word, _)| node.text() == Some(word)).map(|&(_, value)| self.sourced(value, node))
        });
        match (node, known) {
            (_, Some(known)) => {
                self.out.count(field, Understood::Yes);
                Some(known)
            }
            (Some(node), None) => {
                self.out.count(field, Understood::Verbatim);
                self.note(
                    "portal/unknown-word",
                    node,
                    format!("`{key}` has the value {}, which is not known", node.text().unwrap_or("?")),
                );
                None
            }
            (None, None) => {
                self.out.count(field, Understood::Missing);
                None
            }
        }
    }

    fn kind(&mut self) -> Field<Kind> {
        let words = [
            ("STANDARD", Kind::National),
            ("SPECIFIC", Kind::Specific),
            ("STANDARD_INTERNAL", Kind::Internal),
            ("SPECIFIC_INTERNAL", Kind::Internal),
        ];
        let mut kind = self.word(FieldName::Kind, "type", &words)?;
        if self.get("isInternal").and_then(Node::bool) == Some(true) {
            kind.value = Kind::Internal;
        }
        Some(kind)
    }

    fn levels(&mut self) -> Field<Levels> {
        let switches = [
            ("isMinistry", Level::Ministry),
            ("isProvince", Level::Province),
            ("isWard", Level::Commune),
            ("isOtherAgency", Level::Other),
        ];
        let set = switches.iter().filter_map(|&(key, level)| {
            self.get(key).filter(|node| node.bool() == Some(true)).map(|node| (level, node))
        });
        let set: Vec<_> = set.collect();
        let levels = set.first().map(|(_, node)| self.sourced(set.iter().map(|&(level, _)| level).collect(), node));
        self.counted(FieldName::Levels, levels)
    }

    fn decision(&mut self) -> Field<Decision> {
        let proposal = self.get("procedureProposal");
        let number = proposal.and_then(|node| {
            ["decisionNumber", "proposalNumber"]
                .into_iter()
                .find_map(|key| node.get(key).filter(|node| !is_nothing(node)))
        });
        let number = number.or_else(|| self.get("decisionNo"));
        let date = proposal.and_then(|node| node.get("decisionDate")?.integer()).and_then(Date::from_epoch_millis);
        let decision = number.and_then(|node| Some(self.sourced(Decision { number: node.text()?.into(), date }, node)));
        self.counted(FieldName::Decision, decision)
    }

    fn publisher(&mut self) -> Field<Named> {
        let node = self.get("departmentPromulgateName");
        let code = self.get("departmentPromulgateCode").and_then(Node::text).map(Into::into);
        let publisher =
            node.and_then(|node| Some(self.sourced(Named { code, name: Bilingual::vi(node.text()?) }, node)));
        self.counted(FieldName::Publisher, publisher)
    }

    /// The things of several lists as one; where all are empty, the text that names them, as it is.
    fn named(&mut self, field: FieldName, keys: &[&str], text: Option<&str>) -> Field<Vec<Named>> {
        let lists: Vec<_> = keys.iter().filter_map(|key| self.get(key)).collect();
        let items: Vec<Named> = lists.iter().flat_map(|list| list.items()).filter_map(named).collect();
        if let Some(first) = lists.first().filter(|_| !items.is_empty()) {
            self.out.count(field, Understood::Yes);
            return Some(self.sourced(items, first));
        }
        let text = text.and_then(|key| self.text(key));
        self.out.count(field, if text.is_some() { Understood::Verbatim } else { Understood::Missing });
        text.map(|text| Sourced::new(vec![Named::new(text.value)], text.origin))
    }

    /// The portal prints the agencies that decide once more as `delegatedAgencies`: only other words are news.
    fn delegated(&mut self, competent: Option<&Sourced<Vec<Named>>>) -> Field<Vec<Named>> {
        let competent =
            competent.map(|list| list.value.iter().map(|item| &*item.name.vi).collect::<Vec<_>>().join(", "));
        let text = self
            .text("delegatedAgencies")
            .filter(|text| competent.as_deref().is_none_or(|competent| !competent.contains(&*text.value)));
        self.out.count(FieldName::Delegated, if text.is_some() { Understood::Verbatim } else { Understood::Missing });
        text.map(|text| Sourced::new(vec![Named::new(text.value)], text.origin))
    }

    fn groups(&mut self) -> Field<Vec<ServiceGroup>> {
        let list = self.get("serviceGroupsDetails");
        let groups: Vec<_> = list.iter().flat_map(|list| list.items()).filter_map(service_group).collect();
        let groups = list.filter(|_| !groups.is_empty()).map(|list| self.sourced(groups, list));
        self.counted(FieldName::Groups, groups)
    }

    fn prose(&mut self, field: FieldName, key: &str) -> Localised<Prose> {
        let prose = self.text(key).map(|text| Sourced::new(Prose::Plain(text.value), text.origin));
        let prose = self.counted(field, prose);
        Localised { vi: prose, en: None }
    }

    /// The note, and the description where it is not the requirements once more.
    fn note_field(&mut self) -> Localised<Prose> {
        let requirements = self.text("requirementsAndConditions").map(|text| text.value);
        let description = self.text("description").filter(|text| Some(&text.value) != requirements.as_ref());
        let note = match (self.text("note"), description) {
            (Some(note), Some(description)) => {
                Some(Sourced::new(format!("{}\n{}", note.value, description.value).into(), note.origin))
            }
            (note, description) => note.or(description),
        };
        let note = self.counted(FieldName::Note, note.map(|text| Sourced::new(Prose::Plain(text.value), text.origin)));
        Localised { vi: note, en: None }
    }

    fn keywords(&mut self) -> Field<Vec<Bilingual>> {
        let words = self.text("keywords").map(|text| {
            let words = text.value.split([',', ';', '\n']).map(str::trim).filter(|word| !is_blank(word));
            Sourced::new(words.map(Bilingual::vi).collect::<Vec<_>>(), text.origin)
        });
        self.counted(FieldName::Keywords, words)
    }

    fn online(&mut self, procedure: &Procedure) -> Field<Online> {
        let flag = |key: &str| self.data.get(key).and_then(Node::bool);
        let by_channel = procedure
            .channels
            .as_ref()
            .is_some_and(|list| list.value.iter().any(|channel| channel.kind == crate::catalogue::ChannelKind::Online));
        let online = match (flag("isFullProcess"), flag("isOfflineOnly")) {
            (Some(true), _) => Some(Online::Full),
            (_, Some(true)) => Some(Online::No),
            _ if by_channel => Some(Online::Partial),
            (Some(false), Some(false)) if procedure.channels.is_some() => Some(Online::No),
            _ => None,
        };
        let node = self.data.get("isFullProcess").or_else(|| self.data.get("isOfflineOnly"));
        let online = online.zip(node).map(|(online, node)| self.sourced(online, node));
        self.counted(FieldName::Online, online)
    }

    fn official_page(&mut self) -> Field<Box<str>> {
        let page =
            self.text("id").filter(|id| id.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
        let page = page.map(|id| Sourced::new(format!("{PAGE}{}", id.value).into(), id.origin));
        self.counted(FieldName::OfficialPage, page)
    }

    fn date(&mut self, field: FieldName, key: &str) -> Field<Date> {
        let date = self.get(key).and_then(|node| Some(self.sourced(Date::from_epoch_millis(node.integer()?)?, node)));
        self.counted(field, date)
    }
}

/// A thing with a name and perhaps a code.
pub(super) fn named(node: &Node<'_>) -> Option<Named> {
    let name = node.get("name")?.text().filter(|name| !is_blank(name))?;
    let code = node.get("code").and_then(Node::text).filter(|code| !is_blank(code)).map(Into::into);
    Some(Named { code, name: Bilingual::vi(name) })
}

fn service_group(node: &Node<'_>) -> Option<ServiceGroup> {
    let name = named(node)?.name;
    let business = node.get("type").and_then(Node::text) == Some("CORPORATE");
    Some(ServiceGroup { name, kind: if business { ServiceGroupKind::Business } else { ServiceGroupKind::Citizen } })
}
