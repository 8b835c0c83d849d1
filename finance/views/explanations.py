from dataclasses import dataclass

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, formats
from boards.edits import Conflict, wanted
from boards.pages import render_entry
from boards.permissions import Permission, get_quarter
from finance import actions
from finance.explaining import difference, open_points
from finance.forms import ExplanationForm
from finance.forms.explanations import CHOICES
from finance.queries import spend_report
from finance.spend import SpendRow
from finance.views.spending import say_saved


@dataclass(frozen=True)
class Explained:
    """One line as its page draws it: what differs, what is still to do, and the boxes."""

    row: SpendRow
    words: str
    difference: str
    open_points: tuple[str, ...]
    cells: dict

    def options(self, field):
        cell = self.cells[field]
        return [
            {"value": value, "text": label, "checked": value == cell.text}
            for value, label in CHOICES[field].choices
        ]

    def answer(self, field):
        return dict(CHOICES[field].choices).get(self.cells[field].text, "")

    @property
    def reasons(self):
        return self.options("main_reason")

    @property
    def money_uses(self):
        return self.options("money_use")

    @property
    def main_reason(self):
        return self.answer("main_reason")

    @property
    def money_use(self):
        return self.answer("money_use")


@require_http_methods(["GET", "HEAD", "POST"])
def explanations(request, board, period):
    """The lines that differ from plan, each with why."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EXPLAIN_SPENDING
    quarter = get_quarter(request.user, needed, board=board, period=period)
    report = spend_report(quarter)
    data = drafts.data(request)
    form = ExplanationForm(
        [row for row in report.rows if row.variance or f"explanation-{row.line}" in (data or {})],
        is_asked_all=report.must_explain,
        editable=lambda row: Permission.EXPLAIN_SPENDING in quarter.allowed.now,
        data=data,
    )
    saved, status = _save(request, quarter, form)
    if saved is not None:
        say_saved(request, saved, "answer")
        return redirect("finance:explanations", board=board, period=period)
    cells = form.cells_by_line()
    required = [row for row in form.rows if report.must_explain(row)]
    smaller = [row for row in form.rows if not report.must_explain(row)]
    context = {
        "required": [_explained(report, row, cells) for row in required],
        "smaller": [_explained(report, row, cells) for row in smaller],
        "report": report,
        "errors": form.errors,
        "may_edit": form.may_edit,
    }
    return render_entry(request, "finance/explanations.html", quarter, context, status=status)


def _save(request, quarter, form):
    """How many fields were saved (None when nothing could be), and the status of the answer."""
    if request.method != "POST" or not form.is_valid():
        return None, 200
    try:
        with drafts.settled(request):
            actions.record_spending(
                quarter=quarter, edits=form.edits, by=request.user, at=timezone.now()
            )
    except Conflict as conflict:
        form.add_clashes(conflict.clashes)
        return None, 409
    return wanted(form.edits), 303


def _explained(report, row, cells):
    return Explained(
        row=row,
        words=_difference_in_words(report, row),
        difference=difference(row),
        open_points=tuple(open_points(report, row)),
        cells=cells[row.line],
    )


def _difference_in_words(report, row):
    plan, forecast = formats.thousands_in_text(row.plan), formats.thousands_in_text(row.forecast)
    word = report.forecast_word.lower()
    return f"Plan {plan}, {word} {forecast}: {formats.variance_in_words(row.variance)}."
