"""Holds all formats of published datasets against their clean CSV.

    python agree.py public/du-lieu
"""

import csv
import datetime
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet

csv.field_size_limit(1 << 30)


def clean(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return head, rows


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def same(cell: str, value) -> bool:
    """Whether a value that a program read is the cell of the clean CSV."""
    if value is None or value == "":
        return cell == ""
    if isinstance(value, bool):
        return cell == str(value).lower()
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        # A month is its first day in a workbook.
        return value.isoformat() == cell or (len(cell) == 7 and value.isoformat() == f"{cell}-01")
    if isinstance(value, (int, Decimal)):
        return number(cell) == value
    if isinstance(value, float):
        # Numbers of a workbook have 15 digits and no more.
        return number(cell) is not None and float(cell) == value
    return cell == value


def parquet(path: Path, names: list[str]):
    table = pyarrow.parquet.read_table(path)
    assert table.column_names == names, path
    columns = [column.to_pylist() for column in table.columns]
    yield "pyarrow", zip(*columns) if columns else []
    yield "duckdb", duckdb.execute(f"SELECT * FROM read_parquet('{path}')").fetchall()


def workbook(path: Path):
    book = openpyxl.load_workbook(path, read_only=True)
    rows = book["Dữ liệu"].iter_rows(values_only=True)
    next(rows)
    unescape = lambda text: re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    return ([unescape(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)


def excel(path: Path):
    def cell(text: str):
        if text in ("TRUE", "FALSE"):
            return text == "TRUE"
        if re.fullmatch(r"-?\d+,\d+", text):
            return Decimal(text.replace(",", "."))
        # Texts that a spreadsheet would run stand behind an apostrophe.
        return text[1:] if re.match(r"'+[=+\-@\t\r]", text) else text

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        yield from ([cell(text) for text in row] for row in rows)


def objects(items: list[dict], names: list[str]):
    for item in items:
        assert list(item) == names, item
        yield list(item.values())


def exact(text: str):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def compare(what: str, rows, expected: list[list[str]]) -> int:
    count = wrong = 0
    for at, row in enumerate(rows):
        count += 1
        # Readers of workbooks leave empty cells at the end of a row away.
        row = list(row) + [None] * (len(expected[at]) - len(row)) if at < len(expected) else list(row)
        if at >= len(expected) or not all(map(same, expected[at], row)):
            wrong += 1
            if wrong <= 3:
                print(f"  {what}, row {at + 1}: {row}\n    is not {expected[at] if at < len(expected) else 'there'}")
    if count != len(expected):
        print(f"  {what}: {count} rows instead of {len(expected)}")
        wrong += 1
    return wrong


def archive(path: Path) -> int:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as files:
        files.extractall(folder)
        done = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=folder)
        outside = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=path.parent)
        return done.returncode + outside.returncode


def dataset(folder: Path) -> int:
    name = folder.name
    names, rows = clean(folder / f"{name}.csv")
    file = lambda ending: folder / f"{name}{ending}"
    wrong, read = 0, []
    if file(".parquet").exists():
        for what, found in parquet(file(".parquet"), names):
            wrong += compare(what, found, rows)
            read.append(what)
    if file(".xlsx").exists():
        wrong += compare("openpyxl", workbook(file(".xlsx")), rows)
        read.append("openpyxl")
    if file("-excel.csv").exists():
        wrong += compare("CSV for spreadsheets", excel(file("-excel.csv")), rows)
        read.append("excel csv")
    if file(".json").exists():
        wrong += compare("JSON", objects(exact(file(".json").read_text("utf-8")), names), rows)
        read.append("json")
    if file(".ndjson").exists():
        lines = file(".ndjson").read_text("utf-8").split("\n")[:-1]
        wrong += compare("NDJSON", objects(map(exact, lines), names), rows)
        read.append("ndjson")
    if file(".geojson").exists():
        features = exact(file(".geojson").read_text("utf-8"))["features"]
        wrong += compare("GeoJSON", objects([feature["properties"] for feature in features], names), rows)
        for feature in features:
            point = feature["geometry"]
            assert point is None or (point["type"] == "Point" and len(point["coordinates"]) == 2), feature
        read.append("geojson")
    if file(".zip").exists():
        wrong += archive(file(".zip"))
        read.append("zip, checksums")
    print(f"{name}: {len(rows)} rows of {len(names)} columns; {', '.join(read)}; {wrong} wrong")
    return wrong


def main(folder: Path) -> int:
    datasets = sorted(path for path in folder.iterdir() if (path / f"{path.name}.csv").exists())
    wrong = sum(map(dataset, datasets))
    print(f"{len(datasets)} datasets, {wrong} wrong")
    return 1 if wrong or not datasets else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
