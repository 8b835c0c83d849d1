from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boards.pages import administration
from boards.permissions import administered
from boards.workflow import TONES
from reports.queries import your_reports


@require_safe
def home(request):
    """The reports of every board of the person, and what in them waits for them."""
    today = timezone.localdate()
    reports = your_reports(request.user, today)
    context = {
        "waiting": reports.waiting(today),
        "to_sign": reports.to_sign,
        "tables": [
            (title, key, [(line, TONES[line.quarter.status]) for line in lines])
            for title, key, lines in (
                ("Current reports", "current", reports.current),
                ("Past quarters", "past", reports.past),
            )
            if lines
        ],
        "administered": [(board, administration(board)) for board in administered(request.user)],
    }
    return render(request, "reports/home.html", context)
