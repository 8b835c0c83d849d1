"""The boxes for what was received, and what is unlikely about a figure typed into one."""

from dataclasses import dataclass
from decimal import Decimal

from boards.edits import Edit, stamp
from boards.unlikely import Question, times_apart
from finance.forms.spending import one_line
from finance.funding.box_form import BoxForm
from finance.funding.screens import RECEIVED
from finance.income_report import IncomeRow
from finance.units import EXACT


@dataclass(frozen=True)
class ReceivedRow:
    """An allocation as its box takes it, by its id."""

    line: int
    name: str
    received: Decimal | None
    income: IncomeRow
    reference: str = ""
    called: str = ""


class ReceivedForm(BoxForm):
    """What was received to date of each allocation of the year."""

    def __init__(self, report, *, unit, editable, data=None):
        rows = [
            ReceivedRow(row.allocation, row.name, row.received, row)
            for row in report.rows
            if row.allocation
        ]
        super().__init__(RECEIVED, rows, unit=unit, editable=editable, data=data)

    def questions(self, times):
        """A Question for each box whose new figure is possible but unlikely."""
        return tuple(
            Question(f"received-{row.line}", f"the income from {row.name}", facts)
            for row, edit in self._changed()
            if (facts := self._doubts(row.income, edit.new, times))
        )

    def reasons(self, questions):
        """The edits that keep why unlikely figures are correct, and drop what has been settled."""
        answers = {question.name: one_line(question.reason) for question in questions}
        for row, _ in self._changed():
            held, why = row.income.received_note, answers.get(f"received-{row.line}", "")
            if why != held:
                yield Edit(row.line, "note", stamp(held), why)

    def add_clashes(self, clashes):
        """As for every screen; a reason that somebody gave at this moment stands in no box."""
        super().add_clashes(clashes)
        if not self.errors:
            self.add_problem(
                "#received", "A figure was changed by somebody else at this moment. Save again"
            )

    def _changed(self):
        rows = {row.line: row for row in self.rows}
        return [
            (rows[edit.row], edit) for edit in self.edits if edit.new != rows[edit.row].received
        ]

    def _doubts(self, row, new, times):
        exact, facts = EXACT[self.unit], []
        if apart := times_apart(new, row.previous_received, times):
            before = exact(row.previous_received)
            facts.append(
                f"You entered {exact(new)}. Last quarter it was {before}. That is {apart}."
            )
        if None not in (new, row.this_year) and new > row.this_year:
            facts.append(
                f"Received to date ({exact(new)}) is more than the allocation "
                f"({exact(row.this_year)})."
            )
        if None not in (new, row.previous_received) and new < row.previous_received:
            facts.append(
                f"Received to date ({exact(new)}) is less than last quarter "
                f"({exact(row.previous_received)})."
            )
        return " ".join(facts)
