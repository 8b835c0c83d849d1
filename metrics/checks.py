"""What the measures still need, in words for the commissioner."""

from django.urls import reverse

from boards.problems import Problem
from metrics.findings import Status, called, figure
from metrics.phasing import MONTHS_OF_A_YEAR
from metrics.remarks import LAST_QUARTER

SECTION = "Performance"


def problems(report, address=None):
    """Everything that is open in a MetricReport; `address` is that of its quarter, for links."""
    return [
        Problem(SECTION, message, _page(row, address) + anchor)
        for row in report.rows
        for anchor, message in still_needed(row)
    ]


def _page(row, address):
    return reverse("metrics:metric", kwargs=address | {"code": row.code}) if address else ""


def still_needed(row):
    """What one measure still needs: pairs of the place on its page and what to do."""
    if row.status == Status.NOT_ENTERED:
        return [("#id_state", f"Select whether you have a figure for {called(row)} this quarter")]
    return [*_about_being_off_target(row), *_about_the_year(row), *_about_the_profile(row)]


def _about_being_off_target(row):
    if row.status != Status.NOT_ON_TARGET:
        return
    if not row.off_target_because and not row.comment:
        yield "#id_off_target_because", f"Enter why the {called(row)} figure is off target"
    if not row.mitigation:
        yield "#id_mitigation", f"Enter what you are doing about {called(row)}"


def _about_the_year(row):
    if row.quarter == LAST_QUARTER and not row.year_outcome and row.status != Status.NOT_APPLICABLE:
        yield "#id_year_outcome", f"Select whether {called(row)} met its target for the year"


def _about_the_profile(row):
    if len(row.profile) == MONTHS_OF_A_YEAR and sum(row.profile) != row.annual:
        months = figure(row, sum(row.profile), row.decimals)
        annual = figure(row, row.annual, row.decimals)
        yield "", f"The monthly targets of {called(row)} add up to {months}, not {annual}"
