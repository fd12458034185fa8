//! Bytes to a program; [`super`] describes them.
//!
//! No byte is trusted: a node names only nodes before it, a question, instant or name only one that there is, a range is
//! not empty, and nodes do not stand deeper in one another than [`DEEPEST`]. What is read can then be
//! evaluated and explained without a check.

use super::bytes::Cursor;
use super::{
    Amount, Base, Condition, Corrupt, DEEPEST, Deadline, Fee, Instant, Item, Kind, NameId, Node, NodeId, Places,
    Procedure, Program, Question, QuestionId, Relation, Slice, TODAY, TRUE, VERSION, Version,
};
use crate::rules::calendar::{FIRST, LAST, Offset, Step};

/// How many questions a program may have.
const MOST_QUESTIONS: usize = 4096;

impl Program {
    /// Reads a program.
    ///
    /// # Errors
    /// [`Corrupt::Version`] where another version wrote it, [`Corrupt::Bytes`] where it is no program.
    pub fn read(bytes: &[u8]) -> Result<Self, Corrupt> {
        let body = match bytes {
            [b'm', b'q', b'e', VERSION, body @ ..] => body,
            [b'm', b'q', b'e', _, ..] => return Err(Corrupt::Version),
            _ => return Err(Corrupt::Bytes),
        };
        let mut cursor = Cursor(body);
        let mut program = Self { names: cursor.list(Cursor::text)?, ..Self::default() };
        program.questions = cursor.list(question)?;
        if program.questions.len() > MOST_QUESTIONS || program.questions.first().is_none_or(|q| q.kind != Kind::Date) {
            return Err(Corrupt::Bytes);
        }
        program.places = Places::of_sorted(cursor.list(Cursor::text)?).ok_or(Corrupt::Bytes)?;
        program.instants = cursor.list(|cursor| program.instant(cursor))?;
        program.nodes = vec![Node::Constant(false), Node::Constant(true)];
        let mut depths: Vec<u8> = vec![0, 0];
        for _ in 0..cursor.count()? {
            let node = program.read_node(&mut cursor)?;
            let id = NodeId(program.nodes.len() as u32);
            program.nodes.push(node);
            let below = program.below(id).iter().map(|of| depths[of.0 as usize]).max().unwrap_or(0);
            if usize::from(below) >= DEEPEST {
                return Err(Corrupt::Bytes);
            }
            depths.push(below + 1);
        }
        let nodes = program.nodes.len();
        let is_there = |node: NodeId| (node.0 as usize) < nodes;
        if !program.questions.iter().all(|question| is_there(question.relevant) && is_there(question.bound)) {
            return Err(Corrupt::Bytes);
        }
        let last_place = program.places.last();
        if program.questions.iter().any(|q| q.kind == Kind::Place && (q.low, q.high) != (0, last_place)) {
            return Err(Corrupt::Bytes);
        }
        program.procedures = cursor.list(|cursor| program.procedure(cursor))?;
        if cursor.0.is_empty() { Ok(program) } else { Err(Corrupt::Bytes) }
    }

    fn read_question(&self, cursor: &mut Cursor<'_>) -> Result<QuestionId, Corrupt> {
        let at = cursor.number()?;
        if at < self.questions.len() as u64 { Ok(QuestionId(at as u16)) } else { Err(Corrupt::Bytes) }
    }

    /// A question whose values are numbers (not a set), or a set.
    fn read_question_of(&self, cursor: &mut Cursor<'_>, fits: fn(Kind) -> bool) -> Result<QuestionId, Corrupt> {
        let question = self.read_question(cursor)?;
        if fits(self.question(question).kind) { Ok(question) } else { Err(Corrupt::Bytes) }
    }

    fn instant(&self, cursor: &mut Cursor<'_>) -> Result<Instant, Corrupt> {
        let base = match cursor.number()? {
            0 => Base::Day(within(cursor.signed()?, FIRST, LAST)?),
            at => {
                let question = QuestionId(u16::try_from(at - 1).map_err(|_| Corrupt::Bytes)?);
                let known = self.questions.get(usize::from(question.0)).ok_or(Corrupt::Bytes)?;
                if known.kind != Kind::Date {
                    return Err(Corrupt::Bytes);
                }
                Base::Question(question)
            }
        };
        let offsets = cursor.list(|cursor| {
            let step = match cursor.byte()? {
                0 => Step::Days,
                1 => Step::WorkingDays,
                2 => Step::Months,
                _ => return Err(Corrupt::Bytes),
            };
            let amount = i32::try_from(cursor.signed()?).map_err(|_| Corrupt::Bytes)?;
            Ok(Offset { step, amount })
        })?;
        Ok(Instant { base, offsets })
    }

