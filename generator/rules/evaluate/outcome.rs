//! What a person sees of a procedure: verdict, documents, fee, deadlines.

use super::{Evaluation, node};
use crate::rules::program::{Amount, Base, Deadline, Fee, NodeId, Procedure};
use crate::rules::truth::{QuestionSet, Truth};

/// Whether a procedure is for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// All its conditions hold.
    Eligible,
    /// All that can be known holds; the rest is for the agency to judge.
    AgencyDecides,
    /// No condition is stated that is in force on the day and is not left to the agency: what to bring is known, and not
    /// whether somebody is eligible.
    NoConditions,
    /// The answers do not decide it.
    Unknown,
    /// A condition does not hold.
    NotEligible,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Eligible, Self::AgencyDecides, Self::NoConditions, Self::Unknown, Self::NotEligible];

    /// `eligible`, `agency-decides`, `no-conditions`, `unknown`, `not-eligible`: as JSON and tests write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::AgencyDecides => "agency-decides",
            Self::NoConditions => "no-conditions",
            Self::Unknown => "unknown",
            Self::NotEligible => "not-eligible",
        }
    }
}

/// Beyond so many days, the ends between which a day lies tell nobody anything.
const TELLING: i64 = 366;

/// What a procedure costs, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bill {
    /// At least, in đồng.
    pub low: i128,
    /// At most.
    pub high: i128,
    /// Whether a part of it is not stated by the authors: [`Truth::True`] where one certainly is not.
    pub missing: Truth,
}

impl Bill {
    /// Nothing to pay.
    pub const FREE: Self = Self { low: 0, high: 0, missing: Truth::False };

    /// The amount, where it is certain.
    pub fn exact(self) -> Option<i128> {
        (self.low == self.high && self.missing.is_false()).then_some(self.low)
    }

    /// Whether it can still change.
    pub fn is_open(self) -> bool {
        match self.missing {
            Truth::True => false,
            Truth::False => self.low != self.high,
            Truth::Unknown => true,
        }
    }
}

