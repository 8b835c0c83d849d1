"""What a figure means against its target, in words; compared at full precision."""

from enum import Enum

from boards import formats


class Status(Enum):
    """The code, its words and the colour that goes with them."""

    ON_TARGET = ("On target", "green")
    NOT_ON_TARGET = ("Not on target", "red")
    NO_TARGET = ("No target", "grey")
    NOT_AVAILABLE = ("Data not available", "yellow")
    NOT_APPLICABLE = ("Does not apply", "grey")
    NOT_ENTERED = ("Not entered", "grey")

    @property
    def label(self):
        return self.value[0]

    @property
    def tone(self):
        return self.value[1]


_WITHOUT_FIGURE = {
    "": Status.NOT_ENTERED,
    "NOT_YET": Status.NOT_AVAILABLE,
    "NOT_APPLICABLE": Status.NOT_APPLICABLE,
}


def status_of(row):
    """The Status of a MetricRow."""
    if row.state in _WITHOUT_FIGURE:
        return _WITHOUT_FIGURE[row.state]
    if row.target is None:
        return Status.NO_TARGET
    met = row.actual <= row.target if row.lower_is_better else row.actual >= row.target
    return Status.ON_TARGET if met else Status.NOT_ON_TARGET


def called(row):
    """The measure's name as it stands within a sentence."""
    return row.name[0].lower() + row.name[1:]


def figure(row, value, decimals=None):
    """A value of the measure with its per cent sign where it has one."""
    return (formats.percentage if row.percentage else formats.number)(value, decimals)


def actual_text(row):
    """The actual with the decimals it was typed with, or why there is none."""
    if row.has_figure:
        return figure(row, row.actual)
    return row.status.label.lower()


def target_text(row):
    """The target to date as printed: a different one as typed, else the measure's decimals."""
    if row.different_target is not None:
        return figure(row, row.different_target)
    return figure(row, row.computed_target, row.decimals)


def annual_text(row):
    return figure(row, row.annual, row.decimals)


def previous_text(row):
    """“260 (M1 to M3)”: what the quarter before reported, or that it reported nothing."""
    if row.previous is None or row.previous.actual is None:
        return formats.NOT_PROVIDED
    months = formats.months_short(row.previous.first_month, row.previous.last_month)
    return f"{figure(row, row.previous.actual)} ({months})"


def months_text(row):
    """“April to September”."""
    return formats.months(row.first_month, row.last_month)


def finding(row):
    """“273, which is 53 (24%) above the target of 220 for April to September.”"""
    if row.state == "NOT_YET":
        return _not_yet(row)
    if not row.has_figure:
        return ""
    if row.target is None:
        return f"{actual_text(row)} for {months_text(row)}. No target is held."
    against = f"the target of {target_text(row)} for {months_text(row)}."
    if row.actual == row.target:
        return f"{actual_text(row)}, which is {against}"
    return f"{actual_text(row)}, which is {_distance(row)} {against}"


def _distance(row):
    """“53 (24%) above”; between percentages the distance is in percentage points."""
    gap = row.actual - row.target
    side = "above" if gap > 0 else "below"
    places = max(row.decimals, -row.actual.as_tuple().exponent)
    shown = formats.number(abs(gap), places)
    if row.percentage:
        return f"{shown} percentage points {side}"
    share = formats.percentage(abs(gap) / row.target * 100, 0) if row.target else ""
    return f"{shown} ({share}) {side}" if share else f"{shown} {side}"


def _not_yet(row):
    expected = f" Expected on {formats.date(row.expected_on)}." if row.expected_on else ""
    return f"{row.unavailable_because.rstrip('.')}.{expected}"


def summary(report):
    """“Four of the five measures are on target; avoidable admissions is not.”"""
    measured = report.with_status(Status.ON_TARGET, Status.NOT_ON_TARGET)
    off = report.with_status(Status.NOT_ON_TARGET)
    if not measured:
        return "No measure has a figure and a target yet."
    with_data = "" if len(measured) == len(report.rows) else " with data"
    if not off:
        return f"{_all_of(len(measured))}{with_data} {_are(len(measured))} on target."
    on, named = len(measured) - len(off), formats.listed([row.name.lower() for row in off])
    count = f"{formats.in_words(on).capitalize()} of the {formats.in_words(len(measured))} measures"
    return f"{count}{with_data} {_are(on)} on target; {named} {_are(len(off))} not."


def _all_of(count):
    return "The one measure" if count == 1 else f"All {formats.in_words(count)} measures"


def _are(count):
    return "is" if count == 1 else "are"