    fn read_instant(&self, cursor: &mut Cursor<'_>) -> Result<u32, Corrupt> {
        let at = cursor.small()?;
        if (at as usize) < self.instants.len() { Ok(at) } else { Err(Corrupt::Bytes) }
    }

    fn read_children(&mut self, cursor: &mut Cursor<'_>) -> Result<Slice, Corrupt> {
        let at = self.nodes.len() as u64;
        let children = cursor.list(|cursor| match cursor.number()? {
            0 => Err(Corrupt::Bytes),
            back => at.checked_sub(back).map(|of| NodeId(of as u32)).ok_or(Corrupt::Bytes),
        })?;
        Ok(Slice::put(&mut self.children, children))
    }

    fn read_node(&mut self, cursor: &mut Cursor<'_>) -> Result<Node, Corrupt> {
        let is_number = |kind| kind != Kind::Many;
        Ok(match cursor.byte()? {
            1 => {
                let question = self.read_question_of(cursor, is_number)?;
                let mut end: Option<i64> = None;
                let ranges = cursor.list(|cursor| {
                    let gap = cursor.signed()?;
                    let length = i64::try_from(cursor.number()?).map_err(|_| Corrupt::Bytes)?;
                    let low = end.unwrap_or(0).checked_add(gap).ok_or(Corrupt::Bytes)?;
                    let high = low.checked_add(length).ok_or(Corrupt::Bytes)?;
                    if end.is_some() && gap < 2 {
                        return Err(Corrupt::Bytes);
                    }
                    end = Some(high);
                    Ok((low, high))
                })?;
                Node::Within { question, ranges: Slice::put(&mut self.ranges, ranges) }
            }
            2 => Node::IsNone { question: self.read_question_of(cursor, is_number)? },
            3 => {
                let question = self.read_question_of(cursor, |kind| kind == Kind::Many)?;
                Node::Count { question, mask: cursor.number()?, low: cursor.small()?, high: cursor.small()? }
            }
            4 => Node::Order {
                left: self.read_instant(cursor)?,
                relation: relation(cursor)?,
                right: self.read_instant(cursor)?,
            },
            5 => {
                let parts = cursor.list(|cursor| Ok((cursor.signed()?, self.read_question_of(cursor, is_number)?)))?;
                let parts = Slice::put(&mut self.parts, parts);
                Node::Sum { parts, constant: cursor.signed()?, relation: relation(cursor)? }
            }
            6 => match cursor.number()? {
                0 => return Err(Corrupt::Bytes),
                back => Node::Not(NodeId((self.nodes.len() as u64).checked_sub(back).ok_or(Corrupt::Bytes)? as u32)),
            },
            7 => Node::All(self.read_children(cursor)?),
            8 => Node::Any(self.read_children(cursor)?),
            9 => Node::AtLeast(cursor.small()?, self.read_children(cursor)?),
            _ => return Err(Corrupt::Bytes),
        })
    }

    fn named(&self, cursor: &mut Cursor<'_>) -> Result<(NameId, NodeId), Corrupt> {
        let name = NameId(cursor.small()?);
        let node = self.node_id(cursor)?;
        if name.0 as usize >= self.names.len() { Err(Corrupt::Bytes) } else { Ok((name, node)) }
    }

    fn item(&self, cursor: &mut Cursor<'_>) -> Result<Item, Corrupt> {
        let (name, node) = self.named(cursor)?;
        Ok(Item { name, node, versions: self.versions(cursor, node)? })
    }

    /// Versions; those of a fee have as many rates as it has at the most.
    fn versions(&self, cursor: &mut Cursor<'_>, node: NodeId) -> Result<Vec<Version>, Corrupt> {
        let mut versions = cursor.list(|cursor| {
            Ok(Version { node: self.node_id(cursor)?, in_force: self.node_id(cursor)?, rates: cursor.small()? })
        })?;
        if versions.is_empty() {
            versions.push(Version { node, in_force: TRUE, rates: 0 });
        }
        Ok(versions)
    }

