"""What belongs to a figure beside its target: its parts, the national figure, what was restated."""

from boards import formats
from metrics.findings import called, figure
from metrics.models import Metric, Result, Revision
from metrics.rates import rate

LAST_MONTH, LAST_QUARTER = 12, 4
MET, NOT_MET = Result.YearOutcome.MET, Result.YearOutcome.NOT_MET
SAID_OF_THE_YEAR = {
    MET: "Met for the year",
    NOT_MET: "Not met for the year",
    Result.YearOutcome.NOT_KNOWN: "Not known yet for the year",
}


def share(row, numerator, denominator, decimals=None):
    """“45 of 46 is 97.8%”, or what a rate per so many people comes to; empty without both."""
    computed = rate(numerator, denominator, row.rate_base)
    if computed is None:
        return ""
    places = row.decimals if decimals is None else decimals
    base = "" if row.percentage else f" per {formats.number(row.rate_base)}"
    parts = f"{formats.number(numerator)} of {formats.number(denominator)}"
    return f"{parts} is {figure(row, formats.rounded(computed, places))}{base}"


def parts(row):
    """“124 (new admissions) of 62,500 (people aged 65 and over)”."""
    if not row.is_typed or None in (row.numerator, row.denominator):
        return ""
    return (
        f"{formats.number(row.numerator)} ({row.numerator_name}) of "
        f"{formats.number(row.denominator)} ({row.denominator_name})"
    )


def national(row):
    """“1,012, from NHS England. It differs because …”, or nothing."""
    if not row.is_typed or row.national_value is None:
        return ""
    source = f", from {row.national_source}" if row.national_source else ""
    because = row.national_differs_because
    return f"{figure(row, row.national_value)}{source}." + (f" {because}" if because else "")


def as_at(row):
    return formats.date(row.as_at) if row.is_typed and row.as_at else ""


def unlikely(row):
    """Why a figure far from the last one is right all the same."""
    return row.unlikely_because if row.is_typed else ""


def restated(row):
    """“Quarter 2 2024-25: previously 260, now 273 (the national figure was revised)” for each."""
    return tuple(restatement(row, item) for item in row.restated)


def restatement(row, item):
    kind = Revision.Kind(item.kind).label
    sentence = (
        f"{item.period}: previously {figure(row, item.before)}, now {figure(row, item.after)} "
        f"({kind[0].lower()}{kind[1:]})"
    )
    return f"{sentence}. {item.because}" if item.because else sentence


def year_outcome(row):
    """“Met for the year”: what the report of the last quarter says, or nothing."""
    is_said = row.quarter == LAST_QUARTER and row.state != Result.State.NOT_APPLICABLE
    return SAID_OF_THE_YEAR.get(row.year_outcome, "") if is_said else ""


def computed_outcome(row):
    """Met or not as the figure says, or None while it does not cover the whole year."""
    whole = row.has_figure and row.last_month == LAST_MONTH and row.annual is not None
    if not whole or (row.method == Metric.Method.ACCUMULATES and row.first_month != 1):
        return None
    met = row.actual <= row.annual if row.lower_is_better else row.actual >= row.annual
    return MET if met else NOT_MET


def outcome_suggested(row):
    """What the figure says of the year, or why it cannot: the hint of the question."""
    suggested = computed_outcome(row)
    if suggested is None:
        return f"The figure for {called(row)} does not cover the year to March yet."
    target = figure(row, row.annual, row.decimals)
    against = f"{figure(row, row.actual)} against an annual target of {target}"
    return f"The figure says {suggested.label.lower()}: {against}."


MOST_SHOWN = 4


def history(row):
    """How the last figures stood against their targets, in one sentence."""
    held = [item for item in row.earlier if None not in (item.actual, item.target)][-MOST_SHOWN:]
    met, count = sum(is_met(row, item) for item in held), len(held)
    if count <= 1:
        return f"The last figure {'met' if met else 'did not meet'} its target." if held else ""
    some = "All" if met == count else formats.in_words(met).capitalize()
    return f"{some} of the last {formats.in_words(count)} figures met the target to date."


def is_met(row, reported):
    gap = reported.actual - reported.target
    return gap <= 0 if row.lower_is_better else gap >= 0
