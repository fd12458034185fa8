"""Has outside validators read what sites say of their datasets and procedures.

usage: python validate.py SITE...

A line for each standard of each site; problems stand below it. Ends with 1 if there were any. It fetches nothing.
"""

import csv
import importlib.util
import json
import logging
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
HERE = Path(__file__).resolve().parent
SHAPES = HERE / "shapes"
# The fewest and the most characters of a description that Google takes.
DESCRIPTION = (50, 5000)


def dcat_ap(site):
    """DCAT-AP 3.0.1: the shapes of SEMIC, over Turtle and JSON-LD; both say the same."""
    files = existing(site, "catalog.ttl", "catalog.jsonld", "du-lieu/*/dcat.ttl")
    yield from shacl(site, files, "dcat-ap-3.0.1-SHACL.ttl")
    if (site / "catalog.ttl") in files:
        turtle, json_ld = (graph(site / name) for name in ("catalog.ttl", "catalog.jsonld"))
        for missing, name in ((set(turtle) - set(json_ld), "jsonld"), (set(json_ld) - set(turtle), "ttl")):
            for triple in sorted(map(str, missing))[:5]:
                yield site / f"catalog.{name}", f"lacks {triple}"


def cpsv_ap(site):
    """CPSV-AP 3.2.0: the shapes of SEMIC."""
    yield from shacl(site, existing(site, "cpsv-ap.ttl"), "cpsv-ap-3.2.0-SHACL.ttl")


def shacl(site, files, shapes):
    from pyshacl import validate

    shapes = graph(SHAPES / shapes)
    for path in files:
        conforms, _, text = validate(graph(path), shacl_graph=shapes)
        if not conforms:
            yield path, text


def graph(path):
    import rdflib

    return rdflib.Graph().parse(path, format="json-ld" if path.suffix == ".jsonld" else "turtle")


def data_json(site):
    """data.json 1.1: the JSON Schemas of Project Open Data; codes of American agencies are not asked of others."""
    import jsonschema

    schemas = {path.stem: json.loads(path.read_text("utf-8")) for path in (SHAPES / "data-json-1.1").glob("*.json")}
    dataset = schemas["dataset"]
    dataset["required"] = [key for key in dataset["required"] if key not in ("bureauCode", "programCode")]
    store = {}
    for name, schema in schemas.items():
        address = f"https://project-open-data.cio.gov/v1.1/schema/{name}.json"
        for key in (address, schema["id"], schema["id"].rstrip("#")):
            store[key] = schema
    catalog = schemas["catalog"]
    validator = jsonschema.Draft4Validator(catalog, resolver=jsonschema.RefResolver.from_schema(catalog, store=store))
    for path in existing(site, "data.json"):
        for error in validator.iter_errors(read(path)):
            yield path, f"{list(error.path)}: {error.message[:300]}"


def data_package(site):
    """Data Package 2: frictionless, which reads every row and checks types, keys, references, sizes and hashes."""
    import frictionless

    for path in existing(site, "datapackage.json", "du-lieu/*/datapackage.json"):
        report = frictionless.validate(str(path))
        if not report.valid:
            for error in report.flatten(["rowNumber", "fieldName", "type", "message"]):
                yield path, error
        for task in report.tasks:
            yield from ((path, warning) for warning in task.warnings)


def csvw(site):
    """CSV on the Web: the csvw package, which reads every row and checks types, keys and references."""
    from csvw import CSVW

    for path in existing(site, "du-lieu/*/*.csv-metadata.json"):
        try:
            table = CSVW(str(path), validate=True)
            if not table.is_valid:
                yield path, [str(warning.message) for warning in table.warnings]
        except Exception as error:  # Some mistakes it does not expect.
            yield path, f"{type(error).__name__}: {error}"


def croissant(site):
    """Croissant 1.1: mlcroissant, which reads the rows, too."""
    import mlcroissant

    for path in existing(site, "du-lieu/*/croissant.json"):
        described = read(path)
        table = described["distribution"][0]["name"]
        try:
            # Files are not fetched from where they will be, but read where they are.
            files = {file["@id"]: path.parent / file["name"] for file in described["distribution"]}
            dataset = mlcroissant.Dataset(jsonld=str(path), mapping=files)
            found = sum(1 for _ in dataset.records("rows"))
        except Exception as error:  # It has many kinds of them.
            yield path, f"{type(error).__name__}: {error}"
            continue
        # What a publisher did not say cannot be said of the dataset: `motcua check` asks for it.
        said = (warning for warning in dataset.metadata.ctx.issues.warnings if "is recommended, but" not in warning)
        yield from ((path, warning) for warning in sorted(said))
        with open(path.parent / table, newline="", encoding="utf-8") as file:
            rows = sum(1 for _ in csv.reader(file)) - 1
        if rows != found:
            yield path, f"{found} records of {rows} rows"


