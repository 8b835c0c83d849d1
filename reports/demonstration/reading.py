"""Fixture files as plain values."""

import csv
import tomllib
from datetime import date
from decimal import Decimal

from django.conf import settings


def rows(*path):
    """The rows of a CSV file as dicts of text; none where there is no such file."""
    if not _place(*path).exists():
        return []
    with _place(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _place(*path):
    return settings.DEMONSTRATION_FIXTURES.joinpath(*path)


def exists(*path):
    return _place(*path).exists()


def folders(*path, like="*"):
    """The names of the folders in a folder that match a pattern, in order."""
    return sorted(found.name for found in _place(*path).glob(like) if found.is_dir())


def table(*path):
    """A TOML file as a dict."""
    return tomllib.loads(text(*path))


def text(*path):
    return _place(*path).read_text(encoding="utf-8")


def texts(*path):
    """The Markdown files of a folder in the order of their names: pairs of (name, text)."""
    files = sorted(_place(*path).glob("*.md"))
    return [(file.stem, file.read_text(encoding="utf-8").strip()) for file in files]


def figure(value):
    """The Decimal that stands in a cell, None where it is empty."""
    return Decimal(value) if value else None


def whole(value):
    return int(value) if value else None


def day(value):
    return date.fromisoformat(value) if value else None
