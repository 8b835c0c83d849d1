"""Each read by board is tried without its filter: somebody then meets what is another board's."""

import sys
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.db.models import QuerySet

from boards import kept
from boards.models import Trail
from boards.roles import Role
from reports.board_paper.html import paper_html
from tests.crawling import addresses_of, leaks, member, walked
from tests.tenancy_builders import make_traces

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]

# Reads that show no row of their own: without the filter a figure would be wrong, not another's.
# Owners are sorted by board after they are read, so that no other board's are ever looked up, and
# the quarters of a board in which a person holds no role come with no permission to be shown. The
# role in which a figure of the same name was entered names no board.
# Names of schemes and partners are looked up by what stands in the board's own trail. Plans by
# month and what was moved or proposed are added up by the ids of the board's own lines.
ONLY_COUNTED_OR_JOINED = {
    "schemes.queries.count_actions",
    "boards.owners._held",
    "boards.permissions.quarters_of",
    "reports.history.names._schemes",
    "finance.budgets._months",
    "finance.budgets._of_the_year",
    "finance.funding.queries._proposed",
    "finance.funding.rows.plan_rows",
    "reports.waiting.conditions",
    "reports.waiting.risks",
    "reports.origins._roles",
}


def by_board(change):
    """QuerySet.filter that hands the filters by board of each of our functions to `change`."""
    as_it_is = QuerySet.filter

    def filter(self, *conditions, **values):
        names = [name for name in values if name.split("__")[-1] == "board" or name == "board__in"]
        # A trail is held by the name of its board, and shows nothing.
        if names and self.model is not Trail:
            change(caller(), names, values)
        return as_it_is(self, *conditions, **values)

    return filter


def caller():
    """The function of ours that asked, such as finance.queries._lines."""
    frame = sys._getframe(2)
    while frame.f_globals["__name__"].startswith("django"):
        frame = frame.f_back
    return f"{frame.f_globals['__name__']}.{frame.f_code.co_name}"


@contextmanager
def undone():
    """What is tried leaves nothing behind: a history that grew by it shows ever other numbers."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def askers(client, mine, other, monkeypatch):
    """The addresses at which each of our functions reads by board, where nothing is kept."""
    found, asked = {}, set()
    with monkeypatch.context() as listening:
        listening.setattr(QuerySet, "filter", by_board(lambda read, *_: asked.add(read)))
        kept.forget()
        for place, _ in walked(client, "/", f"/{mine}/2023-24-q4/plan/", *addresses_of(other)):
            for read in asked:
                found.setdefault(read, []).append(place)
            asked.clear()
            kept.forget()
    return found


def leaks_without(read, visits, traces, monkeypatch):
    """What members of either board meet of the other while a read has no filter by board.

    `visits` are triples of a client, the other board, and the addresses by the reads they ask.
    """

    def forget(asking, names, values):
        for name in names if asking == read else ():
            del values[name]

    kept.forget()
    with monkeypatch.context() as sabotage, undone():
        sabotage.setattr(QuerySet, "filter", by_board(forget))
        for client, other, asked_at in visits:
            places = asked_at.get(read, asked_at[ANY])
            for place, text in walked(client, *places, below=f"/{other}/"):
                if found := leaks({place: text}, other, traces):
                    return found
    return set()


# A read of every page that shows whose it is, so its addresses are all that there are.
ANY = "boards.permissions.quarters_of"


@pytest.mark.check(7)
def test_every_read_by_board_is_missed_when_its_filter_is_gone(monkeypatch):
    # As markup the paper says the same, sooner.
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: paper_html(paper).encode())
    traces = make_traces()
    visits = [
        (client, other, askers(client, mine, other, monkeypatch))
        for mine, other in (("northshire", "southborough"), ("southborough", "northshire"))
        for client in [member(mine, Role.FINANCE_OFFICER)]
    ]
    reads = {read for *_, asked_at in visits for read in asked_at}

    unnoticed = {read for read in reads if not leaks_without(read, visits, traces, monkeypatch)}

    assert len(reads) >= 9
    assert unnoticed == ONLY_COUNTED_OR_JOINED
    assert leaks_without("nothing at all", visits, traces, monkeypatch) == set()
