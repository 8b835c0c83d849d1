"""What every page of a quarter shows around its own content."""

from django.shortcuts import render
from django.urls import reverse

from boards import drafts
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


def render_entry(request, template, quarter, context, *, status=200):
    """A page with a form: what was posted and not saved is kept, and what was kept is offered."""
    if request.method == "POST":
        drafts.keep_posted(request, request.user)
    path = drafts.place(request)
    common = {
        "draft": drafts.kept(request) if request.method != "POST" else None,
        "draft_path": path,
        "draft_address": drafts.shown_at(path),
        "draft_owner": drafts.owner_token(request.user),
        "form_mark": drafts.new_mark(),
        "shows_draft": drafts.SHOW in request.GET,
    }
    return render_page(request, template, quarter, common | context, status=status)


def _link(request, quarter, label, name):
    url = reverse(name, kwargs=quarter.address)
    return label, url, request.path == url
