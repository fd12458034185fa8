//! The words of a column's texts, with the rows that have each.

use super::super::format::head::WordBlock;
use super::super::format::words::{self, each_word};
use super::super::format::{Place, put_number};
use super::texts::Texts;

/// Words with their rows.
#[derive(Debug, Default)]
pub struct Words {
    words: Texts,
    lists: Vec<List>,
    folded: String,
}

/// The rows of a word: how many rows lie between each and the one before.
#[derive(Debug, Default)]
struct List {
    gaps: Vec<u8>,
    next: u32,
    count: u32,
}

impl Words {
    /// Takes the text of a row; rows come in order.
    pub fn push(&mut self, row: u32, text: &str) {
        let (words, lists) = (&mut self.words, &mut self.lists);
        each_word(text, &mut self.folded, &mut |word| {
            let (number, is_new) = words.number(word);
            if is_new {
                lists.push(List::default());
            }
            let list = &mut lists[number as usize];
            // A word that stands there twice is there once.
            if list.next <= row {
                put_number(&mut list.gaps, row - list.next);
                list.next = row + 1;
                list.count += 1;
            }
        });
    }

    /// Blocks of about so many bytes, each with what is known of it before it is read.
    pub fn blocks(self, column: u32, size: usize) -> Vec<(WordBlock, Vec<u8>)> {
        let mut order: Vec<u32> = (0..self.words.len()).collect();
        order.sort_unstable_by_key(|&number| self.words.get(number));
        let mut blocks: Vec<(WordBlock, Vec<u8>)> = Vec::new();
        let mut open: Option<(WordBlock, words::Writer)> = None;
        let place = |at: usize| -> Place { words::place(column, at as u32) };
        for number in order {
            let (word, list) = (self.words.get(number), &self.lists[number as usize]);
            // A common word has a block of its own: who looks for its neighbour does not want it.
            if let Some((block, writer)) = open.take_if(|(_, writer)| writer.size() + list.gaps.len() > size) {
                blocks.push((block, writer.finish(place(blocks.len()))));
            }
            if let Some((block, _)) = &mut open {
                block.is_alone = false;
            }
            let known = || WordBlock { first: word.to_owned(), is_alone: true };
            let (_, writer) = open.get_or_insert_with(|| (known(), words::Writer::default()));
            writer.put(word.as_bytes(), list.count, &list.gaps);
        }
        if let Some((block, writer)) = open {
            blocks.push((block, writer.finish(place(blocks.len()))));
        }
        blocks
    }
}
