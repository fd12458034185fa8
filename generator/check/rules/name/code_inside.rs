use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::quote::quote;
use crate::check::rule::rule;
use crate::check::views::names;

rule! {
    /// The code is repeated inside the name
    ///
    /// Pages, lists and search results show the code beside the name. Within the name it stands there twice,
    /// and is read out twice.
    ///
    /// **Example:** `Chứng nhận Nhãn sinh thái Việt Nam (2.002469)`.
    ///
    /// **To mend:** give the name without it, in an overlay where the record is official.
    "name/code-inside", Warning, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let code = procedure.code.trim();
    if code.is_empty() {
        return;
    }
    for name in names(procedure) {
        if let Some(at) = name.value.find(code).filter(|&at| stands_alone(&name.value, at, code.len())) {
            let message = format!("the name repeats the code: {}", quote(&name.value, at..at + code.len()));
            findings.add(
                name.origin.location,
                message,
                "pages show the code beside the name; leave it out of the name",
            );
        }
    }
}

fn stands_alone(name: &str, at: usize, len: usize) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !word(name[..at].chars().next_back()) && !word(name[at + len..].chars().next())
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found, text};

    #[test]
    fn the_code_in_the_name_is_found() {
        assert_eq!(
            found("name/code-inside", |p| p.name = text("Cấp giấy phép môi trường ( 1.001193 )")),
            ["the name repeats the code: “Cấp giấy phép môi trường ( 1.001193 )”"]
        );
    }

    #[test]
    fn another_number_is_left_alone() {
        assert!(found("name/code-inside", |p| p.name = text("Đăng ký theo mẫu 11.0011930, 1.001194")).is_empty());
    }
}
