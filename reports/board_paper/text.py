"""Written text as blocks: paragraphs, bullets, sub-headings and places for tables."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_PARSER = MarkdownIt("zero").enable(["list", "heading"])
_TABLE_PLACE = re.compile(r"\{table\.([a-z]+)\}")


@dataclass(frozen=True)
class Paragraph:
    text: str
    number: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]
    kind: str = "bullets"


@dataclass(frozen=True)
class Subheading:
    text: str
    kind: str = "subheading"


@dataclass(frozen=True)
class TablePlace:
    """Where a table of the report stands: “metrics” or “spending”."""

    name: str
    kind: str = "table"


def blocks(text):
    """The blocks of a Markdown-light text; what is no paragraph, list or heading is literal."""
    return tuple(_block(node) for node in SyntaxTreeNode(_PARSER.parse(text)))


def _block(node):
    if node.type == "bullet_list":
        return Bullets(tuple(_words(item) for item in node))
    place = _TABLE_PLACE.fullmatch(_words(node).strip())
    if place:
        return TablePlace(place[1])
    return (Subheading if node.type == "heading" else Paragraph)(_words(node))


def _words(node):
    """The text of a paragraph or heading, or of all paragraphs of a list item."""
    if node.type == "inline":
        return node.content
    return "\n".join(_words(child) for child in node.children)


def numbered(section, contents):
    """The blocks with every paragraph but a lead-in numbered in its section: 3.1, 3.2, …"""
    count, result = 0, []
    for block, after in zip_longest(contents, contents[1:]):
        if isinstance(block, Paragraph) and not _leads_in(block, after):
            count += 1
            block = Paragraph(block.text, number=f"{section}.{count}")
        result.append(block)
    return tuple(result)


def _leads_in(block, after):
    """“The Board is asked to note:” before numbered paragraphs has no number of its own."""
    return block.text.endswith(":") and isinstance(after, Paragraph)
