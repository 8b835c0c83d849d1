"""Reads the numbers that people type into a text, and leaves out those that are no figures."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property


class Kind(Enum):
    """What a number counts; a plain one may stand for any of them."""

    PLAIN = auto()
    MONEY = auto()
    PERCENTAGE = auto()
    POINTS = auto()


@dataclass(frozen=True)
class Written:
    """One number as typed: where it stands, its value, and the smallest step it can tell apart."""

    start: int
    end: int
    text: str
    number: Decimal
    step: Decimal
    kind: Kind
    is_approximate: bool


_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_AND = r"\s{0,2}(?:,|to|and|or|&|-|–)\s{0,2}"
_NUMBERED = (
    "quarters?|qtrs?|months?|weeks?|years?|days?|sections?|subsections?|paragraphs?|paras?|clauses?"
    "|tables?|charts?|appendix|appendices|annex|pages?|chapters?|items?|conditions?|objectives?"
    "|priority|priorities|pathways?|phases?|stages?|steps?|tiers?|levels?|bands?|grades?|types?"
    "|waves?|options?|parts?|schedules?|notes?|recommendations?|actions?|milestones?|risks?"
    "|questions?|versions?|wards?|minutes?|numbers?|nos?|pp?|s"
)
_TIME = "seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?"
SOURCE = re.compile(
    r"(?i:\(\s{0,2}source:\s{0,2}(?=[^\s)])(?:[^()\n]|\([^()\n]{0,200}\)){1,300}\)"
    r"|\[\s{0,2}source:\s{0,2}(?=[^\s\]])[^\]\n]{1,300}\])"
)
# Numbers that name, date or measure something else than a figure of the report.
_NO_FIGURES = re.compile(
    "|".join(
        (
            r"\{[^{}\n]{0,100}\}",
            SOURCE.pattern,
            r"(?i:https?://|www\.)\S+",
            r"\b[\w.+-]{1,64}@[\w.-]{1,200}",
            r"(?m:^[ \t]{0,8}\d{1,2}[.)](?=\s))",
            rf"\b{_DAY}(?:{_AND}{_DAY})?\s{{1,2}}(?:of\s)?{_MONTH}\b",
            r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{4}-\d\d-\d\d\b",
            r"(?<![£\d.,])\b(?:19|20)\d\d"
            r"(?:\s?[-–/]\s?(?:20)?\d\d|\s(?:to|and)\s20\d\d)?\b(?!,?\d|\.\d|\s?%)",
            rf"\b(?i:{_NUMBERED})\.?\s{{0,2}}\d{{1,3}}[A-Z]{{0,2}}\b(?!\s?%|,\d)(?:\.\d{{1,2}}\b)*"
            rf"(?:{_AND}\d{{1,3}}[A-Z]{{0,2}}\b(?!\s?%|,\d|\.\d))*",
            r"\bFigure\s\d{1,2}\b",
            rf"(?i:\bage[ds]?\s(?:of\s)?)\d{{1,3}}(?:{_AND}\d{{1,3}})?",
            r"\b\d{1,3}\s(?i:and|or)\s(?i:over|older|above|under|younger)\b",
            rf"(?<![£\d.,])\b\d{{1,3}}(?:{_AND}\d{{1,3}})?[\s-](?i:(?:{_TIME}))\b"
            r"(?!\s(?i:a|per|each|every)\s(?i:month|quarter|year))",
            r"\b\d{1,2}(?:\.\d\d)?\s?(?i:am|pm)\b",
            r"(?i:\bper|\bfor every|\bin every)\s\d[\d,]{0,9}",
            r"\b1\sin\s(?i:every\s)?\d{1,3}\b",
            r"(?<![£\d.,])\b(?:111|999)\b(?!,?\d|\.\d|\s?%)",
            r"\b0\d[\d ]{3,14}",
            r"\b[A-Za-z]+[-–/]?\d[\w/–-]*",
        )
    )
)
_NUMBER = re.compile(
    r"""
    (?<![\w.,/:])(?<![A-Za-z][-–&])
    (?P<pound>£\s?)?
    (?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?
    (?P<scale>k|mn?|bn|\s?(?:thousand|million|billion))?\b
    (?P<unit>\s?%|\s?per\s?cent\b|\s?percentage[ -]points?\b|\s?pp\b)?
    (?![\w+]|[.,:/]\d|[-–][A-Za-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SCALES = {
    "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000,
    "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_LONGEST_NUMBER = 15
_SMALLEST_PLAIN = 10
_ROUGHLY = re.compile(
    r"(?i:\b(?:about|around|nearly|almost|roughly|approximately|approx|some|over|under|more than"
    r"|less than|fewer than|up to|at least|c)\.?\s{1,2})$"
)
_BETWEEN = re.compile(_AND)
_SENTENCE_END = re.compile(
    r"(?<=[.!?])\s{1,3}(?![(\[]\s{0,2}(?i:source):)(?=[^a-z\s])|\n[ \t]*\n|\n(?=\s{0,8}[-*#])"
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


class Text:
    """A text with its numbers, and the sentence and paragraph that each of them stands in."""

    def __init__(self, text):
        self.text = text
        self.bare = _NO_FIGURES.sub(lambda match: " " * len(match[0]), text)

    @cached_property
    def numbers(self):
        """The numbers that claim something, a list of Written in their order."""
        found = [item for match in _NUMBER.finditer(self.bare) if (item := _read(match, self.bare))]
        pairs = zip(found, [*found[1:], None], strict=True) if found else ()
        shared = [_in_range(self.bare, *pair) for pair in pairs]
        return [item for item in shared if _is_claim(item)]

    @cached_property
    def _sentence_starts(self):
        return [0, *(match.end() for match in _SENTENCE_END.finditer(self.text))]

    @cached_property
    def _paragraph_starts(self):
        return [0, *(match.end() for match in _PARAGRAPH_END.finditer(self.text))]

    def sentence(self, position):
        """The span of the sentence around a position."""
        return _span(self._sentence_starts, position, len(self.text))

    def paragraph(self, position):
        """The span of the paragraph around a position, with the heading right above it."""
        starts = self._paragraph_starts
        start, end = _span(starts, position, len(self.text))
        before = starts[max(starts.index(start) - 1, 0)] if start else 0
        return (before if self.text.startswith("#", before) else start), end

    def has_source(self, number):
        """Whether “(source: …)” follows the number, or closes its sentence.

        Right after a number it speaks of that number alone, so that the others are still asked.
        """
        followed, closed = self._sourced
        return number.end in followed or closed.get(self.sentence(number.start), -1) >= number.end

    @cached_property
    def _sourced(self):
        """The ends of the numbers that a source follows, and where it closes a sentence."""
        ends = [item.end for item in self.numbers]
        followed, closed = set(), {}
        for match in SOURCE.finditer(self.text):
            start, end = match.span()
            sentence = self.sentence(start)
            last = ends[bisect_right(ends, start) - 1] if ends and ends[0] <= start else 0
            followed.add(last)
            is_right_after = not self.text[last:start].strip()
            if not is_right_after and not self.text[end : sentence[1]].strip(" .;\n"):
                closed[sentence] = start
        return followed, closed


def _span(starts, position, end):
    index = bisect_right(starts, position)
    return starts[index - 1], starts[index] if index < len(starts) else end


def _read(match, text):
    whole, part = match["whole"].replace(",", ""), match["part"] or ""
    if len(whole) + len(part) > _LONGEST_NUMBER:
        return None
    scale = Decimal(_SCALES.get((match["scale"] or "").strip().lower(), 1))
    return Written(
        start=match.start(),
        end=match.end(),
        text=match[0],
        number=Decimal(f"{whole}.{part or 0}") * scale,
        step=Decimal(1).scaleb(-len(part)) * scale,
        kind=_kind(match),
        is_approximate=bool(_ROUGHLY.search(text, max(match.start() - 20, 0), match.start())),
    )


def _kind(match):
    unit = (match["unit"] or "").strip().lower()
    if match["pound"]:
        return Kind.MONEY
    if not unit:
        return Kind.PLAIN
    return Kind.POINTS if unit.startswith(("percentage", "pp")) else Kind.PERCENTAGE


def _in_range(text, item, after):
    """In “60 to 70%” the first number is a percentage too."""
    if after is None or item.kind != Kind.PLAIN or after.kind == Kind.PLAIN:
        return item
    if not _BETWEEN.fullmatch(text, item.end, after.start):
        return item
    return Written(**{**item.__dict__, "kind": after.kind})


def _is_claim(item):
    """“2 objectives” tells how many things are listed: small counts are no figures."""
    is_count = item.kind == Kind.PLAIN and item.step == 1
    return not (is_count and item.number < _SMALLEST_PLAIN)
