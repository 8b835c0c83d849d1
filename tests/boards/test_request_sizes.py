"""What is too large to be read is refused with the reason, and changes nothing."""

import re
from urllib.parse import urlencode

import pytest
from django.conf import settings

from metrics.models import Result
from tests.builders import make_metric, make_quarter, make_user

pytestmark = pytest.mark.django_db
PAGE = "/northshire/2023-24-q3/metrics/falls/"
FORM, MEBIBYTE = "application/x-www-form-urlencoded", 1024 * 1024
TOO_LARGE = [
    pytest.param(
        {"comment": "a" * 5 * MEBIBYTE},
        "A page can send up to 5 million characters at a time.",
        id="characters",
    ),
    pytest.param(
        {f"box-{number}": "1" for number in range(12_000)},
        "A page can send up to 12,000 values at a time.",
        id="values",
    ),
]


@pytest.fixture
def commissioner(client):
    quarter = make_quarter()
    make_metric(quarter, "falls")
    client.force_login(make_user(quarter.board))
    return client


@pytest.mark.parametrize(("typed", "reason"), TOO_LARGE)
def test_a_form_that_is_too_large_is_refused_with_the_reason(commissioner, typed, reason):
    answer = commissioner.post(PAGE, urlencode({"state": "NOT_APPLICABLE"} | typed), FORM)

    assert answer.status_code == 413
    assert f"Nothing was saved. {reason}" in answer.content.decode()
    assert not Result.objects.exists()


def test_a_form_just_within_the_limits_is_read(commissioner):
    room = 5 * MEBIBYTE - len("state=NOT_APPLICABLE&comment=")
    typed = {"state": "NOT_APPLICABLE", "comment": "a" * room}

    answer = commissioner.post(PAGE, urlencode(typed), FORM)

    assert answer.status_code == 200
    assert "Comment must be 20,000 characters or fewer" in answer.content.decode()


def test_a_stranger_is_told_the_same(client):
    answer = client.post("/accounts/login/", urlencode({"login": "a" * 5 * MEBIBYTE}), FORM)

    assert answer.status_code == 413


def test_the_browser_and_the_service_draw_the_line_at_the_same_size():
    script = (settings.BASE_DIR / "static" / "js" / "drafts.js").read_text()

    factors = re.search(r"MOST_BYTES = (\d+) \* (\d+) \* (\d+);", script).groups()
    first, second, third = map(int, factors)
    assert first * second * third == settings.DATA_UPLOAD_MAX_MEMORY_SIZE
