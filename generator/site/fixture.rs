//! A small catalogue that has one of everything: what templates are tried against.

mod datasets;
mod rules;

pub(super) use self::datasets::{archived, datasets, publications, withdrawn};
pub(super) use self::rules::rules;
use crate::catalogue::{
    Agency, AgencyId, Bilingual, Catalogue, Change, ChangeKind, Channel, ChannelKind, Decision, Document,
    DocumentGroup, Edit, Fee, FeeAmount, FormFile, Kind, LegalDocument, Level, Localised, Named, Online, Origin,
    Outcome, Page, Procedure, ProcessingTime, Prose, Published, Redirect, ReturnMethod, ServiceCase, ServiceGroup,
    ServiceGroupKind, Site, SourceId, SourceInfo, Sourced, State, Step, laws,
};
use crate::files::{FileId, FileTable, Location};
use crate::language::duration::{Basis, Unit};
use crate::language::{Date, Duration, Money};

/// The catalogue.
pub(super) fn catalogue() -> Catalogue {
    let mut files = FileTable::default();
    let file = files.add("site.toml");
    let make = Make { file };
    let procedures = vec![make.bare(), make.birth(), make.abolished(), make.internal()];
    Catalogue {
        site: site(),
        laws: laws(&procedures),
        procedures,
        agencies: vec![make.ministry(), make.commune()],
        pages: vec![make.page()],
        changes: [
            make.change("1.001193", ChangeKind::Changed, &["channels", "documents"]),
            make.change("1.000001", ChangeKind::Removed, &[]),
        ]
        .into_iter()
        .flatten()
        .collect(),
        published: vec![make.withdrawn()],
        published_datasets: Vec::new(),
        redirects: vec![Redirect {
            from: "/thu-tuc/dang-ky-khai-sinh/".into(),
            to: "/thu-tuc/1.001193/".into(),
            at: make.at(),
        }],
        lexicon: Vec::new(),
        sources: vec![SourceInfo {
            title: both("Cổng Dịch vụ công quốc gia", "National Public Service Portal"),
            retrieved: Date::new(2026, 7, 18),
            official: true,
        }],
        files,
    }
}

fn site() -> Site {
    Site {
        title: both("Một cửa mẫu", "Sample one-door portal"),
        description: both("Thủ tục hành chính, dễ tìm và dễ hiểu.", "Administrative procedures, easy to find."),
        base_url: Some("https://motcua.example.vn".into()),
        english: true,
        publisher: Some(both("Văn phòng mẫu", "Sample office")),
        publisher_url: Some("https://example.vn/".into()),
        hotline: Some("1900 0000".into()),
        report: Some("mailto:bao-loi@example.vn".into()),
        official: false,
        search: true,
    }
}

fn both(vi: &str, en: &str) -> Bilingual {
    Bilingual { vi: vi.into(), en: Some(en.into()) }
}

/// Makes records that all stand in one file.
#[derive(Clone, Copy)]
pub(super) struct Make {
    file: FileId,
}

impl Make {
    fn at(self) -> Location {
        Location::whole(self.file)
    }

    fn origin(self) -> Origin {
        Origin { source: SourceId(0), location: self.at() }
    }

    fn field<T>(self, value: T) -> Option<Sourced<T>> {
        Some(Sourced::new(value, self.origin()))
    }

    fn texts(self, vi: &str, en: &str) -> Localised {
        Localised { vi: self.field(vi.into()), en: self.field(en.into()) }
    }

    fn document(self, name: Bilingual, originals: u32, copies: u32) -> Document {
        Document { originals: Some(originals), copies: Some(copies), ..Document::new(self.at(), name) }
    }

    fn fee(self, amount: FeeAmount, note: Option<&str>) -> Fee {
        let name = Some(both("Lệ phí", "Fee"));
        Fee { at: self.at(), name, amount, note: note.map(Bilingual::vi), attachment: None }
    }

    fn channel(self, kind: ChannelKind, days: u32, fees: Vec<Fee>) -> Channel {
        let time = Duration::whole(days, Unit::Day, Basis::Working);
        Channel { time: Some(ProcessingTime::Quantity(time)), fees, ..Channel::new(self.at(), kind) }
    }

