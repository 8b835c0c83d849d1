"""Where the figures of a version come from: source, months, day, and who entered them by role."""

from dataclasses import dataclass
from datetime import date

from boards import formats
from boards.models import AuditEvent
from metrics import findings
from reports.versions.queries import roles_in_words

MEASURED, SPENT = "metrics.actual.recorded", "finance.forecast.recorded"
EVENT = ("kind", "subject", "role")
SPENDING = "Spending, forecast of the year"


@dataclass(frozen=True)
class Origin:
    """One figure as it is printed, and where it was taken from."""

    name: str
    printed: str
    months: str
    source: str
    as_at: date | None
    role: str


def origins(snapshot, paper):
    """The Origins of a version, a list: its measures in their order, then its spending."""
    roles = _roles(snapshot)
    found = [_of_measure(row, roles.get((MEASURED, row.code), "")) for row in paper.metrics.rows]
    return [*found, _of_spending(paper, roles)]


def _of_measure(row, role):
    return Origin(
        name=row.name,
        printed=findings.actual_text(row),
        months=formats.months_with_year(row.first_month, row.last_month, row.year),
        source=row.source or row.published_source,
        as_at=row.as_at,
        role=roles_in_words(role),
    )


def _of_spending(paper, roles):
    lines = {row.reference for row in paper.spending.rows}
    held = {
        code
        for (kind, named), role in roles.items()
        if kind == SPENT and named in lines
        for code in role.split(", ")
    }
    reviewed = [row.reviewed_on for row in paper.spending.rows if row.reviewed_on]
    return Origin(
        name=SPENDING,
        printed=formats.thousands_in_text(paper.spending.forecast),
        months=paper.months,
        source=paper.spending.reviewed_in_words,
        as_at=max(reviewed, default=None),
        role=roles_in_words(", ".join(sorted(held))),
    )


def _roles(snapshot):
    """The roles that entered each figure last before the version was sent, by (kind, subject)."""
    quarter = snapshot.quarter
    events = AuditEvent.objects.filter(
        board=quarter.board.slug,
        period=str(quarter.key),
        kind__in=(MEASURED, SPENT),
        at__lte=snapshot.sent_at,
    ).order_by("sequence")
    return {(kind, named): role for kind, named, role in events.values_list(*EVENT)}
