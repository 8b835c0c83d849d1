"""Two boards side by side: nobody of the one meets a word or an amount of the other."""

import re

import pytest
from django.test import Client

from boards.roles import Role
from reports.models import DatedFact, Paper, Snapshot
from tests.crawling import addresses_of, crawl, leaks, member, with_queries
from tests.tenancy_builders import STATES, make_traces
from tests.test_every_address import NAMES, OPEN_PAGES, address

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
MEMBERS = [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR]


@pytest.fixture
def traces():
    return make_traces()


@pytest.mark.check(3)
@pytest.mark.parametrize("role", MEMBERS)
def test_nobody_of_another_board_meets_a_trace_of_northshire(traces, role):
    client = member("southborough", role)

    seen = crawl(client, "/", *addresses_of("southborough"), *addresses_of("northshire"))
    seen |= with_queries(client, seen)

    assert leaks(seen, "northshire", traces) == set()
    assert "Northshire" not in " ".join(seen.values())
    assert sum(place.endswith((".pdf", ".xlsx")) for place in seen) >= 16


@pytest.mark.check(3)
def test_the_traces_can_be_met(traces):
    """Without this the test above would pass with a crawl that sees nothing."""
    seen = crawl(member("northshire", Role.FINANCE_OFFICER), "/")

    theirs = traces["northshire"]
    texts, amounts = theirs.in_what_was(seen)
    assert len(texts) > 0.9 * len(theirs.texts), set(theirs.texts) - texts
    assert len(amounts) > 0.8 * len(theirs.amounts)
    # The paper of each report, and that of each version of those that were sent.
    assert sum(place.endswith(".pdf") for place in seen) == len(STATES) + 3


@pytest.mark.check(6)
def test_a_stranger_reads_the_open_pages_and_what_was_published(traces):
    client = Client()

    seen = crawl(client, "/public/", *map(address, NAMES), *addresses_of("northshire"))
    seen |= with_queries(client, seen)

    read = {place.split("?")[0] for place, text in seen.items() if text.startswith("200")}
    of_pages = {address(name) for name in OPEN_PAGES}
    assert {place for place in read - of_pages if not place.startswith(PUBLISHED)} == set()
    assert sum(place.endswith((".pdf", ".xlsx")) for place in read) == 4
    for given in traces.values():
        texts, amounts = given.in_what_was(seen)
        allowed_texts, allowed_amounts = of_what_was_published(given)
        assert texts
        assert amounts
        assert texts <= allowed_texts
        assert amounts <= allowed_amounts


PUBLISHED = ("/public/northshire/2023-24-q1/", "/public/southborough/2023-24-q1/")


def of_what_was_published(given):
    """The traces of a board that stand in its one published version, and on its cover."""
    slug = {"N": "northshire", "S": "southborough"}[given.letter]
    kept = Snapshot.objects.get(quarter__board__slug=slug, facts__kind=DatedFact.Kind.PUBLISHED)
    number = Paper.objects.get(quarter=kept.quarter).report_number
    amounts = {int(found) for found in re.findall(r'"(\d+)(?:\.\d+)?"', kept.content)}
    return (
        {text for text in given.texts if text in kept.content or text == number},
        {n for n in given.amounts if n in amounts or n * 1000 in amounts},
    )
