"""Answers that belong to no section: health and the pages for what went wrong."""

import logging
from uuid import uuid4

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)


def health(request):
    """200 while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def bad_request(request, exception):
    return render(request, "400.html", status=400)


def permission_denied(request, exception):
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request, exception):
    return render(request, "404.html", status=404)


def locked(request, exception):
    """409: the report is in a state in which nothing can be changed."""
    return render(request, "409.html", {"message": str(exception)}, status=409)


def server_error(request):
    """500: a reference that stands in the log too, and nothing of what happened."""
    reference = uuid4().hex[:8]
    logger.error("A failure was shown under reference %s.", reference)
    return render(None, "500.html", {"reference": reference}, status=500)
