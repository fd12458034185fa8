"""Asks DuckDB what the table engine was asked, and says where the two disagree.

    cargo bench --bench table -- --questions FOLDER 1000000 200
    python compare.py FOLDER
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

import duckdb

WORDS = {"ten", "dai_dien", "dia_chi", "tinh", "tinh_trang"}
TYPES = {"von": "BIGINT", "lao_dong": "BIGINT", "ty_le": "DECIMAL(9,2)"}
SIGNS = {"eq": "=", "ne": "<>", "ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


def folded(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def condition(column: str, operator: str, value: str) -> tuple[str, list]:
    if operator == "null":
        return f"{column} IS NULL", []
    if operator == "some":
        return f"{column} IS NOT NULL", []
    if operator == "begins":
        return f"starts_with({column}, ?)", [value]
    if operator == "has":
        words = folded(value)
        return " AND ".join([f"contains({column}_words, ?)"] * len(words)) or "true", [f" {word} " for word in words]
    if column == "ngay":
        # A month or a year has all its days.
        return f"left(ngay, {len(value)}) {SIGNS[operator]} ?", [value]
    cast = TYPES.get(column)
    return f"{column} {SIGNS[operator]} " + (f"?::{cast}" if cast else "?"), [value]


def where(filters: list) -> tuple[str, list]:
    parts, values = [], []
    equal: dict[str, list] = {}
    for column, operator, value in filters:
        if operator == "eq":
            equal.setdefault(column, []).append(condition(column, operator, value))
        else:
            text, more = condition(column, operator, value)
            parts.append(f"({text})")
            values += more
    for some in equal.values():
        parts.append("(" + " OR ".join(text for text, _ in some) + ")")
        values += [value for _, more in some for value in more]
    return " AND ".join(parts) or "true", values


def main(folder: Path) -> int:
    database = duckdb.connect()
    casts = ", ".join(f"{column}::{kind} AS {column}" for column, kind in TYPES.items())
    database.execute(
        f"CREATE TABLE t AS SELECT * REPLACE (row::INTEGER AS row, {casts}) FROM "
        f"read_csv('{folder / 'rows.csv'}', header = true, all_varchar = true, nullstr = '', quote = '\"')"
    )
    tried = differ = selected = 0
    for line in (folder / "questions.jsonl").read_text().splitlines():
        asked = json.loads(line)
        text, values = where(asked["filters"])
        order = "row"
        if asked["sort"]:
            column, is_down = asked["sort"]
            down = "DESC" if is_down else "ASC"
            # The order of Vietnamese words is the generator's own key; what it finds alike is put in order by bytes.
            keys = [f"{column}_key", column] if column in WORDS else [column]
            order = ", ".join(f"{key} {down} NULLS LAST" for key in keys) + ", row"
        total = database.execute(f"SELECT count(*) FROM t WHERE {text}", values).fetchone()[0]
        rows = database.execute(
            f"SELECT row FROM t WHERE {text} ORDER BY {order} LIMIT {asked['size']} "
            f"OFFSET {(asked['page'] - 1) * asked['size']}",
            values,
        ).fetchall()
        rows = [row for (row,) in rows]
        tried += 1
        selected += total > 0
        if asked["stage"] != "full" or total != asked["total"] or rows != asked["rows"]:
            differ += 1
            print(asked["query"], "\n  DuckDB", total, rows[:5], "\n  engine", asked["total"], asked["rows"][:5])
    print(f"{tried} questions, {selected} of which select rows; {differ} differ")
    return 1 if differ or not selected else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
