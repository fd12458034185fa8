use crate::catalogue::{LegalDocument, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::quote::quote_whole;
use crate::check::rule::rule;
use crate::language::legal;

rule! {
    /// A legal basis in which no number of a document can be read
    ///
    /// A legal document is known by its number, such as `123/2015/NĐ-CP`. Without one, the page of the document does not
    /// list this procedure, and nobody sees when the document is replaced.
    ///
    /// **Example:** `Luật Địa chất và khoáng sản sửa đổi`, without a number.
    ///
    /// **To mend:** write `number = "147/2025/QH15"` in a `[[legal]]` of an overlay.
    "legal/unparsed", Warning, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    for document in procedure.legal_basis.iter().flat_map(|basis| &basis.value) {
        if !is_read(document) {
            let words = document.number.as_deref().filter(|_| document.name.vi.is_empty()).unwrap_or(&document.name.vi);
            let message = format!("no number of a legal document can be read in {}", quote_whole(words));
            findings.add(document.at, message, "write its number, such as number = \"123/2015/NĐ-CP\", in an overlay");
        }
    }
}

fn is_read(document: &LegalDocument) -> bool {
    let number = document.number.as_deref();
    number.is_some_and(|number| is_plain(number) || legal::parse(number).is_some())
        || legal::parse(&document.name.vi).is_some()
}

/// Whether a number is of the form of most, `123/2015/NĐ-CP`, so that it need not be read.
fn is_plain(number: &str) -> bool {
    let Some((serial, rest)) = number.split_once('/') else { return false };
    let Some((year, kind)) = rest.split_once('/') else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let known =
        ["NĐ-CP", "TT-B", "NQ-CP", "QĐ-TTg", "QĐ-UBND", "NQ-HĐND", "QH1"].iter().any(|known| kind.starts_with(known));
    matches!(serial.len(), 1..=4) && digits(serial) && year.len() == 4 && digits(year) && known
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Bilingual;
    use crate::check::harness::found;

    #[test]
    fn a_law_without_a_number_is_found() {
        let messages = found("legal/unparsed", |p| {
            let law = &mut p.legal_basis.as_mut().unwrap().value[0];
            (law.number, law.name) = (None, Bilingual::vi("Luật Hộ tịch"));
        });
        assert_eq!(messages, ["no number of a legal document can be read in “Luật Hộ tịch”"]);
    }

    #[test]
    fn a_number_within_the_name_is_left_alone() {
        let messages = found("legal/unparsed", |p| {
            let law = &mut p.legal_basis.as_mut().unwrap().value[0];
            (law.number, law.name) = (None, Bilingual::vi("Luật Hộ tịch số 60/2014/QH13"));
        });
        assert!(messages.is_empty());
    }
}
