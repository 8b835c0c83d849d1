"""How a signatory answers, and what comes of it."""

from boards.models import AuditEvent, Capacity

QUARTER = "/northshire/2023-24-q3/"
SIGN, SIGN_OFF = QUARTER + "sign/", QUARTER + "sign-off/"
WHY = "Enter why you are declining sign-off, so that the preparer can update the report"


def words(answer):
    return " ".join(answer.content.decode().split())


def capacity_of(title="Director of Adult Social Care"):
    return Capacity.objects.get(title=title)


def answer(client, version, choice="sign", **typed):
    form = {"digest": version.digest, "answer": choice, "capacity": capacity_of().pk}
    return client.post(SIGN, form | typed, follow=True)


def given():
    return AuditEvent.objects.filter(kind="signature.given").count()
