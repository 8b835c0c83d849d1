"""What is added to every answer, and the id that ties a request to its audit events."""

from uuid import uuid4

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.utils.decorators import sync_only_middleware

from boards import drafts
from boards.audit import current_request_id
from boards.kept import is_reading
from boards.refusals import keep_refusal
from boards.views import locked
from boards.workflow import WrongState

# Ticks of lists: each line of a list, or each stream of a scheme, has one of the same name.
SEVERAL = {"tick", "line", "checked", "streams"}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


@sync_only_middleware
def answer_headers(get_response):
    """Nothing signed in is stored by a cache, and no other site may embed an answer."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


class RequestId:
    """Gives each request an id, and answers 409 in plain words for a report in another state.

    It also says whether the request only looks, so that what was read of a report may be kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = current_request_id.set(uuid4().hex)
        looks = is_reading.set(request.method in {"GET", "HEAD"})
        try:
            return self.get_response(request)
        finally:
            is_reading.reset(looks)
            current_request_id.reset(token)

    def process_exception(self, request, exception):
        if isinstance(exception, PermissionDenied | WrongState | Http404):
            keep_refusal(request, exception)
        if isinstance(exception, WrongState):
            return locked(request, exception)
        return None


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for a sign-in; a form whose session ended is kept for its writer first."""

    def handle_no_permission(self, request, view_func):
        owner = drafts.owner_of(request) if request.method == "POST" else None
        if owner is None:
            return super().handle_no_permission(request, view_func)
        drafts.keep_posted(request, owner)
        return redirect_to_login(drafts.shown_at(drafts.place(request)))


class OneValueEach:
    """400 for a form with a field twice where one is meant: no rule says which of them counts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method != "POST":
            return
        doubled = [name for name, values in request.POST.lists() if len(values) > 1]
        if set(doubled) - SEVERAL:
            raise SuspiciousOperation("A field was sent twice.")
