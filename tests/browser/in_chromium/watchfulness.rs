//! The harness itself: that it would notice.

use crate::harness::{Browser, Site};

#[test]
fn a_script_that_the_policy_forbids_is_noticed() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("inline.html", "<script>window.ran = true</script>", "");
    let page = browser.open(&site.url("inline.html"));
    assert_eq!(page.evaluate("'ran' in window"), false);
    assert!(page.problems().iter().any(|problem| problem.starts_with("policy: ")));
}

#[test]
fn text_made_into_html_is_noticed() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("blank.html", "", "");
    let page = browser.open(&site.url("blank.html"));
    let refused = "try { document.body.innerHTML = '<p>'; false } catch { true }";
    assert_eq!(page.evaluate(refused), true);
    assert!(!page.problems().is_empty());
}

#[test]
fn an_error_of_a_script_is_noticed() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("error.html", "<script src=\"nowhere.js\"></script>", "");
    let page = browser.open(&site.url("error.html"));
    page.evaluate("setTimeout(() => { throw new Error('on purpose') }); null");
    let problems = page.problems().join("\n");
    assert!(problems.contains("nowhere.js") && problems.contains("on purpose"), "{problems}");
}
