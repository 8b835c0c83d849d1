"""A text as it will be printed, with its figures still told apart from the words around them."""

from dataclasses import dataclass
from typing import NamedTuple

from reports.board_paper.text import blocks, numbered
from reports.figures import REFERENCE


class Part(NamedTuple):
    """A piece of text; `name` says which figure it is, and is empty for words."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Shown:
    """A block of the paper with its words in parts; bullets hold a tuple of parts for each."""

    kind: str
    parts: tuple = ()
    number: str = ""
    items: tuple = ()


def preview(section, text, figures):
    """The blocks of a section as the paper numbers and prints them, a tuple of Shown."""
    known = {item.reference: item for item in figures}
    return tuple(_shown(block, known) for block in numbered(section, blocks(text)))


def parts(text, known):
    """The words and figures of a text in their order; `known` maps references to Figures."""
    found, at = [], 0
    for match in REFERENCE.finditer(text):
        if figure := known.get(match[1]):
            found += [Part(text[at : match.start()]), Part(figure.text, figure.name)]
            at = match.end()
    return tuple(part for part in (*found, Part(text[at:])) if part.text)


def _shown(block, known):
    if block.kind == "bullets":
        return Shown("bullets", items=tuple(parts(item, known) for item in block.items))
    if block.kind == "table":
        return Shown("table", (Part(block.name),))
    return Shown(block.kind, parts(block.text, known), getattr(block, "number", ""))
