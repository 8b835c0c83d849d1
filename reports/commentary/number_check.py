"""Holds the numbers typed into a text against the figures of the report; advice, never a bar."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from reports.commentary.known import ROUGHLY, Fact, Facts, rounded_to, stems
from reports.commentary.reading import Kind, Text

MOST_FINDINGS = 50
NEAR = Decimal("0.02")
FEWEST_DIGITS_TO_MISTYPE = 3
_CHANGING = stems(
    "improvement improved improve improving increase increased rise rose risen rising reduction "
    "reduced reduce reducing decrease decreased fell fallen drop dropped grew growth grown better "
    "worse worsened decline declined"
)


@dataclass(frozen=True)
class Finding:
    """A number that disagrees with the report, or that nothing in the report supports."""

    start: int
    end: int
    written: str
    key: str
    fact: Fact | None = None

    @property
    def message(self):
        if self.fact is None:
            return (
                f"You wrote {self.written}. It does not match a figure in this report. "
                "Add where it comes from"
            )
        if self.fact.kind == Kind.POINTS:
            return (
                f"You wrote {self.written}. The difference between two percentages is in "
                f"percentage points. Write {self.fact.text}"
            )
        return f"You wrote {self.written}. The table has {self.fact.text} for {self.fact.name}"


@dataclass
class _Place:
    """What stands around a number: the words of its sentence and of its paragraph."""

    text: Text
    facts: Facts
    about: str
    _words: dict = field(default_factory=dict)
    _named: dict = field(default_factory=dict)

    def words(self, span):
        if span not in self._words:
            self._words[span] = stems(self.text.text[slice(*span)])
        return self._words[span]

    def named(self, span):
        if span not in self._named:
            self._named[span] = self.facts.named_by(self.words(span))
        return self._named[span]

    def subjects(self, position):
        """The facts that the number can be about: its sentence decides, then its paragraph."""
        return [self.named(self.text.sentence(position)), self._wider(position)]

    def _wider(self, position):
        return self.named(self.text.paragraph(position)) or self._about

    @cached_property
    def _about(self):
        return self.facts.named_by(stems(self.about))


def number_findings(text, facts, *, about=""):
    """The numbers of a text that no figure of the report supports, a list of Finding.

    `facts` is a Facts; `about` names what the whole text is about, such as a measure.
    """
    read = Text(_without_printed_sentences(text, facts))
    place = _Place(read, facts, about)
    found, count = [], defaultdict(int)
    for number in read.numbers:
        if len(found) == MOST_FINDINGS:
            break
        if read.has_source(number) or _is_supported(number, place):
            continue
        count[number.text] += 1
        key = f"{number.text}#{count[number.text]}"
        found.append(Finding(number.start, number.end, number.text, key, _meant(number, place)))
    return found


def _without_printed_sentences(text, facts):
    """Sentences that the report itself prints hold its figures as they are."""
    for printed in facts.printed:
        text = text.replace(printed, " " * len(printed))
    return text


_COUNTS_AS = {
    Kind.MONEY: (Kind.MONEY,),
    Kind.PERCENTAGE: (Kind.PERCENTAGE,),
    Kind.POINTS: (Kind.POINTS,),
    Kind.PLAIN: (Kind.PLAIN, Kind.PERCENTAGE, Kind.MONEY),
}


def _is_supported(number, place):
    equal = [
        fact
        for kind in _COUNTS_AS[number.kind]
        for fact in place.facts.of_value(kind, number.number, number.step)
    ]
    if any(_counts(fact, number, place) for fact in equal):
        return True
    return _is_thousands(number, place) or _is_roughly(number, place)


def _counts(fact, number, place):
    if not fact.needs:
        return True
    words = place.words(place.text.sentence(number.start))
    return bool(fact.needs & words) and not (fact.is_distance and _CHANGING & words)


def _is_thousands(number, place):
    """“2,149” beside the name of a line is what the table prints in £ thousands."""
    if number.kind != Kind.PLAIN:
        return False
    equal = place.facts.of_value(Kind.MONEY, number.number * 1000, number.step * 1000)
    if not equal:
        return False
    return any(fact in group for group in place.subjects(number.start) for fact in equal)


def _is_roughly(number, place):
    """“about £820k” is close enough to £818k, when the sentence or paragraph names it."""
    return number.is_approximate and any(
        abs(fact.number - number.number) <= fact.number * ROUGHLY
        for group in place.subjects(number.start)
        for fact in group
        if fact.kind in _COUNTS_AS[number.kind]
    )


def _meant(number, place):
    """The fact that was probably meant: named close by, and nearly the number; or None."""
    for group in place.subjects(number.start):
        near = [(gap, fact) for fact in group if (gap := _gap(number, fact, place)) is not None]
        if near:
            return min(near, key=lambda item: item[0])[1]
    return None


def _gap(number, fact, place):
    """How far off the number is when it can have been meant for the fact, else None."""
    if number.kind == Kind.PERCENTAGE and fact.kind == Kind.POINTS:
        return Decimal(0) if rounded_to(fact.number, number.step) == number.number else None
    if fact.kind not in _COUNTS_AS[number.kind] or not _counts(fact, number, place):
        return None
    typed = [(number.number, number.step)]
    if fact.kind == Kind.MONEY and number.step <= 1:
        # The unit is missing: “£2,149” for £2,149k.
        typed.append((number.number * 1000, number.step * 1000))
    gaps = [
        abs(value - fact.number) / fact.number
        for value, step in typed
        if fact.number and _is_near(value, rounded_to(fact.number, step), step)
    ]
    return min(gaps, default=None)


def _is_near(typed, held, step):
    if abs(typed - held) <= held * NEAR:
        return True
    return _mistyped(f"{typed / step:.0f}", f"{held / step:.0f}")


def _mistyped(typed, held):
    """One digit is wrong, or two neighbours changed places."""
    if len(typed) != len(held):
        return False
    wrong = [at for at, pair in enumerate(zip(typed, held, strict=True)) if pair[0] != pair[1]]
    if len(wrong) == 1:
        return len(held) >= FEWEST_DIGITS_TO_MISTYPE
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return swapped and typed[wrong[0]] == held[wrong[1]] and typed[wrong[1]] == held[wrong[0]]


def settle(text, findings, answers):
    """The text after a person's answers: by key, a source to add, or None to use the figure."""
    for finding in sorted(findings, key=lambda item: -item.start):
        if finding.key not in answers:
            continue
        source = answers[finding.key]
        if source is None and finding.fact:
            text = text[: finding.start] + finding.fact.replacement + text[finding.end :]
        elif source:
            text = f"{text[: finding.end]} (source: {_bracketed(source)}){text[finding.end :]}"
    return text


def _bracketed(source):
    words = " ".join(source.split()).rstrip(".")
    return words if words.count("(") == words.count(")") else re.sub(r"[()]", "", words)
