//! Random questions with the engine's answers, and the same rows as CSV, for DuckDB to answer too.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use motcua::language::sort_key;
use motcua::table::format::words::each_word;
use serde_json::{Value as Json, json};

use super::seeded::{Row, Seeds, columns};

/// The columns that are sorted as words and filtered by words; files have keys of them.
const WORDS: [usize; 5] = [1, 2, 3, 4, 11];

/// Writes `rows.csv`: the row's number, the cells, and of texts the key of their order (hexadecimal) and their words, folded.
pub fn rows(folder: &Path, rows: u32) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(folder.join("rows.csv"))?);
    let columns = columns();
    let mut heads = vec!["row".to_owned()];
    heads.extend(columns.iter().map(|column| column.id.clone()));
    for at in WORDS {
        heads.extend([format!("{}_key", columns[at].id), format!("{}_words", columns[at].id)]);
    }
    writeln!(out, "{}", heads.join(","))?;
    let (mut seeds, mut row, mut folded) = (Seeds::new(1), Row::default(), String::new());
    for at in 0..rows {
        row.next(at.into(), &mut seeds);
        let mut cells = vec![(at + 1).to_string()];
        for value in row.values() {
            let mut cell = String::new();
            value.write(&mut cell);
            cells.push(cell);
        }
        for at in WORDS {
            let text = cells[at + 1].clone();
            let mut words = String::from(" ");
            each_word(&text, &mut folded, &mut |word| words.extend([word, " "]));
            cells.push(sort_key(&text).iter().map(|byte| format!("{byte:02x}")).collect());
            cells.push(words);
        }
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        writeln!(out, "{}", quoted.join(","))?;
    }
    out.flush()
}

/// Writes `questions.jsonl`: so many questions, each with the filters it is made of and the engine's answer.
pub fn questions(folder: &Path, rows: u32, count: u64, ask: &mut dyn FnMut(&str) -> Json) -> io::Result<()> {
    let mut out = String::new();
    let columns = columns();
    let mut seeds = Seeds::new(7);
    for _ in 0..count {
        let mut filters = Vec::new();
        for _ in 0..seeds.below(4) {
            filters.push(filter(&mut seeds, rows));
        }
        let sort = (seeds.below(4) > 0).then(|| (columns[seeds.below(12) as usize].id.clone(), seeds.below(2) == 0));
        let (page, size) = (1 + seeds.below(3) * seeds.below(30), 1 + seeds.below(50));
        let mut query = format!("page={page}&size={size}");
        for (column, operator, value) in &filters {
            let value: String = value.bytes().map(|byte| format!("%{byte:02x}")).collect();
            query += &format!("&{column}={operator}:{value}");
        }
        if let Some((column, is_down)) = &sort {
            query += &format!("&sort={}{column}", if *is_down { "-" } else { "" });
        }
        let answer = ask(&query);
        let found: Vec<Json> = answer["rows"].as_array().into_iter().flatten().map(|row| row["row"].clone()).collect();
        let line = json!({
            "query": query, "filters": filters, "sort": sort, "page": page, "size": size,
            "stage": answer["stage"], "total": answer["total"], "rows": found,
            "answer": answer.to_string(),
        });
        out += &format!("{line}\n");
    }
    fs::write(folder.join("questions.jsonl"), out)
}

/// A filter that some rows may well pass: its value is a cell's, or near one.
fn filter(seeds: &mut Seeds, rows: u32) -> (String, &'static str, String) {
    let mut row = Row::default();
    row.next(seeds.below(rows.into()), &mut seeds.clone());
    let at = seeds.below(12) as usize;
    let column = &columns()[at];
    let mut cell = String::new();
    row.values()[at].write(&mut cell);
    let ends = ["eq", "ne", "ge", "gt", "le", "lt"];
    let operators: Vec<&'static str> = match at {
        0 | 5 | 6 => ["begins"; 3].into_iter().chain(ends).collect(),
        at if WORDS.contains(&at) => vec!["has", "has", "has", "eq", "ne"],
        _ => ends.to_vec(),
    };
    let operator = operators[seeds.below(operators.len() as u64) as usize];
    if cell.is_empty() || seeds.below(20) == 0 {
        return (column.id.clone(), ["null", "some"][seeds.below(2) as usize], String::new());
    }
    let value = match operator {
        "begins" => cell[..1 + seeds.below(cell.len() as u64) as usize].to_owned(),
        "has" => {
            let words: Vec<&str> = cell.split(' ').collect();
            let start = seeds.below(words.len() as u64) as usize;
            words[start..(start + 2).min(words.len())].join(" ")
        }
        // A year or a month as well as a day.
        _ if at == 10 => cell[..[4, 7, 10][seeds.below(3) as usize]].to_owned(),
        _ => cell,
    };
    (column.id.clone(), operator, value)
}
