"""What every page of a quarter, or of a board, shows around its own content."""

from django.shortcuts import render
from django.urls import reverse

from boards import drafts
from boards.permissions import Permission
from boards.timetable import publish_by

OF_A_COPY = (("Report tables", "reports:tables"), ("Board paper", "reports:paper"))
NAVIGATION = (
    ("Task list", "reports:task_list"),
    ("Spending", "finance:spending"),
    *OF_A_COPY,
)


def render_page(request, template, quarter, context, *, status=200):
    """The template with what every page of the quarter shows in its context."""
    reads_copy = Permission.VIEW_FIGURES not in quarter.allowed.now
    navigation = OF_A_COPY if reads_copy else NAVIGATION
    common = {
        "quarter": quarter,
        "reads_copy": reads_copy,
        "demonstration": quarter.board.is_demonstration,
        "publish_by": None if reads_copy else publish_by(quarter),
        "person_role": quarter.allowed.role_names,
        "nav_items": [_link(request, quarter, *item) for item in navigation],
        "may_see_history": Permission.VIEW_TRAIL in quarter.allowed.now,
    }
    return render(request, template, common | context, status=status)


def render_entry(request, template, quarter, context, *, status=200):
    """A page with a form: what was posted and not saved is kept, and what was kept is offered."""
    if request.method == "POST":
        drafts.keep_posted(request, request.user)
    return render_page(request, template, quarter, _marks(request) | context, status=status)


ADMINISTRATION = (
    ("People", "boards:people", Permission.MANAGE_PEOPLE),
    ("Who signs what", "boards:signing", Permission.MANAGE_PEOPLE),
    ("Schemes", "plan:schemes", Permission.MANAGE_SCHEMES),
    ("Open a quarter", "reports:open_quarter", Permission.OPEN_QUARTER),
)


def administration(board):
    """What a person may do to a board as a whole: pairs of (label, address)."""
    return [
        (label, reverse(name, kwargs={"board": board.slug}))
        for label, name, permission in ADMINISTRATION
        if permission in board.allowed
    ]


def render_board(request, template, board, context, *, status=200):
    """A page of the administration of a board that `get_board` gave."""
    common = {
        "board": board,
        "demonstration": board.is_demonstration,
        "person_role": board.role_names,
        "nav_label": "Administration",
        "nav_items": [(*item, request.path == item[1]) for item in administration(board)],
    }
    return render(request, template, common | context, status=status)


def render_board_entry(request, template, board, context, *, status=200):
    """A page with a form about a board; what was typed is kept as in a report."""
    if request.method == "POST":
        drafts.keep_posted(request, request.user)
    return render_board(request, template, board, _marks(request) | context, status=status)


def _marks(request):
    """What a form carries of its writer and of itself, and what was kept of it."""
    path = drafts.place(request)
    held = drafts.kept_here(request) if request.method != "POST" else []
    return {
        "draft": next((draft for draft in held if draft.path == path), None),
        "drafts_beside": [
            (drafts.shown_at(draft.path), draft.kept_at) for draft in held if draft.path != path
        ],
        "draft_path": path,
        "draft_address": drafts.shown_at(path),
        "draft_owner": drafts.owner_token(request.user),
        "form_mark": drafts.new_mark(),
        "shows_draft": drafts.SHOW in request.GET,
    }


def _link(request, quarter, label, name):
    url = reverse(name, kwargs=quarter.address)
    return label, url, request.path == url
