"""Two boards side by side: nobody of the one meets a word or an amount of the other."""

import io
import re
import sys
import zipfile
from contextlib import contextmanager
from datetime import date
from itertools import count

import pypdf
import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client

from boards import kept
from boards.models import Board, Comment, Organisation, Trail
from boards.roles import Role
from boards.workflow import Status
from finance.models import (
    Addition,
    Allocation,
    ExpenditureLine,
    IncomeReturn,
    LineMonth,
    PrintedFigure,
    Reserve,
    ReserveBalance,
    RiskShare,
    SpendingMinimum,
    Virement,
)
from metrics.models import Metric, SchemeEffect
from reports.board_paper.html import paper_html
from reports.models import CoverItem, DatedFact, Paper, PaperSection, Snapshot
from schemes.models import (
    ActionUpdate,
    FundingStream,
    Milestone,
    PlanAction,
    PlanSection,
    ReportGroup,
    SectionUpdate,
)
from tests import builders
from tests.finance.fund_builders import make_proposal
from tests.finance.statement_builders import make_statement
from tests.schemes.plan_builders import make_risk
from tests.signing_builders import walk
from tests.test_every_address import NAMES, OPEN_PAGES, OPEN_TO_ANYONE, address

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
STATES = {1: Status.PUBLISHED, 2: Status.WITH_SIGNATORIES, 3: Status.SIGNED, 4: Status.DRAFT}
QUERIES = ["?q=CANARY", "?sort=-board", "?page=2", "?format=csv", "?board=northshire"]
PRIMES = [n for n in range(20_000, 40_000) if all(n % d for d in range(2, 201))]
MEMBERS = [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR]


class Traces:
    """Texts and amounts that stand nowhere but in what one board was given."""

    def __init__(self, letter, primes):
        self.letter, self._primes, self._numbers = letter, iter(primes), count(1)
        self.amounts, self.texts = [], []

    def text(self):
        self.texts.append(f"CANARY{self.letter}{next(self._numbers):03}")
        return self.texts[-1]

    def prime(self):
        self.amounts.append(next(self._primes))
        return str(self.amounts[-1])

    def pounds(self):
        """An amount that prints as a prime number of thousands."""
        return f"{self.prime()}000"

    def in_what_was(self, seen):
        everything = " ".join(seen.values())
        amounts = {n for n in self.amounts if re.search(rf"\b({n}|{n:,})\b", everything)}
        return {text for text in self.texts if text in everything}, amounts


def fill_board(name, traces):
    """A board with a report in each state, and a trace in all that a person may have written."""
    board = builders.make_board(name, commissioner_enters_spending=True)
    board.authority = traces.text()
    board.save()
    for partner in Organisation.objects.filter(board=board):
        partner.name, partner.short_name = traces.text(), traces.text()
        partner.save()
    quarters = [builders.make_quarter(board, quarter=number) for number in STATES]
    ReportGroup.objects.filter(board=board).update(name=traces.text(), short_name=traces.text())
    fill_year(quarters[0], traces)
    for quarter in quarters:
        fill_quarter(quarter, traces)
    fill_fund(quarters[0], traces)
    for quarter, status in zip(quarters, STATES.values(), strict=True):
        walk(quarter, status)


def fill_year(quarter, traces):
    board, year, text = quarter.board, quarter.year, traces.text
    builders.make_metric(quarter, "falls", annual=traces.prime())
    stream = FundingStream.objects.get()
    income = Allocation.objects.create(
        board=board, year=year, stream=stream, amount=traces.pounds(), note=text()
    )
    Addition.objects.create(
        allocation=income, amount=traces.pounds(), announced_on=date(2023, 9, 1), note=text()
    )
    section = PlanSection.objects.create(
        board=board, year=year, order=1, code="local", title=text(), note=text()
    )
    # Plans of different boards share references, as they do in the country.
    PlanAction.objects.create(section=section, order=1, reference="A1", title=text())
    amount = traces.prime()
    row = f"{text()}\t{amount}\t\t\t{amount}\t\t"
    make_statement(quarter, title=text(), source=text(), rows=row)
    PrintedFigure.objects.create(
        board=board, year=year, order=1, kind="AGREED_POOL", label=text(), printed=text()
    )
    Milestone.objects.create(
        board=board, year=year, order=1, measure=text(), name=text(), quarter_1=traces.prime()
    )


def fill_fund(quarter, traces):
    """What changes or bounds the plan, between the first two lines of the year."""
    board, year, text = quarter.board, quarter.year, traces.text
    lines = ExpenditureLine.objects.filter(scheme__board=board).order_by("pk")
    Virement.objects.create(
        taken_from=lines[0], given_to=lines[1], amount=traces.pounds(),
        agreed_on=date(2023, 5, 1), reason=text(),
    )  # fmt: skip
    make_proposal(lines[0], traces.pounds(), reason=text(), proposed_on=date(2023, 6, 30))
    LineMonth.objects.create(line=lines[0], month=1, amount=traces.pounds())
    reserve = Reserve.objects.create(board=board, name=text(), note=text())
    ReserveBalance.objects.create(reserve=reserve, year=year, amount=traces.pounds())
    partner = Organisation.objects.filter(board=board).first()
    RiskShare.objects.create(board=board, year=year, partner=partner, percent=60, note=text())
    SpendingMinimum.objects.create(
        board=board, year=year, kind="SOCIAL_CARE", amount=traces.pounds(), source=text()
    )


