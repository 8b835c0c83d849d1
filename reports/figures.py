"""Every fact that a text may cite by reference, such as {variance.dfg}: figures are never typed."""

import re
from typing import NamedTuple

from boards import formats
from boards.models import Organisation
from metrics import findings
from metrics.findings import Status

REFERENCE = re.compile(r"\{([a-z0-9][a-z0-9.\-]*)\}")
SPENDING_HEADS = {
    "plan": "plan",
    "forecast": "forecast",
    "spent": "spent to date",
    "variance": "forecast less plan",
}


class Figure(NamedTuple):
    """A fact that a text may cite: by which reference, what it is, and how it is printed."""

    reference: str
    name: str
    text: str


def figures(quarter, metrics, spending, income):
    """The facts of a quarter by reference: a dict of str to str."""
    return {item.reference: item.text for item in named_figures(quarter, metrics, spending, income)}


def named_figures(quarter, metrics, spending, income):
    """The facts of a quarter in the order in which they are offered, a tuple of Figure."""
    return (
        Figure("metrics.summary", "All measures in one sentence", metrics.summary),
        Figure("metrics.off-target", "Measures not on target", off_target_finding(metrics)),
        *(figure for row in metrics.rows for figure in _metric(row)),
        *_spending(spending),
        *_income(income),
        *_names(quarter),
    )


def fill(text, facts):
    """The text with each known reference replaced; an unknown one stays as it was typed."""
    return REFERENCE.sub(lambda match: facts.get(match[1], match[0]), text)


def unknown_references(text, facts):
    """References in the text that name no fact, so that nothing would be put in their place."""
    found = REFERENCE.findall(text)
    return [name for name in found if name not in facts and not name.startswith("table.")]


def _names(quarter):
    held = Organisation.objects.filter(board=quarter.board_id)
    organisations = list(held.values_list("kind", "name"))
    council = _listed(organisations, "COUNCIL") or quarter.board.authority
    period = f"Quarter {quarter.period.quarter} of {formats.financial_year(quarter.year)}"
    return (
        Figure("board", "The Board", quarter.board.name),
        Figure("council", "The council", council),
        Figure("icb", "The ICB", _listed(organisations, "ICB") or formats.NOT_PROVIDED),
        Figure("period", "This quarter", period),
        Figure("period.months", "The months of this quarter", quarter.key.months),
        Figure("year", "The financial year", formats.financial_year(quarter.year)),
    )


def _listed(organisations, kind):
    names = [name for of_kind, name in organisations if of_kind == kind]
    return formats.listed(names) if names else ""


def off_target_finding(report):
    """“Two of the five measures with data are not on target: falls and reablement.”"""
    measured = report.with_status(Status.ON_TARGET, Status.NOT_ON_TARGET)
    off = report.with_status(Status.NOT_ON_TARGET)
    if not measured:
        return "No measure has a figure and a target yet."
    if len(measured) == 1:
        return f"The one measure with data is {'not ' if off else ''}on target: {_lower(measured)}."
    of_all = f"the {formats.in_words(len(measured))} measures with data"
    if not off:
        return f"All of {of_all} are on target."
    count, are = formats.in_words(len(off)).capitalize(), "is" if len(off) == 1 else "are"
    return f"{count} of {of_all} {are} not on target: {_lower(off)}."


def _lower(rows):
    """The names of measures inside a sentence."""
    return formats.listed([row.name[0].lower() + row.name[1:] for row in rows])


def _spending(report):
    yield Figure("spending.finding", "Differences from plan", spending_finding(report))
    for code, name, totals in [
        ("total", "Whole fund", report),
        *((group.code, group.name, group) for group in report.groups),
    ]:
        for head, words in SPENDING_HEADS.items():
            text = formats.thousands_in_text(getattr(totals, head))
            yield Figure(f"{head}.{code}", f"{name}: {words}", text)


def spending_finding(report):
    """One sentence on where forecast and plan differ."""
    if report.is_empty("plan"):
        return "The amounts of the schemes are not provided."
    if report.missing("forecast"):
        lines = formats.counted(report.missing("forecast"), "line")
        return f"The forecast is not complete: {lines} of {len(report.rows)} have no figure."
    differing = [f"{row.name}, {formats.variance_in_words(row.variance)}" for row in report.varying]
    if not differing:
        return "Every line is forecast to be on plan."
    if len(differing) == 1:
        return f"The only line forecast to differ from plan is {differing[0]}."
    count, listed = formats.in_words(len(differing)).capitalize(), "; ".join(differing)
    together = formats.variance_in_words(report.variance)
    return f"{count} lines are forecast to differ from plan: {listed}. Together: {together}."


def _income(streams):
    for item in streams:
        code, name = item.stream, item.name
        uplift = formats.percentage(item.uplift)
        yield Figure(f"uplift.{code}", f"{name}: rise this year", uplift)
        uplift = formats.percentage(item.uplift_next_year)
        yield Figure(f"uplift.{code}.next", f"{name}: rise next year", uplift)
        added = formats.thousands_in_text(item.added)
        yield Figure(f"addition.{code}", f"{name}: added during the year", added)
        allocation = formats.thousands_in_text(item.allocation)
        yield Figure(f"allocation.{code}", f"{name}: allocation", allocation)


def _metric(row):
    months = formats.months_with_year(row.first_month, row.last_month, row.year)
    facts = {
        "actual": ("actual", findings.actual_text(row)),
        "target": ("target to date", findings.target_text(row)),
        "annual": ("annual target", findings.annual_text(row)),
        "months": ("months covered", months),
        "finding": ("actual against target", row.finding),
    }
    for part, (words, text) in facts.items():
        yield Figure(f"metric.{row.code}.{part}", f"{row.name}: {words}", text)
