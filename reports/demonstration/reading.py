"""Fixture files as plain values."""

import csv
import tomllib
from decimal import Decimal

from django.conf import settings

FIXTURES = settings.BASE_DIR / "fixtures"


def rows(*path):
    """The rows of a CSV file as dicts of text."""
    with FIXTURES.joinpath(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(*path):
    """A TOML file as a dict."""
    return tomllib.loads(text(*path))


def text(*path):
    return FIXTURES.joinpath(*path).read_text(encoding="utf-8")


def texts(*path):
    """The Markdown files of a folder in the order of their names: pairs of (name, text)."""
    files = sorted(FIXTURES.joinpath(*path).glob("*.md"))
    return [(file.stem, file.read_text(encoding="utf-8").strip()) for file in files]


def figure(value):
    """The Decimal that stands in a cell, None where it is empty."""
    return Decimal(value) if value else None


def whole(value):
    return int(value) if value else None
