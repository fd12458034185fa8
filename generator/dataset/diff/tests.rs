//! A difference is what turns one table into the other, and nothing else.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// A table in memory; the first columns are its key.
#[derive(Debug, Clone)]
struct Table {
    columns: Vec<Column>,
    keys: usize,
    rows: Vec<Vec<String>>,
}

fn column(id: &str, kind: Kind) -> Column {
    Column { id: id.into(), heading: id.into(), title: None, kind, unit: None }
}

fn table(columns: &str, keys: usize, rows: &str) -> Table {
    let kind = |id: &str| if id.starts_with('n') { Kind::Decimal } else { Kind::Text };
    let columns = columns.split(',').map(|id| column(id, kind(id))).collect();
    let rows = rows.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    Table { columns, keys, rows }
}

/// Compares in parts of so many bytes; all that is told, the counts and the log.
fn differ_within(before: &Table, after: &Table, held: u64) -> (Diff, Counts, String) {
    struct Both(Diff, ChangeLog<Vec<u8>>);
    impl Visitor for Both {
        fn schema(&mut self, before: &[Column], after: &[Column], alignment: &Alignment) {
            self.0.schema(before, after, alignment);
            self.1.schema(before, after, alignment);
        }
        fn added(&mut self, row: Numbered<'_>) {
            self.0.added(row);
            self.1.added(row);
        }
        fn removed(&mut self, row: Numbered<'_>) {
            self.0.removed(row);
            self.1.removed(row);
        }
        fn changed(&mut self, before: Numbered<'_>, after: Numbered<'_>, pairs: &[Pair]) {
            self.0.changed(before, after, pairs);
            self.1.changed(before, after, pairs);
        }
    }
    fn rows(table: &Table) -> Box<Rows<'_>> {
        Box::new(|see| {
            table.rows.iter().for_each(|row| see(&row.iter().map(String::as_str).collect()));
            Ok(())
        })
    }
    fn side<'a>(table: &Table, rows: &'a Rows<'a>) -> Side<'a> {
        let extent = (table.rows.len() as u64, 16 * table.rows.len() as u64);
        Side { columns: table.columns.clone(), keys: (0..table.keys).collect(), extent, rows }
    }
    let (old, new) = (rows(before), rows(after));
    let mut both = Both(Diff::of_first(usize::MAX), ChangeLog::new(Vec::new()));
    let counts = compare_within(&side(before, &*old), &side(after, &*new), held, &mut both).unwrap();
    (both.0, counts, String::from_utf8(both.1.finish().unwrap()).unwrap())
}

fn differ(before: &Table, after: &Table) -> (Diff, Counts, String) {
    differ_within(before, after, HELD)
}

/// A row under the ids of the newer table, of the columns both have, so that equal rows are equal.
fn spelled(cells: &[Box<str>], columns: &[Column], diff: &Diff) -> BTreeMap<Box<str>, String> {
    let new_id = |id: &str| {
        let renamed = diff.schema.iter().find_map(|change| match change {
            SchemaChange::Renamed(was, is) if **was == *id => Some(is.clone()),
            _ => None,
        });
        renamed.or_else(|| diff.after.iter().any(|column| *column.id == *id).then(|| id.into()))
    };
    let cell = |(column, cell): (&Column, &str)| {
        let plain = if column.kind.is_number() { cells::plain_number(cell) } else { cell };
        Some((new_id(&column.id)?, plain.to_owned()))
    };
    columns.iter().zip(cells.iter().map(|cell| &**cell)).filter_map(cell).collect()
}

fn boxed(row: &[String]) -> Vec<Box<str>> {
    row.iter().map(|cell| cell.as_str().into()).collect()
}

