"""Keeping and deleting what a person typed and has not saved."""

from urllib.parse import urlsplit

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils import timezone
from django.views.decorators.http import require_POST

from boards import drafts
from boards.permissions import administered, quarter_of


@require_POST
def keep_draft(request):
    """204 when the posted fields are kept for the page that `path` names."""
    fields = request.POST.copy()
    path = _own_page(request, fields.pop("path", [""])[0])
    drafts.keep_typing(user=request.user, path=path, typed=fields, at=timezone.now())
    return HttpResponse(status=204)


@require_POST
def delete_draft(request):
    """Forget what was kept, and back to the page as it is stored."""
    path = _own_page(request, request.POST.get("path", ""))
    request.user.drafts.filter(path=path).delete()
    return redirect(path)


def _own_page(request, path):
    """The path, when it is a page of the person's own boards or of a report of theirs."""
    address = resolve(urlsplit(path).path).kwargs
    if not path.startswith("/") or path.startswith("//") or "board" not in address:
        raise Http404
    if "period" not in address:
        return _administered(request.user, path, address["board"])
    quarter_of(request.user, address["board"], address["period"])
    return path


def _administered(user, path, slug):
    if slug not in {board.slug for board in administered(user)}:
        raise Http404
    return path