def fill_quarter(quarter, traces):
    text, section = traces.text, PlanSection.objects.get(board=quarter.board)
    line = builders.make_line(quarter, text(), name=text(), plan=traces.pounds())
    builders.report_line(
        quarter, line, spent=traces.pounds(), forecast=traces.pounds(), explanation=text()
    )
    builders.report_metric(
        quarter, Metric.objects.get(), actual=traces.prime(), last_month=3,
        source=text(), comment=text(), mitigation=text(),
    )  # fmt: skip
    SchemeEffect.objects.create(scheme=line.scheme, metric=Metric.objects.get(), strength="YES")
    SectionUpdate.objects.create(quarter=quarter, section=section, summary=text())
    ActionUpdate.objects.create(quarter=quarter, action=section.actions.get(), progress=text())
    IncomeReturn.objects.create(
        quarter=quarter, allocation=Allocation.objects.get(board=quarter.board),
        received=traces.pounds(), note=text(),
    )  # fmt: skip
    make_risk(quarter, text(), money=traces.pounds(), done=[(text(), text())])
    Comment.objects.create(
        quarter=quarter, subject="spending", text=text(), role="Clerk", at=builders.NOON,
        by=builders.make_user(quarter.board),
    )  # fmt: skip
    fill_paper(quarter, text)


PAPER = ("report_number", "part", "decision_maker", "decision_type", "title", "contact_officer",
         "chief_officers", "ward", "non_applicable", "background_documents")  # fmt: skip


def fill_paper(quarter, text):
    paper = Paper.objects.create(quarter=quarter, **{field: text() for field in PAPER})
    CoverItem.objects.create(paper=paper, order=1, heading=text(), label=text(), value=text())
    body = text() + " {council} {icb} {forecast.total}\n\n{table.metrics}\n\n{table.spending}"
    PaperSection.objects.create(paper=paper, order=1, code="summary", heading=text(), body=body)


@pytest.fixture
def traces():
    """What was given to Northshire alone, and as much to Southborough."""
    given = {"northshire": Traces("N", PRIMES[::2]), "southborough": Traces("S", PRIMES[1::2])}
    for slug, traces in given.items():
        fill_board(slug.capitalize(), traces)
    return given


def member(slug, role):
    client = Client()
    client.force_login(builders.make_user(Board.objects.get(slug=slug), role))
    return client


def crawl(client, *starts):
    """All that a person can read by following links from there: status and text by address."""
    seen, waiting = {}, list(starts)
    while waiting:
        place = waiting.pop()
        if place in seen or place.startswith("/static/"):
            continue
        answer = client.get(place)
        seen[place] = readable(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += re.findall(r'href="(/[^"#]*)', seen[place])
    return seen


def with_queries(client, seen):
    """The same pages once more, searched, sorted, turned and asked for in another format."""
    pages = [place for place in seen if place.endswith("/")]
    return {page + query: readable(client.get(page + query)) for page in pages for query in QUERIES}


def readable(answer):
    """The status, and the text of a page, of all pages of a PDF, or of every part of a workbook."""
    content = answer.getvalue()
    text = content.decode(errors="replace")
    if content.startswith(b"%PDF"):
        read = pypdf.PdfReader(io.BytesIO(content))
        text = f"{read.metadata} " + " ".join(page.extract_text() for page in read.pages)
    if content.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        text = " ".join(parts.read(name).decode() for name in parts.namelist())
    return f"{answer.status_code} {text}"


def addresses_of(board):
    places = [address(name) for name in NAMES if name not in OPEN_TO_ANYONE]
    return [place.replace("northshire", board).replace("q3", f"q{number}")
            for place in places for number in STATES]  # fmt: skip


def leaks(seen, other, traces):
    """Texts and amounts of the other board in what was seen, and its addresses that answered."""
    texts, amounts = traces[other].in_what_was(seen)
    found = [at for at in seen if at.startswith(f"/{other}/") and not seen[at].startswith("404")]
    return {*texts, *amounts, *found}


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


# Reads that show no row of their own: without the filter a figure would be wrong, not another's.
# Owners are sorted by board after they are read, so that no other board's are ever looked up, and
# the quarters of a board in which a person holds no role come with no permission to be shown. The
# role in which a figure of the same name was entered names no board.
# Names of schemes and partners are looked up by what stands in the board's own trail. Plans by
# month and what was moved or proposed are added up by the ids of the board's own lines.
ONLY_COUNTED_OR_JOINED = {
    "schemes.queries.count_actions",
    "boards.owners._held",
    "finance.plan_money.has_printed_plan",
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


def leaks_without(read, clients, traces, monkeypatch):
    """What members of either board meet of the other while a read has no filter by board."""

    def forget(asking, names, values):
        for name in names if asking == read else ():
            del values[name]

    kept.forget()
    with monkeypatch.context() as sabotage, undone():
        sabotage.setattr(QuerySet, "filter", by_board(forget))
        for mine, other in (("northshire", "southborough"), ("southborough", "northshire")):
            seen = crawl(clients[mine], "/", f"/{mine}/2023-24-q4/plan/", *addresses_of(other))
            if found := leaks(seen, other, traces):
                return found
    return set()


@pytest.mark.check(7)
def test_every_read_by_board_is_missed_when_its_filter_is_gone(traces, monkeypatch):
    # As markup the paper says the same, sooner.
    monkeypatch.setattr("reports.kept_files.render_pdf", lambda paper: paper_html(paper).encode())
    clients = {slug: member(slug, Role.FINANCE_OFFICER) for slug in traces}
    reads = set()
    with monkeypatch.context() as listening:
        listening.setattr(QuerySet, "filter", by_board(lambda read, *_: reads.add(read)))
        crawl(clients["northshire"], "/")

    unnoticed = {r for r in reads if not leaks_without(r, clients, traces, monkeypatch)}

    assert len(reads) >= 9
    assert unnoticed == ONLY_COUNTED_OR_JOINED
    assert leaks_without("nothing at all", clients, traces, monkeypatch) == set()
