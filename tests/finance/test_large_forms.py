"""The largest forms are saved whole; with one wrong value not at all, and given back whole."""

from dataclasses import dataclass

import pytest

from boards.models import AuditEvent
from finance.models import ExpenditureLine, LineReturn
from tests.builders import decimal, make_lines, make_quarter
from tests.finance.grid_builders import EXPLAIN, PAGE, count_outputs, words
from tests.finance.paste_builders import confirm, copied, forecasts, paste
from tests.test_checks_saving import Form

pytestmark = [pytest.mark.django_db, pytest.mark.check(32)]
LARGEST, PASTED = 100, 500


@dataclass(frozen=True)
class Screen:
    """A page of lines: what is typed into each box of a line, and a value that it refuses."""

    page: str
    typed: dict
    box: str
    wrong: str
    message: str


SCREENS = (
    Screen(
        PAGE.replace("q3", "q4"),
        {"spent": "51", "forecast": "92", "outputs": "7"},
        "outputs", "-7", "must be 0 or more",
    ),
    Screen(
        EXPLAIN.replace("q3", "q4"),
        {"main_reason": "TIMING", "explanation": "Builders are booked up.",
         "effect": "People wait longer.", "money_use": "CARRY_FORWARD"},
        "effect", "a" * 20_001, "You have 1 too many",
    ),
)  # fmt: skip


@pytest.fixture
def lines(quarter):
    """As many as stand on one page, at the year end, when most is asked about each of them."""
    lines = make_lines(make_quarter(quarter.board, quarter=4), LARGEST)
    for line in lines:
        count_outputs(line)
    ExpenditureLine.objects.update(plan=decimal("200000"))
    return lines


def typed_into(screen, lines):
    return {f"{field}-{line.pk}": value for line in lines for field, value in screen.typed.items()}


def those_of(boxes, names):
    return {name: boxes.get(name) for name in names}


def stored():
    return list(LineReturn.objects.order_by("pk").values())


@pytest.mark.parametrize("screen", SCREENS, ids=["figures", "explanations"])
def test_the_largest_page_saves_the_value_of_every_box(officer, lines, screen):
    typed = typed_into(screen, lines)

    answer = officer.post(screen.page, Form(officer.get(screen.page)).boxes | typed)

    assert len(typed) == LARGEST * len(screen.typed)
    assert answer.status_code == 302, words(answer)[:2000]
    assert those_of(Form(officer.get(screen.page)).boxes, typed) == typed


@pytest.mark.parametrize("screen", SCREENS, ids=["figures", "explanations"])
def test_with_one_wrong_value_the_largest_page_saves_none_and_gives_all_back(
    officer, lines, screen
):
    wrong = f"{screen.box}-{lines[70].pk}"
    typed = typed_into(screen, lines) | {wrong: screen.wrong}
    before, events = stored(), AuditEvent.objects.count()

    answer = officer.post(screen.page, Form(officer.get(screen.page)).boxes | typed)

    page = words(answer)
    assert those_of(Form(answer).boxes, typed) == typed
    assert (stored(), AuditEvent.objects.count()) == (before, events)
    assert page.count(screen.message) == 2, "in the summary and at the box"
    assert f'href="#{wrong}"' in page
    assert f'id="{wrong}"' in page


def text_of(lines):
    return copied(*([line.scheme.reference, "95"] for line in lines))


def test_500_lines_are_pasted_whole(officer, quarter):
    text = text_of(make_lines(quarter, PASTED))

    answer = paste(officer, text)
    confirm(officer, answer)

    assert "500 rows pasted. 500 match." in words(answer)
    assert list(forecasts().values()) == [decimal("95000")] * PASTED


def test_with_one_wrong_figure_500_lines_are_not_pasted_and_all_is_given_back(officer, quarter):
    text = text_of(make_lines(quarter, PASTED)).replace("M250\t95", "M250\t95k")
    before, events = stored(), AuditEvent.objects.count()

    refused = confirm(officer, paste(officer, text))

    page = words(refused)
    assert Form(refused).boxes["text"].split() == text.split()
    assert page.count("Row 250, Forecast must be a number only. Remove “k”") == 2
    assert 'href="#row-250"' in page
    assert 'id="row-250"' in page
    assert (stored(), AuditEvent.objects.count()) == (before, events)
