"""What every page of a quarter shows around its own content."""

from django.shortcuts import render
from django.urls import reverse

from boards.timetable import publish_by

NAVIGATION = (
    ("Task list", "reports:task_list"),
    ("Spending", "finance:spending"),
    ("Report tables", "reports:tables"),
    ("Board paper", "reports:paper"),
)


def render_page(request, template, quarter, context, *, status=200):
    """The template with what every page of the quarter shows in its context."""
    common = {
        "quarter": quarter,
        "demonstration": quarter.board.is_demonstration,
        "publish_by": publish_by(quarter),
        "person_role": quarter.allowed.role_names,
        "nav_items": [_link(request, quarter, *item) for item in NAVIGATION],
    }
    return render(request, template, common | context, status=status)


def _link(request, quarter, label, name):
    url = reverse(name, kwargs=quarter.address)
    return label, url, request.path == url
