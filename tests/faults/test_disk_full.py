"""The disk of PostgreSQL is full: nothing typed is lost, and with room again all goes on."""

import random
import string
from types import SimpleNamespace

import pytest
from django.db import connection

from tests.faults.cluster import cluster
from tests.faults.people import Person
from tests.faults.service import load, running
from tests.faults.volume import volume
from tests.test_checks_saving import Form

pytestmark = [
    pytest.mark.xdist_group("faults"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="fills a disk of PostgreSQL"),
]
METRIC = "/training/2024-25-q2/metrics/falls/"
COMMISSIONER = "commissioner@demonstration.example"
# As long as a text may be, and of no pattern: no room left in a table is enough for it.
TEXT = "".join(random.Random(29).choices(string.ascii_letters, k=20_000))  # noqa: S311


@pytest.fixture(scope="module")
def disk():
    with volume(mebibytes=160) as disk:
        yield disk


@pytest.fixture(scope="module")
def store(disk, tmp_path_factory):
    with cluster(disk.folder) as database:
        yield load(database.address, tmp_path_factory.mktemp("full") / "accounts.txt")


def boxes(page):
    """What the form of a page sends, without the token that every page has anew."""
    found = Form(SimpleNamespace(content=page.encode())).boxes
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


@pytest.mark.check(29)
def test_with_the_disk_full_the_typed_text_stays_and_can_be_saved_once_there_is_space(
    disk, store, tmp_path
):
    log = tmp_path / "service.log"
    with running(store, log) as (url, _):
        person = Person(url, COMMISSIONER, store.passwords[COMMISSIONER])
        typed = boxes(person.get(METRIC)) | {"state": "NOT_APPLICABLE", "comment": TEXT}
        disk.fill()

        refused, page = person.ask(METRIC, person.encoded(typed))
        read = [person.ask(path)[0] for path in (METRIC, "/training/2024-25-q2/", "/health/")]
        disk.free()
        saved, _ = person.ask(METRIC, person.encoded(boxes(page)))
        held = boxes(person.get(METRIC))

    assert "No space left on device" in log.read_text()
    assert (refused, saved) == (503, 302)
    assert boxes(page) == typed, "the button Try again sends all of it"
    assert read == [200] * 3
    assert held["comment"] == TEXT
