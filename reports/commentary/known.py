"""The figures of a report as what a number in a text is held against."""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from reports.commentary.reading import Kind

# A name is there when three of five of its words are.
ENOUGH_OF_A_NAME = Decimal("0.6")
# Words that fit more figures than this name none of them.
MOST_NAMED = 60
ROUGHLY = Decimal("0.05")
# How coarsely a report itself rounds: whole £ thousands, and whole numbers.
PRINTED_IN = {Kind.MONEY: 1000}
_WORD = re.compile(r"[a-z]{2,}")
_SMALL_WORDS = frozenset(
    _WORD.findall("the of to and for in on at by or with from per after into its is")
)
COMPARING = frozenset(
    _WORD.findall("target plan above below under over short beyond expected planned")
)


@dataclass(frozen=True)
class Fact:
    """A figure of the report: as a sentence calls it, as printed, and exactly.

    `names` are the words by which a text speaks of it. `needs` are words of which a sentence must
    hold one before the figure counts for it; a distance from target is never a change over time.
    """

    name: str
    text: str
    number: Decimal
    kind: Kind
    names: tuple[str, ...]
    reference: str = ""
    needs: frozenset[str] = frozenset()

    @property
    def is_distance(self):
        return self.needs is COMPARING

    @property
    def replacement(self):
        """What stands in a text that cites the figure instead of typing it."""
        return f"{{{self.reference}}}" if self.reference else self.text


class Facts:
    """The figures of a report, arranged so that a long text is checked at once."""

    def __init__(self, facts, printed=()):
        self.facts = tuple(facts)
        self.printed = tuple(text for text in printed if " " in text and re.search(r"\d", text))
        self._by_step = {}

    @cached_property
    def _by_name(self):
        found = defaultdict(list)
        for fact in self.facts:
            for name in fact.names:
                found[name].append(fact)
        return found

    @cached_property
    def _names_by_word(self):
        found = defaultdict(list)
        for name in self._by_name:
            for word in stems(name):
                found[word].append(name)
        return found

    @cached_property
    def _enough(self):
        return {name: len(stems(name)) * ENOUGH_OF_A_NAME for name in self._by_name}

    def of_value(self, kind, number, step):
        """The facts of a kind that print as `number` when rounded to `step`."""
        if (kind, step) not in self._by_step:
            self._by_step[kind, step] = self._rounded(kind, step)
        return self._by_step[kind, step].get(number, ())

    def _rounded(self, kind, step):
        found = defaultdict(list)
        for fact in self.facts:
            value = rounded_to(fact.number, step)
            too_coarse = (
                step > PRINTED_IN.get(kind, 1) and abs(value - fact.number) > fact.number * ROUGHLY
            )
            if fact.kind == kind and not too_coarse:
                found[value].append(fact)
        return found

    def named_by(self, words):
        """The facts of which a text with these words speaks, in their order."""
        hits = defaultdict(int)
        for word in words:
            for name in self._names_by_word.get(word, ()):
                hits[name] += 1
        named = [name for name, n in hits.items() if n >= self._enough[name]]
        facts = dict.fromkeys(fact for name in named for fact in self._by_name[name])
        return list(facts) if len(facts) <= MOST_NAMED else []


def stems(text):
    """The words of a text that carry meaning, without the ending of a plural."""
    words = _WORD.findall(text.lower())
    return frozenset(word.removesuffix("s") for word in words if word not in _SMALL_WORDS)


def rounded_to(number, step):
    return (number / step).quantize(Decimal(1), ROUND_HALF_UP) * step
