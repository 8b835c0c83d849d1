"""Every fact that a text may cite by reference, such as {variance.dfg}: figures are never typed."""

import re

from boards import formats
from boards.models import Organisation
from metrics import findings

REFERENCE = re.compile(r"\{([a-z0-9][a-z0-9.\-]*)\}")


def figures(quarter, metrics, spending, income):
    """The facts of a quarter by reference: a dict of str to str."""
    return (
        _names(quarter)
        | _spending(spending)
        | _income(income)
        | {"metrics.summary": metrics.summary}
        | {key: text for row in metrics.rows for key, text in _metric(row).items()}
    )


def fill(text, facts):
    """The text with each known reference replaced; an unknown one stays as it was typed."""
    return REFERENCE.sub(lambda match: facts.get(match[1], match[0]), text)


def unknown_references(text, facts):
    """References in the text that name no fact, so that nothing would be put in their place."""
    found = REFERENCE.findall(text)
    return [name for name in found if name not in facts and not name.startswith("table.")]


def _names(quarter):
    organisations = list(Organisation.objects.filter(board=quarter.board_id))
    return {
        "board": quarter.board.name,
        "council": _listed(organisations, "COUNCIL") or quarter.board.authority,
        "icb": _listed(organisations, "ICB") or formats.NOT_PROVIDED,
        "period": f"Quarter {quarter.period.quarter} of {formats.financial_year(quarter.year)}",
        "period.months": quarter.key.months,
        "year": formats.financial_year(quarter.year),
    }


def _listed(organisations, kind):
    names = [organisation.name for organisation in organisations if organisation.kind == kind]
    return formats.listed(names) if names else ""


def _spending(report):
    facts = {"spending.finding": spending_finding(report)}
    for code, totals in [("total", report), *((group.code, group) for group in report.groups)]:
        for head in ("plan", "forecast", "spent", "variance"):
            facts[f"{head}.{code}"] = formats.thousands_in_text(getattr(totals, head))
    return facts


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
    facts = {}
    for stream in streams:
        facts[f"uplift.{stream.stream}"] = formats.percentage(stream.uplift)
        facts[f"uplift.{stream.stream}.next"] = formats.percentage(stream.uplift_next_year)
        facts[f"addition.{stream.stream}"] = formats.thousands_in_text(stream.added)
        facts[f"allocation.{stream.stream}"] = formats.thousands_in_text(stream.allocation)
    return facts


def _metric(row):
    name = f"metric.{row.code}"
    return {
        f"{name}.actual": findings.actual_text(row),
        f"{name}.target": findings.target_text(row),
        f"{name}.annual": findings.annual_text(row),
        f"{name}.months": formats.months_with_year(row.first_month, row.last_month, row.year),
        f"{name}.finding": row.finding,
    }