impl Evaluation<'_> {
    /// The verdict on a procedure. Cases have no part in it: they say what to bring, not whether to come.
    pub fn verdict(&self, procedure: &Procedure) -> Verdict {
        let (mut conditions, mut judged) = (Truth::True, Truth::False);
        for condition in &procedure.conditions {
            let truth = self.truth(condition.node);
            if condition.judgement {
                judged = judged.or(truth);
            } else {
                conditions = conditions.and(truth);
            }
        }
        match (conditions, judged) {
            (Truth::False, _) => Verdict::NotEligible,
            (Truth::Unknown, _) | (Truth::True, Truth::Unknown) => Verdict::Unknown,
            (Truth::True, Truth::True) => Verdict::AgencyDecides,
            (Truth::True, Truth::False) => match self.truth(procedure.stated) {
                Truth::True => Verdict::Eligible,
                Truth::Unknown => Verdict::Unknown,
                Truth::False => Verdict::NoConditions,
            },
        }
    }

    /// The questions because of which the verdict is unknown; none where it is decided.
    pub fn verdict_because(&self, procedure: &Procedure) -> QuestionSet {
        if self.verdict(procedure) != Verdict::Unknown {
            return QuestionSet::default();
        }
        let certain = procedure.conditions.iter().any(|c| c.judgement && self.truth(c.node).is_true());
        // Where one judgement is needed anyway, whether another is changes nothing.
        let conditions = procedure.conditions.iter().filter(|c| !(c.judgement && certain)).map(|c| c.node);
        self.because(conditions.chain([procedure.stated]))
    }

    /// What a fee comes to.
    pub fn fee(&self, fee: &Fee) -> Bill {
        self.amount(fee, None)
    }

    /// What a version of a fee comes to.
    pub fn fee_version(&self, fee: &Fee, version: usize) -> Bill {
        self.amount(fee, Some(version))
    }

    /// What decides whether a fee is to be paid, or a version of it.
    fn decides(fee: &Fee, version: Option<usize>) -> NodeId {
        version.map_or(fee.node, |version| fee.versions[version].node)
    }

    fn amount(&self, fee: &Fee, version: Option<usize>) -> Bill {
        let node = Self::decides(fee, version);
        let applies = self.truth(node);
        if applies.is_false() {
            return Bill::FREE;
        }
        let mut range: Option<(i128, i128)> = None;
        // The first rate that applies is the one: those after a certain one have no say.
        let mut missing = Truth::True;
        // Most amounts look at no answer, and nobody has to know where they apply.
        let looks = fee.rates.iter().any(|rate| !rate.1.parts.is_empty());
        let mut guards = Vec::new();
        if looks {
            guards.push((node, true));
        }
        for (node, amount) in fee.rates_of(version).map(|at| &fee.rates[at]) {
            let truth = self.truth(*node);
            if truth.is_false() {
                continue;
            }
            if looks {
                guards.push((*node, true));
            }
            let Some((low, high, none)) = self.amount_range(amount, &guards) else {
                guards.pop();
                continue;
            };
            // Those that follow are for where this one is not.
            guards.last_mut().into_iter().for_each(|guard| guard.1 = false);
            // Nobody is paid: the analysis reports such an amount.
            let (low, high) = (low.max(0), high.max(0));
            let (least, most) = range.unwrap_or((low, high));
            range = Some((least.min(low), most.max(high)));
            if truth.is_true() && !none {
                missing = Truth::False;
                break;
            }
            missing = missing.and(Truth::Unknown);
        }
        let (low, high) = range.unwrap_or((0, 0));
        if applies.is_true() {
            Bill { low, high, missing }
        } else {
            Bill { low: low.min(0), high: high.max(0), missing: missing.and(Truth::Unknown) }
        }
    }

    /// Which of the amounts of a fee is that of a version: the first that certainly applies, if none before it may.
    pub fn rate(&self, fee: &Fee, version: usize) -> Option<usize> {
        let first = fee.rates_of(Some(version)).find(|&at| !self.truth(fee.rates[at].0).is_false())?;
        let certain = self.truth(fee.versions[version].node).is_true() && self.truth(fee.rates[first].0).is_true();
        certain.then_some(first)
    }

    /// What a procedure comes to.
    pub fn bill(&self, procedure: &Procedure) -> Bill {
        procedure.fees.iter().map(|fee| self.fee(fee)).fold(Bill::FREE, |sum, fee| Bill {
            low: sum.low.saturating_add(fee.low),
            high: sum.high.saturating_add(fee.high),
            missing: sum.missing.or(fee.missing),
        })
    }

    /// The questions because of which the amount of a fee can still change, or of a version of it.
    pub fn fee_because(&self, fee: &Fee, version: Option<usize>) -> QuestionSet {
        if !self.amount(fee, version).is_open() {
            return QuestionSet::default();
        }
        let mut set = self.because([Self::decides(fee, version)]);
        for (node, amount) in fee.rates_of(version).map(|at| &fee.rates[at]) {
            let truth = self.truth(*node);
            if truth.is_false() {
                continue;
            }
            set.extend(&self.because([*node]));
            for &(_, question) in &amount.parts {
                if !self.possible[usize::from(question.0)].is_exact() {
                    set.insert(question);
                }
            }
            if truth.is_true() {
                break;
            }
        }
        set
    }

    /// The least and most of an amount where conditions are as is said, and whether there may be none. Nothing, where they
    /// cannot be so, or where there certainly is no answer.
    fn amount_range(&self, amount: &Amount, guards: &[(NodeId, bool)]) -> Option<(i128, i128, bool)> {
        let divisor = amount.divisor.max(1);
        if amount.parts.is_empty() {
            let constant = amount.constant.div_euclid(divisor).into();
            return Some((constant, constant, false));
        }
        let mut impossible = false;
        let mut parts = amount.parts.iter().map_while(|&(factor, question)| {
            let value = self.narrowed(question, guards);
            impossible |= value.is_none();
            Some((factor, value?))
        });
        let sum = node::sum(&mut parts, amount.constant);
        let sum = sum.filter(|_| !impossible)?;
        let divisor = i128::from(divisor);
        Some((sum.low.div_euclid(divisor), sum.high.div_euclid(divisor), sum.none))
    }

    /// The least a rate of a fee may come to, where it is the one; before what is below zero is taken for nothing.
    #[cfg(feature = "cli")]
    pub(crate) fn least(&self, fee: &Fee, rate: usize) -> Option<i128> {
        let before = fee.rates[..rate].iter().map(|rate| (rate.0, false));
        let guards: Vec<(NodeId, bool)> = before.chain([(fee.rates[rate].0, true), (fee.node, true)]).collect();
        Some(self.amount_range(&fee.rates[rate].1, &guards)?.0)
    }

    /// The first and the last day a deadline may be, where it may apply.
    pub fn deadline(&self, deadline: &Deadline) -> Option<(i64, i64)> {
        if self.truth(deadline.node).is_false() {
            return None;
        }
        let day = node::day(&self.program.instants[deadline.day as usize], &self.possible)?;
        Some((day.low, day.high))
    }

    /// The questions because of which it is not known whether a deadline applies, or which day it is.
    pub fn deadline_because(&self, deadline: &Deadline) -> QuestionSet {
        let mut set = self.because([deadline.node]);
        if let (Base::Question(question), Some((low, high))) =
            (self.program.instants[deadline.day as usize].base, self.deadline(deadline))
            && low < high
        {
            set.insert(question);
        }
        set
    }

    /// Whether the first and the last day say more than "some day": they are no more than a year apart.
    pub fn is_telling((low, high): (i64, i64)) -> bool {
        high - low <= TELLING
    }
}
