"""Reads about the list of schemes of a year."""

from dataclasses import dataclass
from datetime import date

from boards.models import BoardQuarter
from finance.models import ExpenditureLine
from schemes.models import Scheme, led_by_name


@dataclass(frozen=True)
class SchemeRow:
    """One scheme as the list shows it."""

    reference: str
    name: str
    heading: str
    led_by: str
    streams: str
    starts_on: date | None
    stops_on: date | None
    stopped_because: str


def scheme_list(board, year):
    """The schemes of a year in the order of the plan, a list of SchemeRow."""
    streams = _streams(board, year)
    schemes = Scheme.objects.filter(board=board, year=year).order_by("order")
    found = schemes.values_list(
        "pk", "reference", "name", "scheme_type__name", "local_heading", "led_by__short_name",
        "is_joint", "starts_on", "stops_on", "stopped_because", named=True,
    )  # fmt: skip
    return [
        SchemeRow(
            reference=scheme.reference,
            name=scheme.name,
            heading=scheme.scheme_type__name or scheme.local_heading,
            led_by=led_by_name(scheme.led_by__short_name, scheme.is_joint),
            streams=", ".join(streams.get(scheme.pk, ())),
            starts_on=scheme.starts_on,
            stops_on=scheme.stops_on,
            stopped_because=scheme.stopped_because,
        )
        for scheme in found
    ]


def _streams(board, year):
    """The names of the streams of each scheme by its id."""
    lines = ExpenditureLine.objects.filter(scheme__board=board, scheme__year=year)
    found = {}
    for scheme, name in lines.order_by("pk").values_list("scheme", "stream__short_name"):
        found.setdefault(scheme, []).append(name or "not stated")
    return found


def planned_years(board):
    """The financial years for which a board has a quarter or a scheme, the last one first."""
    quarters = BoardQuarter.objects.filter(board=board).order_by()
    schemes = Scheme.objects.filter(board=board).order_by()
    years = {*quarters.values_list("period__year", flat=True)}
    years |= {*schemes.values_list("year", flat=True).distinct()}
    return sorted(years, reverse=True)
