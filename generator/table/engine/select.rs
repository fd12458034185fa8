//! The rows for which a test holds, and the blocks that tell them.

use super::super::column::Key;
use super::super::format::head::{Head, STEP, WordBlock};
use super::super::format::{Corrupt, Place};
use super::super::rows::Rows;
use super::super::value::Nature;
use super::query::{Span, Test};
use super::store::{Need, Store};

/// How the rows of a test are got.
#[derive(Debug, Default)]
pub struct Plan {
    /// The blocks that are needed.
    pub needs: Vec<Need>,
    /// Sets that are made each by itself, then put together.
    sets: Vec<Vec<Op>>,
    /// Bins of which only some rows are in.
    partial: Vec<usize>,
    /// Blocks of words.
    words: Vec<Place>,
    /// Whether all others are meant, without those that have no value.
    is_rest: bool,
}

#[derive(Debug, Clone, Copy)]
enum Op {
    All,
    Add(Place),
    Remove(Place),
}

/// A column, as far as plans need it.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    /// Its head.
    pub head: &'a Head,
    /// Which it is.
    pub column: u32,
    /// How it is compared.
    pub nature: Nature,
}

impl Plan {
    /// How the rows of a test are got with the fewest bytes.
    pub fn of(test: &Test, of: Of<'_>) -> Self {
        let mut plan = Self::default();
        match test {
            Test::Null => {
                if let Some(null) = plan.bin(of, of.head.null_bin()) {
                    plan.sets.push(vec![Op::Add(null)]);
                }
            }
            Test::Some => plan.rest(of),
            Test::In(spans) => plan.spans(of, spans),
            Test::NotIn(spans) => {
                plan.spans(of, spans);
                plan.is_rest = true;
                let _ = plan.bin(of, of.head.null_bin());
            }
            Test::Word(word) if of.head.words.is_empty() && of.head.is_list() => {
                let has = |key: &Key| matches!(key, Key::Text(text) if word.is_in(text));
                let covered: Vec<bool> = of.head.bins.iter().map(|bin| has(&bin.low)).collect();
                plan.covered(of, &covered);
            }
            Test::Word(word) => {
                let blocks = &of.head.words;
                let from = blocks.partition_point(|block| block.first <= word.text).saturating_sub(1);
                let may_have =
                    |block: &WordBlock| word.is(&block.first) || (!block.is_alone && block.first < word.text);
                let near = blocks.iter().enumerate().skip(from);
                let near = near.take_while(|(at, block)| *at == from || word.is(&block.first));
                for (at, _) in near.filter(|(_, block)| may_have(block)) {
                    if let Some(need) = of.head.word(of.column, at) {
                        plan.words.push(need.0);
                        plan.needs.push(need);
                    }
                }
            }
        }
        plan
    }

    /// Needs a bin's rows.
    fn bin(&mut self, of: Of<'_>, bin: usize) -> Option<Place> {
        let need = of.head.bin(of.column, bin)?;
        self.needs.push(need);
        Some(need.0)
    }

    /// All rows with a value.
    fn rest(&mut self, of: Of<'_>) {
        let null = self.bin(of, of.head.null_bin());
        self.sets.push([Op::All].into_iter().chain(null.map(Op::Remove)).collect());
    }

    fn spans(&mut self, of: Of<'_>, spans: &[Span]) {
        use std::cmp::Ordering::Equal;
        let covered: Vec<bool> = of
            .head
            .bins
            .iter()
            .enumerate()
            .map(|(at, bin)| {
                let ends = |span: &Span| (span.place(&bin.low, of.nature), span.place(bin.last(), of.nature));
                if spans.iter().any(|span| ends(span) == (Equal, Equal)) {
                    return true;
                }
                if spans.iter().map(ends).any(|(low, high)| low != high) {
                    self.partial.push(at);
                }
                false
            })
            .collect();
        for at in self.partial.clone() {
            let _ = self.bin(of, at);
            self.needs.extend(of.head.order(of.column, at));
        }
        self.covered(of, &covered);
    }

    /// All rows of some bins.
    fn covered(&mut self, of: Of<'_>, covered: &[bool]) {
        let mut at = 0;
        while at < covered.len() {
            let end =
                covered[at..].iter().position(|is_in| *is_in != covered[at]).map_or(covered.len(), |more| at + more);
            if covered[at] {
                self.run(of, at, end);
            }
            at = end;
        }
    }

    /// All rows of the bins from one to before another: one by one, or what lies below the end without what lies below the
    /// start, whichever takes fewer bytes.
    fn run(&mut self, of: Of<'_>, start: usize, end: usize) {
        let bytes = |bins: std::ops::Range<usize>| -> u64 {
            bins.filter_map(|bin| of.head.bin(of.column, bin)).map(|(_, address)| u64::from(address.length)).sum()
        };
        let below = |at: usize, limit: usize| {
            let all = (at == of.head.bins.len() && limit == at).then(|| (bytes(at..at + 1), Base::All));
            let steps = (0..of.head.steps).filter(|step| (step + 1) * STEP <= limit).filter_map(|step| {
                let (_, address) = of.head.step(of.column, step)?;
                let edge = (step + 1) * STEP;
                Some((u64::from(address.length) + bytes(edge.min(at)..edge.max(at)), Base::Step(step)))
            });
            [(bytes(0..at), Base::Zero)].into_iter().chain(steps).chain(all).min_by_key(|(cost, _)| *cost)
        };
        let mut ops = Vec::new();
        match (below(start, end), below(end, of.head.bins.len())) {
            (Some((less, from)), Some((more, to))) if less + more < bytes(start..end) => {
                self.add_below(of, end, to, &mut ops, Op::Add, Op::Remove);
                self.add_below(of, start, from, &mut ops, Op::Remove, Op::Add);
            }
            _ => ops.extend((start..end).filter_map(|bin| self.bin(of, bin)).map(Op::Add)),
        }
        self.sets.push(ops);
    }

