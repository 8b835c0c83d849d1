"""The ways from a part of a report to its comments and to its history."""

import pytest
from django.urls import resolve

from boards.actions import add_comment
from boards.converters import PeriodKey
from boards.part_links import links_of
from boards.permissions import quarter_of
from boards.roles import Role
from tests.builders import NOON, make_quarter, make_user

pytestmark = pytest.mark.django_db

PART = "scheme:A/1 & b?ü"


@pytest.fixture
def board():
    return make_quarter().board


def seen_by(board, role):
    """A quarter as a page fetches it for somebody new, and who that is."""
    user = make_user(board, role)
    return quarter_of(user, board.slug, PeriodKey(2023, 3)), user


def test_an_officer_comes_to_the_comments_and_the_history_of_a_part(board, client):
    quarter, user = seen_by(board, Role.FINANCE_OFFICER)
    add_comment(quarter=quarter, subject=PART, text="Seen", by=user, at=NOON)

    links = links_of(quarter, PART, "the line")

    assert links.count == 1
    assert resolve(client.get(links.comments).wsgi_request.path).kwargs["subject"] == PART
    history = client.get(links.history).wsgi_request
    assert resolve(history.path).url_name == "history"
    assert history.GET["subject"] == PART


def test_who_may_not_read_comments_and_history_has_no_way_to_them(board):
    quarter, user = seen_by(board, Role.FINANCE_OFFICER)
    add_comment(quarter=quarter, subject=PART, text="Seen", by=user, at=NOON)
    seen, _ = seen_by(board, Role.VIEWER)

    assert links_of(seen, PART, "the line") == ("the line", "", 0, "")
