"""Boards made up in bulk; only for an empty database that is thrown away afterwards."""

from decimal import Decimal

from boards.models import Board, BoardQuarter, Grant, Organisation, ReportingPeriod, User
from boards.roles import Role
from finance.models import ExpenditureLine, LineReturn
from metrics.models import Metric, Result, Target
from reports.models import CoverItem, Paper, PaperSection
from schemes.models import FundingStream, ReportGroup, Scheme, SchemeType

FIRST_YEAR = 2021
STREAMS, TYPES, MEASURES, ITEMS, SECTIONS = 4, 8, 5, 8, 6
AT_ONCE = 5000
SENTENCE = "The service works with more people than planned, and the partners agreed to go on. "


class NotEmpty(Exception):
    """The database holds boards or people already; nothing was made."""


def generate(lines, quarters):
    """A board with a person for each number of lines a year, and its quarters; the boards.

    The last two quarters have a paper each.
    """
    if Board.objects.exists() or User.objects.exists():
        raise NotEmpty
    boards = _boards(len(lines))
    years = range(FIRST_YEAR, FIRST_YEAR + -(-quarters // 4))
    _catalogue()
    _plan(boards, lines, years)
    reports = _quarters(boards, quarters)
    _returns(reports)
    _measures(boards, years, reports)
    last = {report.period for report in reports[-2:]}
    _papers([report for report in reports if report.period in last])
    return boards


def _create(model, rows):
    return model.objects.bulk_create(rows, batch_size=AT_ONCE)


def _boards(count):
    names = [f"Northshire {number}" for number in range(1, count + 1)]
    boards = _create(
        Board,
        [
            Board(slug=f"board-{n}", name=name, code=f"B{n}", authority=f"{name} Council")
            for n, name in enumerate(names, 1)
        ],
    )
    kinds = {"COUNCIL": "Council", "ICB": "ICB"}
    _create(
        Organisation,
        [
            Organisation(board=board, kind=kind, name=f"{board} {short}", short_name=short)
            for board in boards
            for kind, short in kinds.items()
        ],
    )
    _people(boards)
    return boards


def _people(boards):
    people = _create(User, [User(email=f"{board.slug}@council.example") for board in boards])
    role = Role.FINANCE_OFFICER
    _create(
        Grant,
        [
            Grant(user=user, role=role, board=board)
            for user, board in zip(people, boards, strict=True)
        ],
    )


def _catalogue():
    names = [(f"stream-{n}", f"Funding stream {n}") for n in range(1, STREAMS + 1)]
    _create(
        FundingStream,
        [
            FundingStream(code=code, name=name, short_name=name, first_year=FIRST_YEAR)
            for code, name in names
        ],
    )
    names = [(f"type-{n}", f"Home care or support of kind {n}") for n in range(1, TYPES + 1)]
    _create(SchemeType, [SchemeType(code=c, name=name, first_year=FIRST_YEAR) for c, name in names])
    _create(Metric, [_metric(number) for number in range(1, MEASURES + 1)])


def _metric(number):
    return Metric(
        code=f"measure-{number}",
        order=number,
        name=f"Measure {number}",
        definition="Emergency admissions to hospital among residents aged 65 and over.",
        unit="admissions per 100,000 people",
        direction=Metric.Direction.LOWER,
        method=Metric.Method.ACCUMULATES,
        decimals=1,
        first_year=FIRST_YEAR,
    )


def _plan(boards, lines, years):
    """Groups of streams, schemes and their lines for each year of each board."""
    streams = list(FundingStream.objects.all())
    groups = _create(
        ReportGroup,
        [
            ReportGroup(
                board=board, year=year, order=order, code=stream.code, name=stream.name,
                short_name=stream.short_name,
            )
            for board in boards
            for year in years
            for order, stream in enumerate(streams, 1)
        ],
    )  # fmt: skip
    placed = zip(groups, streams * (len(groups) // STREAMS), strict=True)
    link = ReportGroup.streams.through
    _create(link, [link(reportgroup=group, fundingstream=stream) for group, stream in placed])
    schemes = _create(Scheme, _schemes(boards, lines, years))
    _create(
        ExpenditureLine,
        [
            ExpenditureLine(
                scheme=scheme,
                stream=streams[scheme.order % STREAMS],
                plan=Decimal(90_000 + scheme.order),
            )
            for scheme in schemes
        ],
    )


def _schemes(boards, lines, years):
    types = list(SchemeType.objects.all())
    leaders = {}
    for partner in Organisation.objects.all():
        leaders.setdefault(partner.board_id, []).append(partner)
    return [
        Scheme(
            board=board,
            year=year,
            order=order,
            reference=f"{board.code}-{year}-{order:03d}",
            name=f"Reablement and support at home {order}",
            scheme_type=types[order % TYPES],
            led_by=leaders[board.pk][order % 2],
        )
        for board, count in zip(boards, lines, strict=True)
        for year in years
        for order in range(1, count + 1)
    ]


def _quarters(boards, count):
    keys = [(FIRST_YEAR + number // 4, number % 4 + 1) for number in range(count)]
    periods = _create(ReportingPeriod, [ReportingPeriod(year=y, quarter=q) for y, q in keys])
    return _create(
        BoardQuarter,
        [BoardQuarter(board=board, period=period) for board in boards for period in periods],
    )


def _returns(reports):
    """Every line reported by every quarter of its year; forecasts move away from plan by time."""
    lines = {}
    for line in ExpenditureLine.objects.select_related("scheme"):
        lines.setdefault((line.scheme.board_id, line.scheme.year), []).append(line)
    _create(
        LineReturn,
        [
            LineReturn(
                quarter=report,
                line=line,
                spent=line.plan / 2,
                forecast=line.plan + 1_000 * report.period.quarter,
                explanation=SENTENCE,
            )
            for report in reports
            for line in lines[report.board_id, report.year]
        ],
    )


def _measures(boards, years, reports):
    metrics = list(Metric.objects.all())
    _create(
        Target,
        [
            Target(board=board, year=year, metric=metric, annual=Decimal("1200.0"))
            for board in boards
            for year in years
            for metric in metrics
        ],
    )
    _create(Result, [_result(report, metric) for report in reports for metric in metrics])


def _result(report, metric):
    return Result(
        quarter=report,
        metric=metric,
        state="AVAILABLE",
        first_month=1,
        last_month=3 * report.period.quarter,
        actual=Decimal("1234.5"),
        source="Monthly return of the hospitals",
        comment=SENTENCE * 3,
        mitigation=f"- {SENTENCE}\n- {SENTENCE}",
    )


def _papers(reports):
    papers = _create(Paper, [_paper(report) for report in reports])
    _create(
        CoverItem,
        [
            CoverItem(paper=paper, order=n, heading="Financial", label=f"Cost {n}", value="None")
            for paper in papers
            for n in range(ITEMS)
        ],
    )
    _create(
        PaperSection,
        [
            PaperSection(
                paper=paper,
                order=n,
                code=f"part-{n}",
                heading=f"Part {n}",
                body=f"{SENTENCE * 4}\n\n" * 3,
            )
            for paper in papers
            for n in range(SECTIONS)
        ],
    )


def _paper(report):
    return Paper(
        quarter=report,
        part="Part 1 – public",
        decision_maker="Health and Wellbeing Board",
        decision_type="Non-key",
        title="Better Care Fund report",
        contact_officer="Programme manager",
        chief_officers="Director of Adult Social Care",
        ward="All wards",
    )
