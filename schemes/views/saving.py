from django.contrib import messages
from django.utils import timezone

from boards import drafts
from boards.edits import Conflict, wanted
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
    if request.method != "POST" or not form.is_valid():
        return None, 200
    edits = form.edits()
    try:
        with drafts.settled(request) as is_first:
            added = values.pop("added", None)
            if added and is_first:
                values["added"] = added
            saved = record(edits=edits, by=request.user, at=timezone.now(), **values)
    except Conflict as conflict:
        form.add_clashes(conflict.clashes)
        return None, 409
    return saved or wanted(edits) or int(added is not None), 303


def say_saved(request, name, count):
    if count:
        messages.success(request, f"{name} saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")
