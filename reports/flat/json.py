"""The expenditure table with its totals as JSON."""

import json
from datetime import date
from decimal import Decimal

from reports.flat.fields import lines, sums
from reports.workbook.facts import WorkbookFacts
from reports.workbook.figures import Figures


def expenditure_json(facts: WorkbookFacts, figures: Figures) -> bytes:
    """What report it is, its lines, the totals of its groups and the whole.

    Decimals are texts, so that no program rounds them.
    """
    spending = figures.spending
    document = {
        "board": facts.board,
        "authority": facts.authority,
        "period": facts.period,
        "months": facts.months,
        "year": facts.year,
        "meeting_on": facts.meeting_on,
        "edition": facts.edition,
        "is_draft": facts.is_draft,
        "signed_by": facts.signed_by,
        "is_demonstration": facts.is_demonstration,
        "only_led_by": facts.led_by,
        "unit": "pounds",
        "lines": lines(figures),
        "groups": [{"name": group.name} | sums(group) for group in spending.groups],
        "total": sums(spending),
    }
    text = json.dumps(document, default=_as_text, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _as_text(value):
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