/// The rows of `before` after `diff` was done to them, in order of their text.
fn applied(before: &Table, diff: &Diff) -> Vec<BTreeMap<Box<str>, String>> {
    let mut rows: Vec<_> = before.rows.iter().map(|row| spelled(&boxed(row), &before.columns, diff)).collect();
    for gone in &diff.removed {
        let gone = spelled(&gone.cells, &diff.before, diff);
        let at = rows.iter().position(|row| *row == gone).expect("what is gone was there");
        rows.swap_remove(at);
    }
    for changed in &diff.changed {
        let is = |row: &&mut BTreeMap<Box<str>, String>| {
            diff.keys.iter().zip(&changed.key).all(|(&at, key)| {
                let column = &diff.after[at];
                let plain = if column.kind.is_number() { cells::plain_number(key) } else { key };
                row[&column.id] == plain
            })
        };
        let row = rows.iter_mut().find(is).expect("what changed was there");
        for cell in &changed.cells {
            let column = &diff.after[cell.column];
            let plain = |text: &str| if column.kind.is_number() { cells::plain_number(text) } else { text }.to_owned();
            assert_eq!(row.insert(column.id.clone(), plain(&cell.after)), Some(plain(&cell.before)));
        }
    }
    let shared = |row: BTreeMap<Box<str>, String>| {
        let is_new =
            |id: &str| diff.schema.iter().any(|change| matches!(change, SchemaChange::Added(new, _) if **new == *id));
        row.into_iter().filter(|(id, _)| !is_new(id)).collect::<BTreeMap<_, _>>()
    };
    rows.extend(diff.added.iter().map(|row| spelled(&row.cells, &diff.after, diff)));
    let mut rows: Vec<_> = rows.into_iter().map(shared).collect();
    rows.sort();
    rows
}

/// The rows of `after`, of the columns `before` has too.
fn wanted(after: &Table, diff: &Diff) -> Vec<BTreeMap<Box<str>, String>> {
    let nothing = Table { rows: Vec::new(), ..after.clone() };
    let mut all = diff.clone();
    all.added = after.rows.iter().map(|row| WholeRow { number: 1, cells: boxed(row) }).collect();
    all.removed.clear();
    all.changed.clear();
    applied(&nothing, &all)
}

fn tables(keys: usize) -> impl Strategy<Value = Table> {
    let cell = "[ab]?|1\\.0|1|1\\.50|=x";
    let row = proptest::collection::vec(cell, 3);
    let columns = proptest::sample::subsequence(vec!["k", "nb", "c", "nd"], 1..=4);
    (columns, proptest::collection::vec(row, 0..8), proptest::collection::btree_set(0..12_u8, 0..8)).prop_map(
        move |(mut ids, cells, names)| {
            if keys > 0 {
                ids.retain(|id| *id != "k");
                ids.insert(0, "k");
            }
            let kind = |id: &str| if id.starts_with('n') { Kind::Decimal } else { Kind::Text };
            let number =
                |cell: &str| if cell.starts_with('1') || cell.is_empty() { cell.to_owned() } else { "2".to_owned() };
            let rows = cells.iter().zip(names).map(|(row, name)| {
                let cell = |(at, id): (usize, &&str)| match (keys, kind(id)) {
                    (1, _) if at == 0 => name.to_string(),
                    (_, Kind::Decimal) => number(&row[at % 3]),
                    _ => row[at % 3].clone(),
                };
                ids.iter().enumerate().map(cell).collect()
            });
            Table { rows: rows.collect(), keys, columns: ids.iter().map(|id| column(id, kind(id))).collect() }
        },
    )
}

proptest! {
    #[test]
    fn the_difference_turns_one_table_into_the_other(before in tables(1), after in tables(1)) {
        let (diff, counts, _) = differ(&before, &after);
        prop_assert_eq!(applied(&before, &diff), wanted(&after, &diff));
        let cells: u64 = diff.changed.iter().map(|row| row.cells.len() as u64).sum();
        let all = [diff.added.len(), diff.removed.len(), diff.changed.len(), diff.schema.len()].map(|count| count as u64);
        prop_assert_eq!([counts.added, counts.removed, counts.changed, counts.schema], all);
        prop_assert_eq!(counts.cells, cells);
    }

    #[test]
    fn without_keys_rows_are_counted(before in tables(0), after in tables(0)) {
        let (diff, counts, _) = differ(&before, &after);
        prop_assert_eq!(applied(&before, &diff), wanted(&after, &diff));
        prop_assert_eq!((counts.changed, diff.changed.len()), (0, 0));
    }

    #[test]
    fn a_table_does_not_differ_from_itself_in_another_order(table in tables(1), plain in tables(0), seed in 0_usize..7) {
        for table in [table, plain] {
            let mut other = table.clone();
            other.rows.reverse();
            let middle = seed.min(other.rows.len());
            other.rows.rotate_left(middle);
            prop_assert!(differ(&table, &other).1.is_empty());
        }
    }

    #[test]
    fn parts_find_what_one_part_finds(before in tables(1), after in tables(1), held in 1_u64..600) {
        let lines = |log: String| { let mut lines: Vec<_> = log.lines().map(str::to_owned).collect(); lines.sort(); lines };
        let (_, counts, log) = differ(&before, &after);
        let (_, in_parts, parts) = differ_within(&before, &after, held);
        prop_assert_eq!(counts, in_parts);
        prop_assert_eq!(lines(log), lines(parts));
    }
}