    /// One with everything, in both languages.
    fn birth(self) -> Procedure {
        let mut procedure = Procedure::new("1.001193", self.origin());
        procedure.name = self.texts("Thủ tục đăng ký khai sinh", "Birth registration");
        procedure.summary = self.texts(
            "Đăng ký khai sinh cho trẻ em sinh ra trong nước.",
            "Register the birth of a child born in the country.",
        );
        procedure.body.vi = self.field(Prose::Markdown("## Trước khi đi\n\nXem [giấy tờ](/thu-tuc/1.001193/).".into()));
        procedure.state = self.field(State::Active);
        procedure.kind = self.field(Kind::National);
        procedure.levels = self.field([Level::Commune].into_iter().collect());
        procedure.decision = self.field(Decision { number: "163/QĐ-BTP".into(), date: Date::new(2026, 1, 16) });
        procedure.publisher = self.field(Named::coded("G15", "Bộ Tư pháp"));
        procedure.fields =
            self.field(vec![Named { code: Some("G15-TP07".into()), name: both("Hộ tịch", "Civil status") }]);
        procedure.groups = self.field(vec![
            ServiceGroup { name: both("Khai sinh", "Birth"), kind: ServiceGroupKind::Citizen },
            ServiceGroup { name: Bilingual::vi("Khởi sự kinh doanh"), kind: ServiceGroupKind::Business },
        ]);
        procedure.audiences =
            self.field(vec![Named { code: None, name: both("Công dân Việt Nam", "Vietnamese citizens") }]);
        procedure.executing = self.field(vec![Named::new("Ủy ban nhân dân cấp xã")]);
        procedure.competent = self.field(vec![Named::new("Ủy ban nhân dân cấp xã")]);
        procedure.authorised = self.field(vec![Named::new("Phòng Tư pháp"), Named::new("Công chứng viên")]);
        procedure.delegated = self.field(vec![Named::new("Sở Tư pháp")]);
        procedure.coordinating = self.field(vec![Named::new("Công an cấp xã")]);
        procedure.reception.vi = self.field(Prose::Plain("Trung tâm Phục vụ hành chính công cấp xã.".into()));
        procedure.steps = self.field(vec![
            self.step("Nộp hồ sơ", "- Nộp trực tiếp:\n+ tại cấp xã;\n+ tại cấp tỉnh.\n- Nộp trực tuyến."),
            self.step("Nhận kết quả", "a) Ký nhận.\nb) Kiểm tra."),
        ]);
        procedure.channels = self.field(vec![
            self.channel(
                ChannelKind::InPerson,
                1,
                vec![self.fee(FeeAmount::Known(Money::vnd(8000)), Some("Miễn cho hộ nghèo"))],
            ),
            self.channel(ChannelKind::Online, 1, vec![self.fee(FeeAmount::Free, None)]),
            self.channel(ChannelKind::Post, 1, vec![self.fee(FeeAmount::Free, None)]),
        ]);
        procedure.documents = self.field(vec![self.papers()]);
        procedure.service_cases = self.field(vec![ServiceCase {
            code: "1.001193.01".into(),
            edit: Edit::Whole,
            name: Bilingual::vi("Trẻ bị bỏ rơi"),
            time: Some(ProcessingTime::Verbatim("Không quá 5 ngày".into())),
        }]);
        procedure.results = self.field(vec![Outcome {
            at: self.at(),
            code: None,
            edit: Edit::Whole,
            name: both("Giấy khai sinh", "Birth certificate"),
        }]);
        procedure.return_methods =
            self.field(vec![ReturnMethod::AtCounter, ReturnMethod::AtHome, ReturnMethod::Online]);
        procedure.legal_basis = self.field(vec![self.law()]);
        procedure.requirements.vi = self.field(Prose::Plain("1. Có giấy chứng sinh.\n2. Trong 60 ngày.".into()));
        procedure.keywords = self.field(vec![both("làm giấy khai sinh", "birth certificate")]);
        procedure.online = self.field(Online::Full);
        procedure.note.vi = self.field(Prose::Plain("Ghi chú của hồ sơ.".into()));
        procedure.official_page = self.field("https://dichvucong.gov.vn/p/1.001193".into());
        procedure.updated = Date::new(2026, 1, 16).and_then(|date| self.field(date));
        procedure.reviewed = Date::new(2026, 7, 1).and_then(|date| self.field(date));
        procedure.citations = self.field(vec![Bilingual::vi("Luật Hộ tịch, Điều 13")]);
        procedure.rules = Some(Box::new(rules::birth()));
        procedure
    }

