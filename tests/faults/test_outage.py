"""PostgreSQL goes away and comes back: people are told, and nobody has to start anything again."""

import pytest
from django.db import connection

from tests.faults.cluster import cluster
from tests.faults.people import Person
from tests.faults.service import load, running

pytestmark = [
    pytest.mark.xdist_group("faults"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="stops a PostgreSQL"),
]
METRIC = "/training/2024-25-q2/metrics/falls/"
TEXT = "What was typed while the database was away"


@pytest.fixture(scope="module")
def database():
    with cluster() as database:
        yield database


@pytest.fixture(scope="module")
def store(database, tmp_path_factory):
    return load(database.address, tmp_path_factory.mktemp("outage") / "accounts.txt")


@pytest.mark.check(28)
@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_while_the_database_is_away_the_answer_is_a_plain_page_and_afterwards_all_is_well(
    database, store, tmp_path, how
):
    email = "commissioner@demonstration.example"
    with running(store, tmp_path / "service.log") as (url, _):
        person = Person(url, email, store.passwords[email])
        person.get(METRIC)
        database.stop(how)

        away = [person.ask(path) for path in (METRIC, "/health/")]
        refused = person.ask(METRIC, person.encoded({"state": "NOT_APPLICABLE", "comment": TEXT}))
        database.start()
        back = [person.ask(METRIC)[0] for _ in range(8)]

    assert [status for status, _ in away] == [503, 503]
    assert "Traceback" not in "".join(page for _, page in away)
    assert refused[0] == 503
    assert TEXT in refused[1]
    # The pool tries again a little later each time, so the first few may still be told to wait.
    assert 500 not in back
    assert back[-3:] == [200] * 3


@pytest.mark.check(28)
def test_a_restart_between_two_requests_is_not_noticed(database, store, tmp_path):
    email = "commissioner@demonstration.example"
    with running(store, tmp_path / "service.log") as (url, _):
        person = Person(url, email, store.passwords[email])
        person.get(METRIC)
        database.stop("fast")
        database.start()

        assert [person.ask(METRIC)[0] for _ in range(5)] == [200] * 5
