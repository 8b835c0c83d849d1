"""What people typed and have not saved: kept on the server, and offered to nobody else."""

from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from boards.models import Draft, Submission, User

KEPT = timedelta(hours=20)
LONGEST_PATH = 300
OWNER, SHOW, MARK = "draft-owner", "draft", "form-mark"
# What belongs to the page and not to its writer: made anew for each page.
OF_THE_PAGE = ("csrfmiddlewaretoken", OWNER, MARK)
_signer = signing.TimestampSigner(salt="boards.drafts")


def owner_token(user):
    """What a form carries so that its text can be kept for the person it was shown to."""
    return _signer.sign(str(user.pk))


def owner_of(request):
    """The person to whom a posted form was shown, or None when it does not say so for certain."""
    try:
        pk = _signer.unsign(request.POST.get(OWNER, ""), max_age=KEPT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()


def is_of_this_site(request):
    """Whether a form was sent from a page of our own, by what its browser says."""
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(sender)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def place(request):
    """The address under which a form's text is kept: the same with and without the draft shown."""
    query = request.GET.copy()
    query.pop(SHOW, None)
    return request.path + (f"?{query.urlencode()}" if query else "")


def shown_at(path):
    """The address of the page with the kept text in its boxes."""
    return f"{path}{'&' if '?' in path else '?'}{urlencode({SHOW: 'show'})}"


def keep(*, user, path, typed, at):
    """Keep the fields of a form, in place of what was kept for the page before."""
    fields = typed.copy()
    for name in OF_THE_PAGE:
        fields.pop(name, None)
    Draft.objects.filter(user=user, kept_at__lt=at - KEPT).delete()
    draft = Draft(user=user, path=path[:LONGEST_PATH], typed=fields.urlencode(), kept_at=at)
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["user", "path"],
        update_fields=["typed", "kept_at"],
    )  # fmt: skip


def keep_typing(*, user, path, typed, at):
    """Keep what is being typed, unless its form has been sent: who saved has no draft."""
    with transaction.atomic():
        submission, is_first = _claim(user, typed.get(MARK, ""), at)
        if not is_first:
            return
        keep(user=user, path=path, typed=typed, at=at)
        if submission:
            submission.delete()


def keep_posted(request, user):
    """Keep what a request posted, for `user`, who may be somebody else than the sender."""
    keep(user=user, path=place(request), typed=request.POST, at=timezone.now())


def kept(request):
    """The draft of the page for the person who asks, or None."""
    return _held(request).filter(path=place(request)).first()


def kept_here(request):
    """The drafts of the page whatever is asked of it: of its other filters and lines too."""
    under = Q(path=request.path) | Q(path__startswith=f"{request.path}?")
    return list(_held(request).filter(under).defer("typed").order_by("path"))


def _held(request):
    return request.user.drafts.filter(kept_at__gte=timezone.now() - KEPT)


def data(request):
    """What fills the boxes: the posted fields, else a draft that was asked for, else None."""
    if request.method == "POST":
        return request.POST or None
    draft = kept(request) if SHOW in request.GET else None
    return QueryDict(draft.typed) if draft else None


def new_mark():
    """The mark of one form on one page."""
    return uuid4().hex


@contextmanager
def settled(request):
    """The transaction of a save: with it, the draft of the page goes.

    Yields whether the form is sent for the first time. A form that was sent before, by a second
    click or a second try, is to be answered as it was then, with nothing done again.
    """
    with transaction.atomic():
        yield _is_first(request)
        request.user.drafts.filter(path=place(request)).delete()


def was_sent(request):
    """Whether a form was sent before, by a second click or a second try, and did what it asks."""
    mark = request.POST.get(MARK, "")
    return bool(mark) and Submission.objects.filter(user=request.user, mark=mark[:32]).exists()


def _is_first(request):
    now = timezone.now()
    Submission.objects.filter(user=request.user, at__lt=now - KEPT).delete()
    return _claim(request.user, request.POST.get(MARK, ""), now)[1]


def _claim(user, mark, at):
    """The Submission of a form, and whether it is new; whoever claims it at once has to wait."""
    if not mark:
        return None, True
    return Submission.objects.get_or_create(user=user, mark=mark[:32], defaults={"at": at})
