use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;

rule! {
    /// A page that should have been held against the law by now
    ///
    /// An editor set `review_by`, the day by which the page is to be compared with the law again. Until that is done,
    /// readers are told what may no longer be true. Nothing is looked at where the day of the build is not known.
    ///
    /// **Example:** `review_by = 2025-12-31` in 2026.
    ///
    /// **To mend:** compare the page with the law, correct it, set `reviewed` to the day you did and `review_by` to the next.
    "review/overdue", Warning, Procedure(find)
}

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let (Some(today), Some(due)) = (context.today, &procedure.review_by) else { return };
    if due.value < today {
        let days = today.days_since(due.value);
        let since = if days == 1 { "one day".to_owned() } else { format!("{days} days") };
        let message = format!("{} was to be reviewed by {}, {since} ago", procedure.code, due.value);
        let help = "compare the page with the law, then set `reviewed` to today and `review_by` to the next date";
        findings.add(due.origin.location, message, help);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{date, found, sourced};

    #[test]
    fn a_review_that_is_due_is_found() {
        assert_eq!(
            found("review/overdue", |p| p.review_by = Some(sourced(date("2026-11-01")))),
            ["1.001193 was to be reviewed by 2026-11-01, 20 days ago"]
        );
    }

    #[test]
    fn a_review_due_today_is_left_alone() {
        assert!(found("review/overdue", |p| p.review_by = Some(sourced(date("2026-11-21")))).is_empty());
    }
}