#[test]
fn changes_are_a_table_that_runs_nothing() {
    let before = table("ma,ten,nso", 1, "01,Hà Nội,1.50\n02,Huế,-2\n03,=1+1,3");
    let after = table("ma,ten,nso", 1, "04,@x,\n02,Thành phố Huế,-2.5\n01,Hà Nội,1.5");
    let (_, counts, log) = differ(&before, &after);
    assert_eq!(counts, Counts { added: 1, removed: 1, changed: 1, cells: 2, schema: 0 });
    assert_eq!(
        log,
        "change,key_ma,column,title,before,after\r\nadded,04,ten,ten,,'@x\r\n\
         changed,02,ten,ten,Huế,Thành phố Huế\r\nchanged,02,nso,nso,-2,-2.5\r\n\
         removed,03,ten,ten,'=1+1,\r\nremoved,03,nso,nso,3,\r\n"
    );
}

#[test]
fn a_column_is_renamed_where_its_heading_or_its_values_prove_it() {
    let before = table("ma,a,b,c", 1, "01,x,u,1\n02,y,u,2\n03,z,u,3");
    let mut after = table("ma,d,e,f", 1, "01,x,u,9\n02,y,u,8\n04,z,u,7");
    // Nothing tells `c` and `f` apart from columns that came and went.
    let renamed = |was: &str, is: &str| SchemaChange::Renamed(was.into(), is.into());
    let [gone, new] = [("b", "e"), ("c", "f")].into_iter().fold([vec![], vec![]], |[mut gone, mut new], (was, is)| {
        gone.push(SchemaChange::Removed(was.into(), Kind::Text));
        new.push(SchemaChange::Added(is.into(), Kind::Text));
        [gone, new]
    });
    let expected: Vec<_> = gone.iter().chain(&new).cloned().chain([renamed("a", "d")]).collect();
    let (diff, counts, _) = differ(&before, &after);
    assert_eq!(diff.schema, expected);
    assert_eq!((counts.added, counts.removed, counts.changed), (1, 1, 0));
    after.columns[3].heading = "c".into();
    assert!(differ(&before, &after).0.schema.contains(&renamed("c", "f")));
}

#[test]
fn other_keys_types_and_units_are_said_first() {
    let before = table("ma,nso", 1, "1,5");
    let mut after = table("nso,ma", 1, "5,1");
    after.columns[0].unit = Some("người".into());
    after.columns[1].kind = Kind::Integer;
    let (diff, counts, log) = differ(&before, &after);
    let expected = [
        SchemaChange::Keys(vec!["ma".into()], vec!["nso".into()]),
        SchemaChange::Unit("nso".into(), None, Some("người".into())),
        SchemaChange::Kind("ma".into(), Kind::Text, Kind::Integer),
    ];
    assert_eq!(diff.schema, expected);
    assert_eq!(counts, Counts { schema: 3, ..Counts::default() });
    assert!(log.starts_with("change,row,column,title,before,after\r\nkeys-changed,,,,ma,nso\r\n"));
}

#[test]
fn tables_without_a_common_column_have_no_common_row() {
    let (_, counts, _) = differ(&table("a", 0, "x\ny"), &table("b", 0, "u"));
    assert_eq!((counts.added, counts.removed), (1, 2));
}
