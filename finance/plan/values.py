"""The facts of a scheme that its administrators keep, as plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from finance.models import ExpenditureLine

NOT_STATED, JOINT = "not-stated", "Joint"


@dataclass(frozen=True)
class SchemeValues:
    """`led_by` is a short name, JOINT or empty; `streams` are codes in order, joined by commas."""

    name: str = ""
    scheme_type: str = ""
    local_heading: str = ""
    area_of_spend: str = ""
    led_by: str = ""
    streams: str = ""
    planned_outputs: Decimal | None = None
    starts_on: date | None = None
    stops_on: date | None = None
    stopped_because: str = ""


def values_of(scheme):
    """The SchemeValues of a scheme as it is stored."""
    lines = ExpenditureLine.objects.filter(scheme=scheme).values_list("stream__code", flat=True)
    leader = scheme.led_by.short_name if scheme.led_by else ""
    return SchemeValues(
        name=scheme.name,
        scheme_type=scheme.scheme_type.code if scheme.scheme_type else "",
        local_heading=scheme.local_heading,
        area_of_spend=scheme.area_of_spend.code if scheme.area_of_spend else "",
        led_by=JOINT if scheme.is_joint else leader,
        streams=joined(code or NOT_STATED for code in lines),
        planned_outputs=scheme.planned_outputs,
        starts_on=scheme.starts_on,
        stops_on=scheme.stops_on,
        stopped_because=scheme.stopped_because,
    )


def joined(codes):
    return ",".join(sorted(codes))


def separate(streams):
    return set(filter(None, streams.split(",")))