    fn step(self, name: &str, text: &str) -> Step {
        Step { at: self.at(), name: Some(Bilingual::vi(name)), text: Prose::Plain(text.into()), text_en: None }
    }

    fn papers(self) -> DocumentGroup {
        let mut form = self.document(both("Tờ khai đăng ký khai sinh", "Birth registration form"), 1, 0);
        form.forms = vec![
            FormFile { name: "to-khai.docx".into(), url: None },
            FormFile { name: "huong-dan.pdf".into(), url: Some("https://example.vn/huong-dan.pdf".into()) },
        ];
        form.code = Some("form".into());
        form.note = Some(both("Điền một trong hai thứ tiếng.", "Fill it in in one language."));
        let mut certificate = self.document(Bilingual::vi("- Giấy chứng sinh"), 1, 2);
        certificate.code = Some("notice".into());
        let note = self.document(Bilingual::vi("Không phải nộp giấy tờ đã có trong cơ sở dữ liệu."), 0, 0);
        DocumentGroup {
            name: Some(Bilingual::vi("* Giấy tờ phải nộp:")), documents: vec![form, certificate, note]
        }
    }

    fn law(self) -> LegalDocument {
        LegalDocument {
            at: self.at(),
            number: Some("60/2014/QH13".into()),
            edit: Edit::Whole,
            name: both("Luật Hộ tịch", "Law on Civil Status"),
            date: Date::new(2014, 11, 20),
            url: Some("https://example.vn/60-2014-QH13".into()),
        }
    }

    /// One with a name alone, under a malformed code.
    fn bare(self) -> Procedure {
        let mut procedure = Procedure::new(" 1.014325", self.origin());
        procedure.name.vi = self.field("Cấp giấy phép".into());
        procedure
    }

    fn abolished(self) -> Procedure {
        let mut procedure = Procedure::new("1.014955-Xoa", self.origin());
        procedure.name.vi = self.field("Đổi giấy phép".into());
        procedure.state = self.field(State::Abolished);
        procedure.publisher = self.field(Named::new("bộ tư pháp"));
        procedure.fields = self.field(vec![Named::new("Hộ tịch")]);
        procedure
    }

    fn internal(self) -> Procedure {
        let mut procedure = Procedure::new("2.000001", self.origin());
        procedure.name.vi = self.field("Báo cáo nội bộ".into());
        procedure.kind = self.field(Kind::Internal);
        procedure
    }

    fn ministry(self) -> Agency {
        Agency {
            id: AgencyId("bo-tu-phap".into()),
            name: both("Bộ Tư pháp", "Ministry of Justice"),
            aliases: vec!["G15".into()],
            level: Some(Level::Ministry),
            parent: None,
            url: Some("https://moj.gov.vn/".into()),
            hotline: Some("024 0000 0000".into()),
            address: Some(Bilingual::vi("Hà Nội")),
            at: self.at(),
        }
    }

    fn commune(self) -> Agency {
        Agency {
            id: AgencyId("uy-ban-nhan-dan-cap-xa".into()),
            name: Bilingual::vi("Ủy ban nhân dân cấp xã"),
            parent: Some(AgencyId("bo-tu-phap".into())),
            level: Some(Level::Commune),
            aliases: Vec::new(),
            url: None,
            hotline: None,
            address: None,
            at: self.at(),
        }
    }

    fn page(self) -> Page {
        Page {
            id: "gioi-thieu".into(),
            title: self.texts("Giới thiệu", "About"),
            body: Localised {
                vi: self.field(Prose::Markdown("Trang **mẫu**.\n\n## Nguồn\n\nXem [thay đổi](/thay-doi/).".into())),
                en: None,
            },
            at: self.at(),
        }
    }

    fn change(self, code: &str, kind: ChangeKind, fields: &[&str]) -> Option<Change> {
        Some(Change {
            date: Date::new(2026, 7, 2)?,
            code: code.into(),
            name: "Thủ tục cũ".into(),
            kind,
            fields: fields.iter().map(|&field| field.into()).collect(),
            note: Some(Bilingual::vi("Theo quyết định mới.")),
        })
    }

    fn withdrawn(self) -> Published {
        Published {
            code: "1.000001".into(),
            name: "Thủ tục cũ".into(),
            withdrawn: Date::new(2026, 6, 1),
            successor: Some("1.001193".into()),
            editorial: false,
            at: self.at(),
        }
    }
}
