"""The answers of a report as cards, and which of them differ from the last report."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.text import Truncator

from boards import formats

WORDS_SHOWN = 25


@dataclass(frozen=True)
class Answer:
    """One question and its answer.

    `url` is where it is changed, by those who hold the permission `needs`; `compared` is what has
    to be equal for no change.
    """

    question: str
    text: str
    url: str = ""
    hidden: str = ""
    needs: str = ""
    compared: str = ""
    is_changed: bool = False

    @property
    def shown(self):
        """The answer in words, cut short where it is long."""
        return Truncator(self.text).words(WORDS_SHOWN, truncate=" …") or formats.NOT_PROVIDED

    @property
    def content(self):
        return self.compared or self.text


@dataclass(frozen=True)
class Card:
    """A group of answers under one title; `empty` is said where there are none."""

    title: str
    answers: tuple[Answer, ...]
    empty: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the report: its heading and its cards."""

    heading: str
    cards: tuple[Card, ...]


def compared(parts, before):
    """The parts with each answer marked that the last report gave differently."""
    last = {
        (part.heading, card.title, answer.question): answer.content
        for part in before
        for card in part.cards
        for answer in card.answers
    }
    return tuple(
        _each_answer(part, lambda card, answer, part=part: _marked(last, part, card, answer))
        for part in parts
    )


def _marked(last, part, card, answer):
    key = part.heading, card.title, answer.question
    return replace(answer, is_changed=key in last and last[key] != answer.content)


def as_allowed(parts, allowed):
    """The parts as a person sees them: a link only where they may change the answer."""
    return tuple(
        _each_answer(part, lambda card, answer: _linked(answer, allowed)) for part in parts
    )


def _linked(answer, allowed):
    return answer if answer.needs in allowed else replace(answer, url="")


def _each_answer(part: Part, change: Callable):
    cards = tuple(
        replace(card, answers=tuple(change(card, answer) for answer in card.answers))
        for card in part.cards
    )
    return replace(part, cards=cards)
