"""Draws docs/states.md from the tables of the code: `python -m tests.states` writes it."""

import os
from pathlib import Path

import django

import tests.environment  # noqa: F401

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcf_reporting.settings")
django.setup()

from boards.matrix import GRANTS, Permission  # noqa: E402
from boards.roles import Role  # noqa: E402
from boards.workflow import Move, Status  # noqa: E402
from reports.models import DatedFact  # noqa: E402
from reports.recording import WHEN  # noqa: E402

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "states.md"
# What each move adds to the tables, and the first of its events in the trail.
WRITES = {
    Move.SEND: ("the next version; signatures that still stand", "quarter.sent"),
    Move.TAKE_BACK: ("nothing", "quarter.taken_back"),
    Move.REQUEST_CHANGES: ("a request for each part, with its reason", "quarter.changes_requested"),
    Move.SIGN: ("a signature; with the last one, the day of signing", "signature.given"),
    Move.PUBLISH: ("the day of publication, and every file", "quarter.published"),
    Move.CORRECT: ("a request for each part, with its reason", "quarter.correction_begun"),
}
FACTS = {
    DatedFact.Kind.RELEASED: Permission.RELEASE,
    DatedFact.Kind.SUBMITTED: Permission.RECORD_FACT,
    DatedFact.Kind.DECIDED: Permission.RECORD_FACT,
    DatedFact.Kind.RATIFIED: Permission.RECORD_FACT,
    DatedFact.Kind.WITHDRAWN: Permission.WITHDRAW,
}
OPENING = """# The states of a report

Drawn from the tables of the code (`boards/workflow.py`, `boards/matrix.py`) by
`python -m tests.states`; a test compares the two. Every move is one function of
`reports/actions`, which holds the report, checks its state, and writes status and trail together.
What is no arrow here is answered with 409.
"""
BETWEEN = """
A signature that is not the last leaves the report with the signatories. A part to which no changes
were asked for stays closed in the draft. Whoever changed a part is refused as its signatory.

## What is recorded of a version beside its figures

None of it moves the report.
"""


def drawn():
    """The whole document."""
    return "\n".join([OPENING, *_diagram(), "", *_moves(), BETWEEN, *_facts(), ""])


def _diagram():
    yield "```mermaid"
    yield "stateDiagram-v2"
    for status in Status:
        yield f'    state "{status.label}" as {status.value}'
    yield "    [*] --> DRAFT: open"
    for move in Move:
        for start in _in_order(move.starts):
            yield f"    {start.value} --> {move.end.value}: {_name(move)}"
    yield "```"


def _moves():
    yield "| move | from | to | who may | adds | first event |"
    yield "|---|---|---|---|---|---|"
    for move in Move:
        adds, event = WRITES[move]
        starts, end = _labels(move.starts), move.end.label
        who = _who(Permission[move.name])
        yield f"| {_name(move)} | {starts} | {end} | {who} | {adds} | `{event}` |"


def _facts():
    yield "| fact | while the report is | who may |"
    yield "|---|---|---|"
    for kind, states in WHEN.items():
        yield f"| {kind.label} | {_labels(states)} | {_who(FACTS[kind])} |"


def _name(move):
    return move.name.lower().replace("_", " ")


def _in_order(states):
    return [status for status in Status if status in states]


def _labels(states):
    return ", ".join(status.label.lower() for status in _in_order(states)).capitalize()


def _who(permission):
    return ", ".join(role.label for role in Role if permission in GRANTS[role])


if __name__ == "__main__":
    DOCUMENT.write_text(drawn(), encoding="utf-8")
