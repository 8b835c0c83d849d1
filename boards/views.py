"""Answers that belong to no section: health and the pages for what went wrong."""

import logging
import sqlite3
import sys
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import redirect, render

from boards import drafts

logger = logging.getLogger(__name__)


def health(request):
    """200 while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def bad_request(request, exception):
    """413 with the reason for a form that is too large to be read, 400 for what makes no sense."""
    if reason := _too_large(exception):
        return render(request, "413.html", {"reason": reason}, status=413)
    return render(request, "400.html", status=400)


def _too_large(exception):
    """How much a page can send, where that was exceeded."""
    if isinstance(exception, RequestDataTooBig):
        millions = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000
        return f"A page can send up to {millions} million characters at a time."
    if isinstance(exception, TooManyFieldsSent):
        return f"A page can send up to {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} values at a time."
    return ""


def permission_denied(request, exception):
    copied = getattr(exception, "quarter", None)
    return render(request, "403.html", {"reason": str(exception), "copied": copied}, status=403)


def not_found(request, exception):
    return render(request, "404.html", status=404)


def locked(request, exception):
    """409: the report is in a state in which nothing can be changed."""
    return render(request, "409.html", {"message": str(exception)}, status=409)


def stale_form(request, reason=""):
    """A form of ours whose token is of an earlier sign-in: its text is kept for its writer.

    Nothing is saved. A form that does not come from our own pages is refused and not read.
    """
    owner = drafts.owner_of(request) if drafts.is_of_this_site(request) else None
    if owner is None:
        return render(request, "403_csrf.html", status=403)
    drafts.keep_posted(request, owner)
    shown = drafts.shown_at(drafts.place(request))
    if request.user == owner:
        return redirect(shown)
    if request.user.is_anonymous:
        return redirect_to_login(shown)
    return render(request, "403_csrf.html", {"kept_for_another": True}, status=403)


def server_error(request):
    """500 with a reference that stands in the log too; 503 when the database is out of service."""
    reference = uuid4().hex[:8]
    logger.error("A failure was shown under reference %s.", reference)
    if is_outage(sys.exc_info()[1]):
        return not_saved(request, reference)
    return render(None, "500.html", {"reference": reference}, status=500)


def is_outage(failure):
    """Whether the database is away, full or busy, and not our question to it wrong."""
    code = getattr(failure.__cause__, "sqlite_errorcode", None)
    return isinstance(failure, OperationalError | InterfaceError) and code != sqlite3.SQLITE_ERROR


def not_saved(request, reference):
    """503: the database did not take or give what was asked; what was typed can be sent again."""
    context = {"reference": reference, "address": request.get_full_path(), "typed": []}
    if request.method == "POST":
        context["typed"] = [
            (name, value) for name, values in request.POST.lists() for value in values
        ]
    return render(None, "503.html", context, status=503)
