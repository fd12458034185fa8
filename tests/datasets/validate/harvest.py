"""Reads a catalogue as CKAN's harvester does (ckanext-dcat), and says what a dataset would lack there.

usage: python harvest.py catalog.ttl
"""

import sys

from ckan.plugins import toolkit  # noqa: F401  (has to come before the next)
from ckanext.dcat.processors import RDFParser

FORMATS = {"ttl": "turtle", "jsonld": "json-ld"}


def main(path):
    parser = RDFParser(profiles=["euro_dcat_ap_3"])
    with open(path, encoding="utf-8") as file:
        parser.parse(file.read(), _format=FORMATS[path.rsplit(".", 1)[1]])
    problems = []
    for dataset in parser.datasets():
        title = dataset.get("title")
        problems += [f"{title}: no {key}" for key in ("title", "notes") if not dataset.get(key)]
        if not dataset.get("resources"):
            problems.append(f"{title}: no files")
        for file in dataset.get("resources", []):
            # Of lines of JSON there is no registered media type that a catalogue could name.
            wanted = ("name", "url", "size", "hash") + (() if file["url"].endswith(".ndjson") else ("mimetype",))
            # A file of no rows may have no byte: a size of 0 is one.
            problems += [f"{title}: {file.get('name')} has no {key}" for key in wanted if file.get(key) in (None, "")]
        with_licence = sum(1 for file in dataset.get("resources", []) if file.get("license"))
        print(f"{title}: {len(dataset.get('tags', []))} tags, {len(dataset['resources'])} files, {with_licence} with a licence")
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main(sys.argv[1])
