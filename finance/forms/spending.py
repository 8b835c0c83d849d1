import re
from decimal import Decimal

from django.core.exceptions import SuspiciousOperation

from boards import formats
from boards.edits import Edit, stamp
from boards.numbers import NotANumber, OnlyADash, Unit, parse_number
from boards.texts import CannotKeepText, parse_text
from boards.unlikely import LONGEST_REASON, Question
from finance.doubts import doubts
from finance.forms.lines import LinesForm
from finance.units import DISPLAYS, EXACT

FIGURE = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
CREDIT, ABSENT = "credit", "absent"


def unstamped(shown):
    """The Decimal that a page posts back as the one it showed; what is none came from no page."""
    if not FIGURE.fullmatch(shown):
        raise SuspiciousOperation("A figure that was shown cannot be read.")
    return Decimal(shown)


class SpendingForm(LinesForm):
    """Spent to date, forecast and outputs of lines, money in the board's entry unit."""

    def __init__(self, rows, *, unit, editable, forecast="Forecast", data=None):
        self.unit = Unit[unit]
        self.fields = {"spent": "Spent to date", "forecast": forecast, "outputs": "Outputs"}
        super().__init__(rows, editable=editable, data=data)

    def fields_of(self, row):
        return ("spent", "forecast", "outputs") if row.output_unit else ("spent", "forecast")

    def display(self, amount, field):
        if amount is None:
            return ""
        return formats.number(amount) if field == "outputs" else DISPLAYS[self.unit](amount)

    def is_untouched(self, cell):
        if not cell.shown:
            return False
        return cell.text.strip() == self.display(unstamped(cell.shown), cell.field)

    def read(self, cell):
        try:
            value = parse_number(cell.text, self._unit(cell))
        except OnlyADash:
            self._offer(cell, ABSENT)
            if cell.is_ticked:
                return None
            raise
        if value is not None and value < 0:
            self._ask_about_credit(cell)
        return value

    def _unit(self, cell):
        return Unit.PLAIN if cell.field == "outputs" else self.unit

    def _offer(self, cell, what):
        cell.offers = what
        cell.is_ticked = bool(self.data.get(f"{what}-{cell.name}"))

    def _ask_about_credit(self, cell):
        if cell.field == "outputs":
            raise NotANumber("must be 0 or more")
        self._offer(cell, CREDIT)
        cell.note = self.data.get(f"note-{cell.name}", "")
        cell.note = one_line(parse_text(cell.note, LONGEST_REASON))
        if not (cell.is_ticked and cell.note):
            raise NotANumber(
                "must be 0 or more. If this is a credit, add a note and select “This is a credit”"
            )

    def error(self, cell, error):
        label = f"{cell.label[0].lower()}{cell.label[1:]}"
        if isinstance(error, OnlyADash):
            return f"Enter 0 if the {label} is nil, or select “Not yet available”"
        if isinstance(error, CannotKeepText):
            return f"The note on {label} {error}"
        return super().error(cell, error)

    def questions(self, times):
        """A Question for each box whose new figure is possible but unlikely."""
        return tuple(
            Question(f"{field}-{row.line}", self._subject(row, field), facts)
            for row, changes in self._changed()
            for field, facts in self._asked(row, changes, times).items()
        )

    def _subject(self, row, field):
        figure = "spending to date" if field == "spent" else self.fields[field].lower()
        return f"the {figure} for {self.called(row)}"

    def reasons(self, questions, times):
        """The edits that keep why unlikely figures are correct, and drop what has been settled."""
        answers = {question.name: one_line(question.reason) for question in questions}
        for row, changes in self._changed():
            held = _by_heading(row.unlikely_because)
            kept = {
                heading: self._answer(row, field, answers) or held.get(heading, "")
                for field, heading in self.fields.items()
                if field in self._unlikely(row, changes, times)
            }
            text = "\n".join(f"{heading}: {why}" for heading, why in kept.items() if why)
            if text != row.unlikely_because:
                yield Edit(row.line, "unlikely_because", stamp(row.unlikely_because), text)

    def add_clashes(self, clashes):
        """As for every screen; a reason that somebody gave at this moment stands in no cell."""
        super().add_clashes(clashes)
        if not self.errors:
            self.add_problem(
                "#grid", "A line was changed by somebody else at this moment. Save again"
            )

    def _changed(self):
        """Pairs of (row, its figures by field) of the lines for which a new figure was typed."""
        changes = {}
        rows = {row.line: row for row in self.rows}
        for edit in self.edits:
            if edit.new != getattr(rows[edit.row], edit.field):
                changes.setdefault(edit.row, {})[edit.field] = edit.new
        return [(rows[line], typed) for line, typed in changes.items()]

    def _doubts(self, row, changes, times):
        spent, forecast = (changes.get(name, getattr(row, name)) for name in ("spent", "forecast"))
        return doubts(row, spent, forecast, times=times, display=EXACT[self.unit])

    def _asked(self, row, changes, times):
        """What is said of each box of a line that has to be asked about."""
        asked = {}
        for doubt in self._doubts(row, changes, times):
            if changes.keys() & set(doubt.fields):
                asked.setdefault(doubt.field, []).append(doubt.facts)
        return {field: " ".join(facts) for field, facts in asked.items()}

    def _unlikely(self, row, changes, times):
        """The fields of a line, as it will stand, that hold an unlikely figure or a credit."""
        figures = {name: changes.get(name, getattr(row, name)) for name in ("spent", "forecast")}
        credits = {name for name, amount in figures.items() if amount is not None and amount < 0}
        return credits | {doubt.field for doubt in self._doubts(row, changes, times)}

    def _answer(self, row, field, answers):
        cell = self._cell_of[row.line, field]
        return "; ".join(filter(None, (cell.note, answers.get(cell.name))))


def one_line(text):
    return " ".join(text.split())


def _by_heading(reasons):
    """“Forecast: A ward was added” by the word before the colon."""
    return dict(line.split(": ", 1) for line in reasons.splitlines() if ": " in line)
