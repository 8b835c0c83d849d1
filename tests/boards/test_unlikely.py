from decimal import Decimal

import pytest
from django.http import QueryDict

from boards.unlikely import Question, answered, must_ask, times_apart


@pytest.mark.parametrize(
    ("new", "before", "words"),
    [
        ("9950", "995", "10 times higher"),
        ("99.5", "995", "10 times lower"),
        ("9949", "995", ""),
        ("-9950", "995", "10 times higher"),
        ("0", "995", ""),
        ("995", "0", ""),
        ("995", None, ""),
    ],
)
def test_a_figure_ten_times_the_last_one_is_unlikely(new, before, words):
    before = None if before is None else Decimal(before)

    assert times_apart(Decimal(new), before, 10) == words


QUESTION = Question("actual", "the falls rate", "You entered 9,950.")


def ask(typed):
    data = QueryDict(typed)
    (question,) = answered([QUESTION], data)
    return question, must_ask([question], data)


def test_a_doubt_is_asked_about_once_without_an_error():
    question, asks = ask("actual=9950")

    assert asks
    assert question.error == ""


def test_a_doubt_left_without_a_reason_says_what_to_do():
    question, asks = ask("actual=9950&asked=yes&reason-actual=+")

    assert asks
    assert question.error == "Enter why the falls rate is correct"


def test_a_reason_settles_the_doubt():
    question, asks = ask("actual=9950&asked=yes&reason-actual=A+ward+was+added")

    assert not asks
    assert question.reason == "A ward was added"


def test_a_reason_that_cannot_be_printed_is_refused_with_what_was_typed():
    question, asks = ask("actual=9950&asked=yes&reason-actual=a%00b")

    assert asks
    assert question.error.startswith("Why the falls rate is correct must not contain")
    assert question.reason == "a\x00b"


def test_going_back_to_change_the_figure_asks_nothing():
    _, asks = ask("actual=9950&asked=yes&change=yes")

    assert not asks