def schema_org(site):
    """schema.org in pages: extruct, and what Google asks of datasets."""
    import extruct

    for path in existing(site, "du-lieu/*/index.html", "en/datasets/*/index.html"):
        if not (site / "catalog.ttl").is_file():
            return
        # The page that remains of a dataset that was withdrawn has no file beside it and says nothing of one.
        if not (site / "du-lieu" / path.parent.name / "CITATION.cff").is_file():
            continue
        items = extruct.extract(path.read_text("utf-8"), syntaxes=["json-ld"])["json-ld"]
        datasets = [item for item in items if item.get("@type") == "Dataset"]
        if len(datasets) != 1:
            yield path, f"{len(datasets)} datasets"
        for item in datasets:
            yield from ((path, f"no {key}") for key in ("name", "description", "url", "distribution") if not item.get(key))
            if not DESCRIPTION[0] <= len(item.get("description", "")) <= DESCRIPTION[1]:
                yield path, f"a description of {len(item['description'])} characters"
            for file in item.get("distribution", []):
                if not file.get("contentUrl", "").startswith("http"):
                    yield path, f"no address of {file}"


def citation(site):
    """CITATION.cff 1.2.0: its JSON Schema, as the cffconvert package has it."""
    import jsonschema
    import yaml

    package = Path(importlib.util.find_spec("cffconvert").submodule_search_locations[0])
    schema = read(package / "schemas/1.2.0/schema.json")
    for path in existing(site, "du-lieu/*/CITATION.cff"):
        for error in jsonschema.Draft7Validator(schema).iter_errors(yaml.safe_load(path.read_text("utf-8"))):
            yield path, f"{list(error.path)}: {error.message[:300]}"


ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def feeds(site):
    """Atom: feedparser, and what RFC 4287 asks of every feed and entry."""
    import feedparser
    from lxml import etree

    for path in existing(site, "**/feed.xml"):
        if feedparser.parse(str(path)).bozo:
            yield path, "is not well-formed"
            continue
        root = etree.parse(str(path)).getroot()
        entries = root.findall(ATOM + "entry")
        for element in [root, *entries]:
            for name in ("id", "title", "updated"):
                if not element.findtext(ATOM + name):
                    yield path, f"{element.tag} without {name}"
            if not INSTANT.fullmatch(element.findtext(ATOM + "updated") or ""):
                yield path, "a day that is none"
        ids = [entry.findtext(ATOM + "id") for entry in entries]
        if len(set(ids)) < len(ids):
            yield path, "two entries with one id"
        if root.find(ATOM + "author") is None:
            yield path, "nobody writes it"


def sitemap(site):
    """Sitemap: every address is whole, stands once, and has a page."""
    from lxml import etree

    for path in existing(site, "sitemap*.xml"):
        places = [element.text for element in etree.parse(str(path)).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        base = read(site / "catalog.jsonld")["@graph"][0]["@id"].split("catalog.ttl")[0] if (site / "catalog.jsonld").is_file() else ""
        if len(set(places)) < len(places) or len(places) > 50_000:
            yield path, "too many addresses, or one twice"
        for place in places:
            rest = place.removeprefix(base)
            if base and not ((site / rest / "index.html").is_file() or (site / rest).is_file()):
                yield path, f"{place} leads nowhere"


def ckan(site):
    """CKAN: its harvester reads title, notes, tags, licence, sizes and hashes. Wants CKAN_PYTHON."""
    python = os.environ.get("CKAN_PYTHON")
    if not python:
        raise Skipped("CKAN_PYTHON names no interpreter with requirements-ckan.txt")
    for path in existing(site, "catalog.ttl", "catalog.jsonld"):
        run = subprocess.run([python, HERE / "harvest.py", path], capture_output=True, text=True)
        if run.returncode:
            yield path, (run.stdout + run.stderr)[-2000:]


# The files that a standard has looked at.
seen = []


class Skipped(Exception):
    """What is checked cannot be, on this machine."""


def existing(site, *patterns):
    files = [path for pattern in patterns for path in sorted(site.glob(pattern))]
    seen.extend(files)
    return files


def read(path):
    return json.loads(path.read_text("utf-8"))


STANDARDS = [dcat_ap, cpsv_ap, data_json, data_package, csvw, croissant, schema_org, citation, feeds, sitemap, ckan]


def main(folders):
    if not folders:
        sys.exit(__doc__)
    failed = 0
    for folder in folders:
        site = Path(folder).resolve()
        if not (site / "index.html").is_file():
            sys.exit(f"{folder} holds no site")
        for standard in STANDARDS:
            name = f"{folder}: {standard.__doc__.split(':')[0]}"
            seen.clear()
            try:
                problems = list(standard(site))
            except Skipped as reason:
                print(f"{'skipped':8} {name}: {reason}")
                continue
            # A site that will be served somewhere says something in every standard.
            if not seen and (site / "sitemap.xml").is_file():
                problems.append((site, "nothing to read"))
            verdict = "FAILED" if problems else "accepted" if seen else "no files"
            print(f"{verdict:8} {name} (files: {len(seen)})")
            for path, problem in problems:
                print(f"    {path.relative_to(site)}: {problem}")
            failed += len(problems)
    print(f"metadata: {failed} problems")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
