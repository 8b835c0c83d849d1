"""A version that was signed before the last quarter, so that movement since then is measured."""

from django.utils import timezone

from boards.models import BoardQuarter, Capacity, Grant, Organisation, User
from boards.roles import Role
from reports import actions


def sign_the_quarter_before(board):
    """Somebody of the council signs the last quarter but one, by the real actions."""
    quarter = BoardQuarter.objects.filter(board=board)[1]
    council = Organisation.objects.get(board=board, kind=Organisation.Kind.COUNCIL)
    facts = {"board": board, "organisation": council}
    director = Capacity.objects.create(
        paper=Capacity.Paper.of(quarter.period), code="director", title="Director", **facts
    )
    signatory = User.objects.create(email=f"{board.slug}-director@council.example")
    Grant.objects.create(user=signatory, role=Role.SIGNATORY, **facts)
    officer = User.objects.get(email=f"{board.slug}@council.example")
    sent = actions.send(quarter=quarter, by=officer, at=timezone.now())
    actions.sign(
        quarter=quarter, capacity=director.pk, digest=sent.digest, by=signatory, at=timezone.now()
    )
