from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from boards.forms import error_list
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from boards.timetable import timetable
from reports import actions
from reports.forms import PublicationForm
from reports.publication import Publication


@require_safe
def dates(request, board, period):
    """The days of a quarter, and whether a day of publication keeps five clear days."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    today, days = timezone.localdate(), timetable(quarter)
    form = PublicationForm(request.GET if "publish_day" in request.GET else None)
    answer = None
    if quarter.meeting_on and form.is_valid():
        answer = Publication(form.cleaned_data["publish"], quarter.meeting_on)
    context = {
        "days": days,
        "entries": [(entry, entry.left(today)) for entry in days.all],
        "answer": answer,
        "example": _example(days.day("publish")),
        "errors": error_list(form) if quarter.meeting_on else [],
        "error": form.errors.get("publish", [""])[0],
        "typed": [form.data.get(f"publish_{part}", "") for part in ("day", "month", "year")],
    }
    return render_page(request, "reports/timetable.html", quarter, context)


def _example(day):
    return day and f"For example, {day.day} {day.month} {day.year}"


@require_safe
def dates_file(request, board, period):
    """The days of a quarter for a calendar."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    made = actions.export_dates(quarter=quarter, by=request.user, at=timezone.now())
    response = HttpResponse(made.content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
