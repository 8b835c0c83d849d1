"""Writes about what people tell each other about a report."""

from django.db import transaction

from boards import audit
from boards.models import BoardQuarter, Comment
from boards.permissions import Permission, permissions_of
from boards.workflow import ReportLocked


@transaction.atomic
def add_comment(*, quarter, subject, text, by, at):
    """Keep a comment on a part of the report; sent twice in a row it is kept once.

    Raises ReportLocked where the person may not comment in the state that the report is in.
    """
    quarter = BoardQuarter.objects.lock(quarter.pk)
    allowed = permissions_of(by, quarter)
    if Permission.ADD_COMMENT not in allowed.now:
        raise ReportLocked(quarter.status)
    last = Comment.objects.filter(quarter=quarter, subject=subject).last()
    if last and (last.by_id, last.text) == (by.pk, text):
        return last
    audit.record(audit.Change("comment.added", subject), quarter=quarter, by=by, at=at)
    return Comment.objects.create(
        quarter=quarter, subject=subject, text=text, by=by, role=allowed.role_names, at=at
    )
