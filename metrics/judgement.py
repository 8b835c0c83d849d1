"""What an answer about a measure has to be: pairs of the field and what to do; no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from boards import formats
from boards.converters import PeriodKey
from metrics import rates, remarks
from metrics.findings import called, figure
from metrics.phasing import target_to_date

MOST_PER_CENT = 100


@dataclass(frozen=True)
class Answer:
    """What was typed about a MetricRow in a quarter; `failed` names the fields not understood."""

    row: object
    key: PeriodKey
    today: date
    typed: Mapping
    failed: frozenset = frozenset()

    def __getitem__(self, name):
        return self.typed.get(name)

    def lacks(self, name):
        return self[name] in (None, "") and name not in self.failed


def months(answer):
    first, last = answer["first_month"], answer["last_month"]
    if not first:
        yield "first_month", "Select the first month covered"
    if not last:
        yield "last_month", "Select the last month covered"
    elif last > answer.key.last_month:
        yield "last_month", f"Last month covered must be {_end_of(answer.key)} or earlier"
    elif first and last < first:
        yield "last_month", "Last month covered must be after the first month covered"
    else:
        yield from _not_earlier_than_last_time(answer)


def _end_of(key):
    return formats.months_with_year(key.last_month, key.last_month, key.year)


def _not_earlier_than_last_time(answer):
    before = answer.row.last_figure
    if before and before.key.year == answer.row.year and answer["last_month"] < before.last_month:
        when = "last quarter" if before == answer.row.previous else f"in {before.period}"
        covered = formats.months(before.first_month, before.last_month)
        yield (
            "last_month",
            f"You reported {covered} {when}. Select the same or a later month",
        )


def actual(answer):
    row = answer.row
    if answer.lacks("actual"):
        computed = remarks.share(row, answer["numerator"], answer["denominator"])
        yield "actual", ". ".join(filter(None, [f"Enter the actual for {called(row)}", computed]))
    yield from _in_range(answer, "actual", row.name, f"Actual for {called(row)}")


def _in_range(answer, name, percentage, number):
    """A value that cannot be; the two names begin the sentence for a percentage and a number."""
    value = answer[name]
    if value is None:
        return
    if answer.row.percentage and not 0 <= value <= MOST_PER_CENT:
        yield name, f"{percentage} must be between 0% and 100%"
    elif value < 0:
        yield name, f"{number} must be 0 or more"


def parts(answer):
    """Numerator and denominator: both or neither, possible, and in keeping with the actual."""
    row, counted, out_of = answer.row, answer["numerator"], answer["denominator"]
    if not row.has_parts:
        return
    if out_of is not None and answer.lacks("numerator"):
        yield "numerator", f"Enter {row.numerator_name}, or delete {row.denominator_name}"
    if counted is not None and answer.lacks("denominator"):
        yield "denominator", f"Enter {row.denominator_name}, or delete {row.numerator_name}"
    impossible = list(_impossible_parts(row, counted, out_of))
    yield from impossible
    if not impossible:
        yield from _disagreeing(answer, counted, out_of)


def _impossible_parts(row, counted, out_of):
    above, below = _sentence(row.numerator_name), _sentence(row.denominator_name)
    if counted is not None and counted < 0:
        yield "numerator", f"{above} must be 0 or more"
    if out_of is not None and out_of <= 0:
        yield "denominator", f"{below} must be more than 0"
    elif row.percentage and None not in (counted, out_of) and counted > out_of:
        yield "numerator", f"{above} must not be more than {row.denominator_name}"


def _sentence(name):
    return name[0].upper() + name[1:]


def _disagreeing(answer, counted, out_of):
    row, typed = answer.row, answer["actual"]
    computed = rates.rate(counted, out_of, row.rate_base)
    if None in (typed, computed) or rates.agrees(typed, computed):
        return
    worked_out = remarks.share(row, counted, out_of, rates.places(typed))
    yield (
        "actual",
        f"{worked_out}, but the actual is {figure(row, typed)}. Change the actual or its parts",
    )


def national(answer):
    row, value = answer.row, answer["national_value"]
    yield from _in_range(
        answer, "national_value", f"National figure for {called(row)}",
        f"National figure for {called(row)}",
    )  # fmt: skip
    if value is None:
        if answer.lacks("national_value") and (
            answer["national_source"] or answer["national_differs_because"]
        ):
            message = f"Enter the national figure for {called(row)}, or delete what is said of it"
            yield "national_value", message
        return
    if answer.lacks("national_source"):
        yield "national_source", f"Enter where the national figure for {called(row)} comes from"
    local = answer["actual"]
    if local not in (None, value) and answer.lacks("national_differs_because"):
        differing = f"{figure(row, value)} and the local one {figure(row, local)}"
        yield "national_differs_because", f"Enter why the national figure is {differing}"


def different_target(answer):
    row, target = answer.row, answer["different_target"]
    name = f"Different target for {called(row)}"
    yield from _in_range(answer, "different_target", name, name)
    if target is not None and answer.lacks("different_target_reason"):
        yield "different_target_reason", _why_different(answer, target)
    if answer["different_target_reason"] and answer.lacks("different_target"):
        yield "different_target", "Enter the different target, or delete the reason for it"


def _why_different(answer, target):
    row = answer.row
    covered = answer["first_month"], answer["last_month"]
    computed = target_to_date(row.method, row.annual, *covered, row.profile)
    usual = figure(row, computed, row.decimals)
    return f"Enter why the target for this period is {figure(row, target)} and not {usual}"


def as_at(answer):
    day = answer["as_at"]
    if day and day > answer.today:
        yield "as_at", "Date of the data must be today or in the past"


def unavailable(answer):
    if answer.lacks("unavailable_because"):
        place = "unavailable_because" if answer["unavailable_kind"] else "unavailable_kind"
        yield place, f"Enter why the {called(answer.row)} figure is not available yet"
    day = answer["expected_on"]
    if answer.lacks("expected_on"):
        yield "expected_on", "Enter the date you expect the figure"
    elif day and day != answer.row.expected_on and day <= answer.today:
        yield "expected_on", "Date you expect the figure must be after today"


def pace(value, first_month, last_month):
    """An accumulating figure as so much a month, so that short and long counts compare."""
    return value / Decimal(last_month - first_month + 1)
