"""Everything the board paper says, before anyone decides how it looks."""

from dataclasses import dataclass
from datetime import date

from boards import formats
from boards.kept import kept
from finance.fund import FundReport
from finance.fund_queries import fund_report
from finance.income import income, income_report
from finance.income_report import IncomeReport
from finance.movement import Movement
from finance.queries import SpendReport, spend_report
from metrics.queries import MetricReport, metric_report
from reports.board_paper.text import blocks, numbered
from reports.figures import figures, fill, unknown_references
from reports.models import Paper
from reports.moved import movement_since_signed
from schemes.queries import RiskReport, count_actions, plan_progress, risk_register


@dataclass(frozen=True)
class CoverGroup:
    """A heading of the cover sheet and its questions with their answers."""

    heading: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cover:
    report_number: str
    part: str
    decision_maker: str
    meeting_on: date | None
    decision_type: str
    title: str
    contact_officer: str
    chief_officers: tuple[str, ...]
    ward: str
    groups: tuple[CoverGroup, ...]


@dataclass(frozen=True)
class Section:
    """A numbered section; `body` is its text with every figure in its place."""

    number: str
    heading: str
    body: str

    @property
    def blocks(self):
        return numbered(self.number, blocks(self.body))


@dataclass(frozen=True)
class Action:
    reference: str
    title: str
    body: str
    status: str = ""

    @property
    def blocks(self):
        return blocks(self.body)


@dataclass(frozen=True)
class AppendixSection:
    """A national condition or local priority: its summary and the progress of its actions.

    `answer` says whether a condition is met; it is empty where the quarter does not state it.
    """

    title: str
    note: str
    body: str
    actions: tuple[Action, ...]
    answer: str = ""

    @property
    def blocks(self):
        return blocks(self.body)

    @property
    def has_statuses(self):
        return any(action.status for action in self.actions)


@dataclass(frozen=True)
class BoardPaper:
    """The paper of one quarter: as it stands now, or as a version of it went to be signed.

    `version` and `check_code` are those of the version, and empty for what stands now.
    """

    board: str
    authority: str
    period: str
    months: str
    year: int
    is_draft: bool
    is_demonstration: bool
    cover: Cover
    sections: tuple[Section, ...]
    metrics: MetricReport
    spending: SpendReport
    income: IncomeReport
    appendix: tuple[AppendixSection, ...]
    non_applicable: str
    background_documents: tuple[str, ...]
    risks: RiskReport = RiskReport(())
    version: int | None = None
    check_code: str = ""
    fund: FundReport = FundReport()
    # Since the version that was signed last, where there is one.
    movement: Movement | None = None

    @property
    def edition(self):
        """“Version 2, check code 3f9a01bc”, or nothing for what stands now."""
        return f"Version {self.version}, check code {self.check_code}" if self.version else ""


class NoPaper(Exception):
    """The quarter has no cover sheet yet; the text says what to do."""

    def __init__(self, quarter):
        super().__init__(f"{quarter} has no board paper yet. Begin its cover sheet first.")


@dataclass(frozen=True)
class PaperOutline:
    """What the page about a paper tells of it, without making the paper."""

    is_draft: bool
    cover: Cover
    headings: tuple[str, ...]
    actions: int
    unknown_references: tuple[str, ...] = ()
    edition: str = ""


@kept
def paper_outline(quarter):
    """The outline of a quarter's paper; raises NoPaper where none was begun."""
    paper = _begun(quarter)
    metrics, spending = metric_report(quarter), spend_report(quarter)
    facts = figures(quarter, metrics, spending, income(quarter))
    return PaperOutline(
        is_draft=True,
        cover=_cover(paper, quarter, facts),
        headings=tuple(section.heading for section in paper.sections.all()),
        actions=count_actions(quarter),
        unknown_references=tuple(_unknown(paper, facts)),
    )


def outline_of(paper):
    """The outline of a paper that is made already."""
    return PaperOutline(
        is_draft=paper.is_draft,
        cover=paper.cover,
        headings=tuple(section.heading for section in paper.sections),
        actions=sum(len(section.actions) for section in paper.appendix),
        edition=paper.edition,
    )


def _begun(quarter):
    try:
        return Paper.objects.prefetch_related("items", "sections").get(quarter=quarter)
    except Paper.DoesNotExist:
        raise NoPaper(quarter) from None


def board_paper(quarter):
    """The paper of a quarter as a BoardPaper; raises NoPaper where none was begun."""
    paper = _begun(quarter)
    metrics, spending = metric_report(quarter), spend_report(quarter)
    facts = figures(quarter, metrics, spending, income(quarter))
    return BoardPaper(
        board=quarter.board.name,
        authority=quarter.board.authority,
        period=quarter.key.title,
        months=quarter.key.months,
        year=quarter.year,
        is_draft=True,
        is_demonstration=quarter.board.is_demonstration,
        cover=_cover(paper, quarter, facts),
        sections=tuple(_sections(paper, facts)),
        metrics=metrics,
        spending=spending,
        income=income_report(quarter),
        appendix=tuple(_appendix(quarter, facts)),
        non_applicable=fill(paper.non_applicable, facts),
        background_documents=tuple(paper.background_documents.splitlines()),
        risks=risk_register(quarter),
        fund=fund_report(quarter),
        movement=movement_since_signed(quarter),
    )


def _unknown(paper, facts):
    """References that name no fact, in the order in which they are written."""
    texts = [*(item.value for item in paper.items.all()), *(s.body for s in paper.sections.all())]
    return dict.fromkeys(name for text in texts for name in unknown_references(text, facts))


def _cover(paper, quarter, facts):
    return Cover(
        report_number=paper.report_number,
        part=paper.part,
        decision_maker=paper.decision_maker,
        meeting_on=quarter.meeting_on,
        decision_type=paper.decision_type,
        title=paper.title,
        contact_officer=paper.contact_officer,
        chief_officers=tuple(paper.chief_officers.splitlines()),
        ward=paper.ward,
        groups=tuple(_groups(paper.items.all(), facts)),
    )


def _groups(items, facts):
    headings = dict.fromkeys(item.heading for item in items)
    for heading in headings:
        answers = tuple(
            (item.label, fill(item.value, facts)) for item in items if item.heading == heading
        )
        yield CoverGroup(heading, answers)


def _sections(paper, facts):
    for number, section in enumerate(paper.sections.all(), 1):
        yield Section(str(number), section.heading, fill(section.body, facts))


def _appendix(quarter, facts):
    for section in plan_progress(quarter):
        yield AppendixSection(
            title=section.title,
            note=section.note,
            body=fill(section.summary, facts),
            actions=tuple(_action(action, facts) for action in section.actions),
            answer=_answer(section),
        )


def _action(action, facts):
    words = fill(action.progress, facts)
    return Action(action.reference, action.title, words, action.status_label)


def _answer(section):
    """“Not met in full. Two posts are vacant. To be met by 31 March 2025.”"""
    if not section.falls_short:
        return section.answer_label
    reason = section.because.strip().rstrip(".")
    return f"{section.answer_label}. {reason}. To be met by {formats.date(section.by_when)}."
