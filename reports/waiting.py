"""Which parts of many reports wait for somebody, by subject; few queries for all of them.

How far one report is, in full, is reports.tasks.
"""

from collections import defaultdict

from django.db.models import Count

from boards import subjects
from boards.kept import kept
from boards.permissions import Permission
from finance.models import ExpenditureLine, LineReturn
from finance.queries import left_out
from metrics.models import Metric, Result
from reports.models import PaperSection
from schemes.models import PlanSection, Risk


def waiting(quarters, owners):
    """What of each quarter waits for the person: a dict of quarter id to a set of subjects.

    The quarters carry `allowed`; `owners` are the Owners of each board. Who owns a part of a
    board is asked for that alone, and who owns none for everything that they may enter.
    """
    found = {quarter.pk: set() for quarter in quarters}
    for permission, open_parts in PARTS:
        allowed = [quarter for quarter in quarters if permission in quarter.allowed.now]
        boards = {quarter.pk: quarter.board_id for quarter in allowed}
        for quarter, subject in open_parts(allowed) if allowed else ():
            mine = owners[boards[quarter]]
            if mine.has(subject) or not mine.mine:
                found[quarter].add(subject)
    return found


@kept
def measures(quarters):
    """Measures without an answer."""
    metrics = list(Metric.objects.order_by().values_list("code", "first_year", "last_year"))
    results = Result.objects.filter(quarter__in=quarters).order_by()
    entered = set(results.values_list("quarter", "metric__code"))
    return [
        (quarter.pk, subjects.metric(code))
        for quarter in quarters
        for code, first, last in metrics
        if first <= quarter.year and (last is None or quarter.year <= last)
        if (quarter.pk, code) not in entered
    ]


def spending(quarters):
    """Spending, where a line that the person may type was not reviewed, or has no forecast."""
    leaders = _leaders_with_open_lines(quarters)
    return [
        (quarter.pk, subjects.SPENDING)
        for quarter in quarters
        if any(map(quarter.allowed.may_type_line_led_by, leaders[quarter.pk]))
    ]


@kept
def _leaders_with_open_lines(quarters):
    """The organisations that lead lines which wait in a quarter: their ids by that of the quarter.

    None stands for lines that several lead.
    """
    lines, reviews, not_asked = _lines(quarters), _reviews(quarters), left_out(quarters)
    return {
        quarter.pk: [
            leader
            for leader, count in lines[quarter.board_id, quarter.year].items()
            if reviews[quarter.pk].get(leader, 0) < count - not_asked[quarter.pk, leader]
        ]
        for quarter in quarters
    }


def _lines(quarters):
    """How many lines each board plans for each year, by the organisation that leads them."""
    boards = {quarter.board_id for quarter in quarters}
    lines = ExpenditureLine.objects.filter(scheme__board__in=boards).order_by()
    counted = lines.values_list("scheme__board", "scheme__year", "scheme__led_by")
    found = defaultdict(dict)
    for board, year, leader, count in counted.annotate(Count("pk")):
        found[board, year][leader] = count
    return found


def _reviews(quarters):
    """How many lines of each quarter are reviewed, by the organisation that leads them."""
    reviewed = LineReturn.objects.filter(
        quarter__in=quarters, forecast__isnull=False, reviewed_on__isnull=False
    ).order_by()
    found = defaultdict(dict)
    counted = reviewed.values_list("quarter", "line__scheme__led_by").annotate(Count("pk"))
    for quarter, leader, count in counted:
        found[quarter][leader] = count
    return found


@kept
def conditions(quarters):
    """National conditions of the plan without a statement."""
    sections = PlanSection.objects.filter(
        board__in={quarter.board_id for quarter in quarters},
        year__in={quarter.year for quarter in quarters},
        condition__isnull=False,
    ).order_by()
    stated = defaultdict(lambda: defaultdict(set))
    for board, year, code, quarter in sections.values_list(
        "board", "year", "code", "statements__quarter"
    ):
        stated[board, year][code].add(quarter)
    return [
        (quarter.pk, subjects.section(code))
        for quarter in quarters
        for code, by in stated[quarter.board_id, quarter.year].items()
        if quarter.pk not in by
    ]


@kept
def texts(quarters):
    """Sections of the commentary that nobody has called complete."""
    unfinished = PaperSection.objects.filter(paper__quarter__in=quarters, is_complete=False)
    found = unfinished.order_by().values_list("paper__quarter", "code")
    return [(quarter, subjects.text(code)) for quarter, code in found]


@kept
def risks(quarters):
    """The risks of a board that keeps them, while an open one is not rated."""
    keeping = [quarter for quarter in quarters if quarter.board.keeps_risks]
    held = Risk.objects.filter(board__in={quarter.board_id for quarter in keeping}, closed_in=None)
    rated = defaultdict(lambda: defaultdict(set))
    for board, risk, quarter in held.order_by().values_list("board", "pk", "updates__quarter"):
        rated[board][risk].add(quarter)
    return [
        (quarter.pk, subjects.RISKS)
        for quarter in keeping
        if any(quarter.pk not in by for by in rated[quarter.board_id].values())
    ]


PARTS = (
    (Permission.EDIT_METRICS, measures),
    (Permission.EDIT_SPENDING, spending),
    (Permission.EDIT_NARRATIVES, conditions),
    (Permission.EDIT_NARRATIVES, texts),
    (Permission.EDIT_NARRATIVES, risks),
)
