"""Lines that a form names and its page never showed."""

import re

from django.http import Http404

from finance.models import ExpenditureLine

# A box of a line ends in its id, and “row-2” is the second row of what was pasted.
NAMED = re.compile(r"(?!row-)[a-z_-]+-(\d{1,18})")
PICKED = ("tick", "line", "lines")


def refuse_other_lines(data, report, quarter):
    """404 for a form that names a line of another board or year, or one that never was.

    A line that left the report while its page was open is passed over as before.
    """
    named = {found[1] for name in data if (found := NAMED.fullmatch(name))}
    picked = ",".join(value for name in PICKED for value in data.getlist(name)).split(",")
    named |= {line for line in picked if line.isascii() and line.isdigit() and len(line) <= 18}
    unknown = {int(line) for line in named} - {row.line for row in report.rows}
    if not unknown:
        return
    held = ExpenditureLine.objects.filter(
        pk__in=unknown, scheme__board=quarter.board_id, scheme__year=quarter.year
    )
    if held.count() != len(unknown):
        raise Http404
