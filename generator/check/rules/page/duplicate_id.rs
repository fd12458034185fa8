use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;

rule! {
    /// Two pages with one address
    ///
    /// The name of its file is the address of a page. Two files in different folders, or one in capitals,
    /// can have one name; only one of them would be published.
    ///
    /// **Example:** `content/pages/gioi-thieu.md` and `content/pages/Gioi-thieu.md`.
    ///
    /// **To mend:** rename one of them.
    "page/duplicate-id", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut pages: Vec<_> = context.catalogue.pages.iter().map(|page| (page.id.to_lowercase(), page.at)).collect();
    pages.sort();
    for pair in pages.windows(2) {
        let [earlier, later] = pair else { continue };
        if earlier.0 == later.0 {
            let finding = findings.add(later.1, format!("two pages are called \"{}\"", later.0), "rename one of them");
            finding.related.push((earlier.1, "the other one".to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found_in, page};

    #[test]
    fn pages_with_one_name_are_found() {
        let pages = vec![page("gioi-thieu", 1), page("Gioi-thieu", 2)];
        assert_eq!(found_in("page/duplicate-id", |c| c.pages = pages), ["two pages are called \"gioi-thieu\""]);
    }

    #[test]
    fn pages_with_names_of_their_own_are_left_alone() {
        assert!(
            found_in("page/duplicate-id", |c| c.pages = vec![page("gioi-thieu", 1), page("tro-giup", 2)]).is_empty()
        );
    }
}