    fn node_id(&self, cursor: &mut Cursor<'_>) -> Result<NodeId, Corrupt> {
        let node = NodeId(cursor.small()?);
        if (node.0 as usize) < self.nodes.len() { Ok(node) } else { Err(Corrupt::Bytes) }
    }

    fn procedure(&self, cursor: &mut Cursor<'_>) -> Result<Procedure, Corrupt> {
        Ok(Procedure {
            code: cursor.text()?,
            conditions: cursor.list(|cursor| {
                let (name, node) = self.named(cursor)?;
                let judgement = match cursor.byte()? {
                    judgement @ 0..=1 => judgement == 1,
                    _ => return Err(Corrupt::Bytes),
                };
                Ok(Condition { name, node, judgement, in_force: self.node_id(cursor)? })
            })?,
            cases: cursor.list(|cursor| self.item(cursor))?,
            documents: cursor.list(|cursor| self.item(cursor))?,
            fees: cursor.list(|cursor| {
                let Item { name, node, mut versions } = self.item(cursor)?;
                let rates = cursor.list(|cursor| Ok((self.node_id(cursor)?, self.amount(cursor)?)))?;
                let own = versions.iter().try_fold(0u32, |sum, version| sum.checked_add(version.rates));
                if own.is_none_or(|own| own as usize > rates.len()) {
                    return Err(Corrupt::Bytes);
                }
                if let [one] = versions.as_mut_slice() {
                    // All are of the only one.
                    one.rates = rates.len() as u32;
                }
                Ok(Fee { name, node, versions, rates })
            })?,
            deadlines: cursor.list(|cursor| {
                let (name, node) = self.named(cursor)?;
                Ok(Deadline { name, node, day: self.read_instant(cursor)?, in_force: self.node_id(cursor)? })
            })?,
            stated: self.node_id(cursor)?,
        })
    }

    fn amount(&self, cursor: &mut Cursor<'_>) -> Result<Amount, Corrupt> {
        let is_number = |kind| kind != Kind::Many;
        let parts = cursor.list(|cursor| Ok((cursor.signed()?, self.read_question_of(cursor, is_number)?)))?;
        Ok(Amount { parts, constant: cursor.signed()?, divisor: within(cursor.signed()?, 1, i64::MAX)? })
    }
}

fn within(value: i64, low: i64, high: i64) -> Result<i64, Corrupt> {
    if (low..=high).contains(&value) { Ok(value) } else { Err(Corrupt::Bytes) }
}

fn relation(cursor: &mut Cursor<'_>) -> Result<Relation, Corrupt> {
    match cursor.byte()? {
        0 => Ok(Relation::Less),
        1 => Ok(Relation::AtMost),
        2 => Ok(Relation::Equal),
        _ => Err(Corrupt::Bytes),
    }
}

fn question(cursor: &mut Cursor<'_>) -> Result<Question, Corrupt> {
    let id = cursor.text()?;
    let byte = cursor.byte()?;
    let kind = match byte & 0x1F {
        0 => Kind::Bool,
        1 => Kind::Choice,
        2 => Kind::Many,
        3 => Kind::Integer,
        4 => Kind::Money,
        5 => Kind::Date,
        6 => Kind::Place,
        _ => return Err(Corrupt::Bytes),
    };
    let (may_be_none, fixed) = (byte & 0x80 != 0, byte & 0x20 != 0);
    let mut asked =
        Question { id, kind, low: 0, high: 0, may_be_none, fixed, choices: Vec::new(), relevant: TRUE, bound: TRUE };
    if matches!(kind, Kind::Choice | Kind::Many) {
        asked.choices = cursor.list(Cursor::text)?;
        asked.high = asked.choices.len() as i64 - 1;
        if kind == Kind::Many && asked.choices.len() > 64 {
            return Err(Corrupt::Bytes);
        }
    } else {
        asked.low = cursor.signed()?;
        asked.high = cursor.signed()?;
    }
    let calendar = kind == Kind::Date && (asked.low < FIRST || asked.high > LAST);
    if (asked.low > asked.high && kind != Kind::Many) || calendar {
        return Err(Corrupt::Bytes);
    }
    match cursor.small()? {
        0 => {}
        at => asked.relevant = NodeId(at - 1),
    }
    if byte & 0x40 != 0 {
        asked.bound = NodeId(cursor.small()?);
    }
    Ok(asked)
}

const _: () = assert!(TODAY.0 == 0 && DEEPEST < 255);
