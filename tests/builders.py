"""Plain builders: defaults make a valid object, and a test passes only what it is about."""

from datetime import UTC, datetime
from decimal import Decimal

from boards.edits import Edit, stamp
from boards.models import Board, BoardQuarter, Grant, Organisation, ReportingPeriod, User
from boards.roles import Role
from boards.workflow import Status
from finance.actions import record_spending
from finance.models import ExpenditureLine
from metrics.actions import record_result
from metrics.models import Metric, Result, Target
from schemes.models import FundingStream, ReportGroup, Scheme, SchemeType

NOON = datetime(2024, 1, 12, 12, tzinfo=UTC)


def make_board(name="Northshire", **settings):
    """A board with its council and its integrated care board."""
    slug = name.lower().replace(" ", "-")
    board = Board.objects.create(
        slug=slug, name=name, code=slug[:8].upper(), authority=f"{name} Council", **settings
    )
    Organisation.objects.create(
        board=board, kind="COUNCIL", name=f"{name} Council", short_name="Council"
    )
    Organisation.objects.create(board=board, kind="ICB", name=f"NHS {name}", short_name="ICB")
    return board


def organisation(board, kind):
    return Organisation.objects.get(board=board, kind=kind)


def make_user(board=None, role=Role.COMMISSIONER, *, of=None, email=None, **grant):
    """A person with a role in a board, for the organisation of a kind."""
    email = email or f"person{User.objects.count()}@council.example"
    user = User.objects.create_user(email, "correct horse battery")
    if board or role == Role.SYSTEM_ADMINISTRATOR:
        Grant.objects.create(
            user=user, role=role, board=board, organisation=of and organisation(board, of), **grant
        )
    return user


def make_quarter(board=None, *, year=2023, quarter=3, status=Status.DRAFT):
    """A quarter of a board, with one stream, one report group and one scheme type in its year."""
    board = board or make_board()
    period, _ = ReportingPeriod.objects.get_or_create(year=year, quarter=quarter)
    stream, _ = FundingStream.objects.get_or_create(
        code="minimum", defaults={"name": "Minimum NHS contribution", "first_year": 2015}
    )
    SchemeType.objects.get_or_create(
        code="carers", defaults={"name": "Carers Services", "first_year": 2015}
    )
    group, created = ReportGroup.objects.get_or_create(
        board=board, year=year, code="bcf", order=1, name="NHS minimum", short_name="BCF"
    )
    if created:
        group.streams.add(stream)
    return BoardQuarter.objects.create(board=board, period=period, status=status)


def make_line(quarter, reference="S1", *, name=None, plan="100000", led_by="COUNCIL"):
    """A scheme of the quarter's year with one line; `led_by` is a kind, or None for joint."""
    order = Scheme.objects.filter(board=quarter.board, year=quarter.year).count() + 1
    scheme = Scheme.objects.create(
        board=quarter.board,
        year=quarter.year,
        order=order,
        reference=reference,
        name=name or f"Scheme {reference}",
        scheme_type=SchemeType.objects.get(code="carers"),
        led_by=led_by and organisation(quarter.board, led_by),
        is_joint=led_by is None,
    )
    return ExpenditureLine.objects.create(
        scheme=scheme, stream=FundingStream.objects.get(code="minimum"), plan=decimal(plan)
    )


def make_lines(quarter, count):
    """Many more lines, each with plan and forecast."""
    first = Scheme.objects.filter(board=quarter.board, year=quarter.year).count() + 1
    kind = SchemeType.objects.get(code="carers")
    schemes = Scheme.objects.bulk_create(
        Scheme(
            board=quarter.board, year=quarter.year, order=number, reference=f"M{number}",
            name=f"Scheme M{number}", scheme_type=kind,
        )
        for number in range(first, first + count)
    )  # fmt: skip
    stream = FundingStream.objects.get(code="minimum")
    lines = ExpenditureLine.objects.bulk_create(
        ExpenditureLine(scheme=scheme, stream=stream, plan=decimal("90000")) for scheme in schemes
    )
    edits = [Edit(line.pk, "forecast", "", decimal("100000")) for line in lines]
    by = make_user(quarter.board, Role.FINANCE_OFFICER)
    record_spending(quarter=quarter, edits=edits, by=by, at=NOON)
    return lines


WORDS = {"explanation", "main_reason", "effect", "money_use", "unlikely_because"}


def report_line(quarter, line, *, by=None, **figures):
    """Enter figures of a line as the finance officer does, over whatever is held."""
    held = line.returns.filter(quarter=quarter).first()
    edits = [
        Edit(
            line.pk,
            field,
            stamp(getattr(held, field, None)),
            new if field in WORDS else decimal(new),
        )
        for field, new in figures.items()
    ]
    by = by or make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL")
    record_spending(quarter=quarter, edits=edits, by=by, at=NOON)


def make_metric(quarter, code="falls", *, annual="1200", **definition):
    """A measure of the quarter's year with the board's target."""
    defaults = {
        "name": code.replace("-", " ").capitalize(),
        "definition": "Admissions after a fall.",
        "unit": "per 100,000",
        "direction": Metric.Direction.LOWER,
        "method": Metric.Method.ACCUMULATES,
        "decimals": 1,
        "first_year": 2015,
        "order": Metric.objects.count() + 1,
    }
    metric, _ = Metric.objects.get_or_create(code=code, defaults=defaults | definition)
    Target.objects.create(
        board=quarter.board, year=quarter.year, metric=metric, annual=decimal(annual)
    )
    return metric


def report_metric(quarter, metric, *, by=None, **values):
    """Enter a figure for a measure as the commissioner does, over whatever is held."""
    held = Result.objects.filter(quarter=quarter, metric=metric).first()
    if held is None:
        values = {"state": "AVAILABLE", "first_month": 1, "last_month": 6} | values
    if "actual" in values:
        values["actual"] = decimal(values["actual"])
    by = by or make_user(quarter.board, Role.COMMISSIONER)
    edits = [
        Edit(metric.pk, field, stamp(getattr(held, field, None)), new)
        for field, new in values.items()
    ]
    record_result(quarter=quarter, metric=metric.pk, edits=edits, by=by, at=NOON)


def decimal(text):
    return None if text is None else Decimal(text)
