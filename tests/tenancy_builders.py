"""Two boards with a trace of their own in all that a person may have written or entered."""

import re
from datetime import date
from itertools import count

from boards.models import Comment, Organisation
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
from reports.models import CoverItem, Paper, PaperSection
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

STATES = {1: Status.PUBLISHED, 2: Status.WITH_SIGNATORIES, 3: Status.SIGNED, 4: Status.DRAFT}
PRIMES = [n for n in range(20_000, 40_000) if all(n % d for d in range(2, 201))]


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


def make_traces():
    """What was given to Northshire alone, and as much to Southborough: Traces by board."""
    given = {"northshire": Traces("N", PRIMES[::2]), "southborough": Traces("S", PRIMES[1::2])}
    for slug, traces in given.items():
        fill_board(slug.capitalize(), traces)
    return given
