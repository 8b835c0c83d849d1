"""What a paper says, taken apart so that each thing of it can be held against another version's."""

from dataclasses import dataclass

from boards import formats
from boards.workflow import Part
from reports.board_paper.text import Bullets, Subheading, TablePlace, blocks

TABLES = {"metrics": "Table 1 stands here", "spending": "Table 2 stands here",
          "income": "Table 3 stands here"}  # fmt: skip


@dataclass(frozen=True)
class Trail:
    """How the audit trail names a thing: beginnings of kinds, and what their subject is.

    Without a subject any event of those kinds may be about it.
    """

    kinds: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True)
class Changed:
    """One figure or paragraph that differs, with both texts as they are printed.

    `follows` marks what nobody types: totals, and whatever else is worked out from figures.
    """

    part: Part
    place: str
    what: str
    old: str
    new: str
    follows: bool = False
    trail: Trail = Trail()


@dataclass(frozen=True)
class Unit:
    """A paragraph, a bullet or a heading, and the number that it is printed with."""

    words: str
    number: str = ""

    @property
    def text(self):
        return f"{self.number} {self.words}".strip()


@dataclass(frozen=True)
class Entry:
    """One thing that is said, as printed; `exact` tells apart what is printed alike.

    Prose has `units`, which are compared one by one.
    """

    what: str
    text: str
    exact: str = ""
    follows: bool = False
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class Item:
    """What stays the same thing from version to version: a measure, a line, a section."""

    key: object
    place: str
    entries: tuple[Entry, ...]
    trail: Trail = Trail()


@dataclass(frozen=True)
class Listing:
    """Items in the order in which they are printed.

    `by_place`: what has a new name, and stands where another stood, is the same thing renamed.
    """

    part: Part
    name: str
    items: tuple[Item, ...]
    by_place: bool = False


def prose(what, text):
    """A text of paragraphs and bullets."""
    return of_blocks(what, blocks(text))


def of_blocks(what, found):
    return Entry(what, "", units=tuple(unit for block in found for unit in _units(block)))


def lines(what, texts):
    """Short texts that are printed one below the other."""
    return Entry(what, "", units=tuple(Unit(text) for text in texts))


def _units(block):
    if isinstance(block, Bullets):
        return [Unit(f"• {item}") for item in block.items]
    if isinstance(block, TablePlace):
        return [Unit(TABLES.get(block.name, f"{{table.{block.name}}}"))]
    if isinstance(block, Subheading):
        return [Unit(f"Heading: {block.text}")]
    return [Unit(block.text, block.number)]


def money(what, amount, *, follows=False):
    """An amount as tables print it, in whole £ thousands; to the penny where those are the same."""
    exact = formats.thousands_exactly(amount)
    return Entry(f"{what} £000", formats.thousands(amount), exact, follows)


def day(what, on):
    return Entry(what, formats.date(on) if on else "")


def yes_or_no(what, value):
    return Entry(what, "yes" if value else "no")


def chosen(what, choices, code):
    """One of a list of choices, by its label."""
    return Entry(what, dict(choices.choices).get(code, code))