    /// What lies below a bin, by a base and the bins between.
    fn add_below(
        &mut self,
        of: Of<'_>,
        at: usize,
        base: Base,
        ops: &mut Vec<Op>,
        add: fn(Place) -> Op,
        remove: fn(Place) -> Op,
    ) {
        let edge = match base {
            Base::Zero => 0,
            Base::All => {
                ops.push(Op::All);
                ops.extend(self.bin(of, of.head.null_bin()).map(remove));
                return;
            }
            Base::Step(step) => {
                if let Some(need) = of.head.step(of.column, step) {
                    self.needs.push(need);
                    ops.push(add(need.0));
                }
                (step + 1) * STEP
            }
        };
        ops.extend((edge..at).filter_map(|bin| self.bin(of, bin)).map(add));
        ops.extend((at..edge).filter_map(|bin| self.bin(of, bin)).map(remove));
    }

    /// The rows, where all that is needed is here.
    ///
    /// # Errors
    /// [`Corrupt`]: a block is not what it should be.
    pub fn solve(&self, test: &Test, of: Of<'_>, store: &Store, rows: u32) -> Result<Rows, Corrupt> {
        let mut found = Rows::none(rows);
        for ops in &self.sets {
            let mut set = Rows::none(rows);
            for op in ops {
                match op {
                    Op::All => set = Rows::all(rows),
                    Op::Add(place) => set.add(&store.rows(*place, rows)?),
                    Op::Remove(place) => set.remove(&store.rows(*place, rows)?),
                }
            }
            found.add(&set);
        }
        if let Test::In(spans) | Test::NotIn(spans) = test {
            for &bin in &self.partial {
                self.some_of(bin, spans, of, store, &mut found)?;
            }
        }
        if let Test::Word(word) = test {
            self.words.iter().try_for_each(|place| store.word(*place, word, &mut found))?;
        }
        if self.is_rest {
            let mut rest = Rows::all(rows);
            rest.remove(&found);
            if let Some((null, _)) = of.head.bin(of.column, of.head.null_bin()) {
                rest.remove(&store.rows(null, rows)?);
            }
            found = rest;
        }
        Ok(found)
    }

    /// Adds the rows of a bin whose value is in a span.
    fn some_of(&self, bin: usize, spans: &[Span], of: Of<'_>, store: &Store, found: &mut Rows) -> Result<(), Corrupt> {
        let rows = ordered(bin, of, store, found.of())?;
        let mut start = 0;
        for (key, run) in &rows.runs {
            let end = start + *run as usize;
            if spans.iter().any(|span| span.place(key, of.nature).is_eq()) {
                rows.rows.get(start..end).ok_or(Corrupt::Bytes)?.iter().for_each(|&row| {
                    found.insert(row);
                });
            }
            start = end;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy)]
enum Base {
    Zero,
    Step(usize),
    All,
}

/// The rows of a bin in the order of their values, then of the table.
#[derive(Debug)]
pub struct Ordered {
    /// Each value with how many rows have it.
    pub runs: Vec<(Key, u32)>,
    /// The rows.
    pub rows: Vec<u32>,
}

/// Reads the rows of a bin of different values.
///
/// # Errors
/// [`Corrupt`]: a block is not what it should be.
pub fn ordered(bin: usize, of: Of<'_>, store: &Store, rows: u32) -> Result<Ordered, Corrupt> {
    let known = of.head.bins.get(bin).ok_or(Corrupt::Bytes)?;
    let ((rows_place, _), (order_place, _)) =
        of.head.bin(of.column, bin).zip(of.head.order(of.column, bin)).ok_or(Corrupt::Bytes)?;
    let set = store.rows(rows_place, rows)?;
    let order = store.order(order_place, known)?;
    let ascending: Vec<u32> = set.from(0).collect();
    let rows = order.positions.iter().map(|&position| ascending.get(position as usize).copied().ok_or(Corrupt::Bytes));
    Ok(Ordered { rows: rows.collect::<Result<_, _>>()?, runs: order.runs })
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{Cell, Table, column, engine};
    use super::super::super::local::fetch;
    use super::super::super::value::Kind;
    use super::super::super::writer::Layout;

    /// A common word beside rare ones; every text is another, so that words have blocks.
    fn table() -> Table {
        let text = |at| Cell::Text(format!("công ty {}{at}", if at % 50 == 0 { "rong " } else { "" }));
        let rows = (0..600).map(|at| vec![text(at)]).collect();
        Table { columns: vec![column("ten", Kind::Text, 0)], rows }
    }

    #[test]
    fn a_word_that_is_not_there_does_not_cost_a_common_word_s_block() {
        let (files, _) = table().write(Layout { bins: 8, least: 8, words: 64, ..Layout::default() });
        let blocks = |query: &str| {
            let mut engine = engine(&files);
            engine.ask(query);
            fetch(&mut engine, &|name| files.get(name).cloned()).blocks
        };
        // The head alone tells: `cong` is followed by `rong`, `rong` by `ty`, and that by nothing.
        for query in ["ten=has:duong", "ten=has:d*", "ten=has:tx", "ten=has:ve"] {
            assert_eq!(blocks(query), 1, "{query}");
        }
        for query in ["ten=has:cong", "ten=has:con*", "ten=has:rong"] {
            assert!(blocks(query) > 1, "{query}");
        }
    }
}
