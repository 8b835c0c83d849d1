from django.contrib import messages
from django.utils import timezone

from boards.edits import Conflict
from boards.permissions import Permission, get_quarter


def quarter_for(request, board, period):
    """The quarter, for reading or for the change that is posted."""
    writes = request.method == "POST"
    needed = Permission.EDIT_NARRATIVES if writes else Permission.VIEW_FIGURES
    return get_quarter(request.user, needed, board=board, period=period)


def may_edit(quarter):
    return Permission.EDIT_NARRATIVES in quarter.allowed.now


def save(request, form, record, **values):
    """How many things were saved (None when nothing could be), and the status of the answer."""
    if not form.is_valid():
        return None, 200
    try:
        saved = record(edits=form.edits(), by=request.user, at=timezone.now(), **values)
    except Conflict as conflict:
        form.add_clashes(conflict.clashes)
        return None, 409
    return saved, 303


def say_saved(request, name, count):
    if count:
        messages.success(request, f"{name} saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")
