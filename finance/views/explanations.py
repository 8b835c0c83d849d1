from dataclasses import dataclass

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boards import drafts, formats, subjects
from boards.edits import Conflict, wanted
from boards.pages import render_entry
from boards.part_links import PartLinks, part_links
from boards.permissions import Permission, get_quarter
from finance import actions
from finance.explaining import difference, open_points
from finance.foreign import refuse_other_lines
from finance.forms import ExplanationForm
from finance.forms.explanations import CHOICES
from finance.paging import page_of, page_with
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
    part_links: PartLinks

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
    """The lines that differ from plan, each with why, a page at a time."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EXPLAIN_SPENDING
    quarter = get_quarter(request.user, needed, board=board, period=period)
    report = spend_report(quarter)
    refuse_other_lines(request.POST, report, quarter)
    lines = _in_order(report)
    if "line" in request.GET:
        page = page_with(lines, request.GET["line"])
        return redirect(page.address(request.path))
    page = page_of(lines, request.GET.get("page", ""))
    form = _form(quarter, report, page, drafts.data(request))
    saved, status = _save(request, quarter, form)
    if saved is not None:
        say_saved(request, saved, "answer")
        return redirect(drafts.place(request))
    context = _lines(quarter, report, form) | {
        "report": report,
        "page": page,
        "pages": page.links(request.path),
        "errors": form.errors,
        "may_edit": form.may_edit,
    }
    return render_entry(request, "finance/explanations.html", quarter, context, status=status)


def _in_order(report):
    """The lines that differ: first those that must be explained."""
    return sorted(report.varying, key=report.must_explain, reverse=True)


def _form(quarter, report, page, data):
    """The boxes of the page, and of lines whose words were posted, wherever they now stand."""
    here = {row.line for row in page.rows}
    return ExplanationForm(
        [row for row in report.rows if row.line in here or _is_typed(row, data or {})],
        is_asked_all=report.must_explain,
        editable=lambda row: Permission.EXPLAIN_SPENDING in quarter.allowed.now,
        data=data,
    )


def _is_typed(row, data):
    return f"explanation-{row.line}" in data


def _lines(quarter, report, form):
    """The lines as the page draws them: those to explain, and those that may be left."""
    cells = form.cells_by_line()
    links = part_links(quarter, {subjects.scheme(r.reference): r.name for r in form.rows})
    drawn = {"required": [], "smaller": []}
    for row in form.rows:
        part = "required" if report.must_explain(row) else "smaller"
        drawn[part].append(_explained(report, row, cells, links))
    return drawn


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


def _explained(report, row, cells, links):
    return Explained(
        row=row,
        words=_difference_in_words(report, row),
        difference=difference(row),
        open_points=tuple(open_points(report, row)),
        cells=cells[row.line],
        part_links=links[subjects.scheme(row.reference)],
    )


def _difference_in_words(report, row):
    plan, forecast = formats.thousands_in_text(row.revised), formats.thousands_in_text(row.forecast)
    word = report.forecast_word.lower()
    return f"Plan {plan}, {word} {forecast}: {formats.variance_in_words(row.variance)}."
