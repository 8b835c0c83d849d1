"""A version in words, as pages list it: people by role and title, never by name."""

from boards import formats
from reports.versions.queries import Kind, fact_in_words, roles_in_words

# What everybody may know of a published version.
PUBLIC = (Kind.SIGNED, Kind.PUBLISHED, Kind.DECIDED, Kind.RATIFIED)


def rows(version):
    """Everything that is known of a version: pairs of (what, words)."""
    return [
        ("Check code", version.check_code),
        ("Sent to the signatories", _sent(version.snapshot)),
        *_signed_by(version),
        *_told(version.facts),
    ]


def public_rows(version):
    """What everybody may know of a version: pairs of (what, words)."""
    told = _told(fact for fact in version.facts if fact.kind in PUBLIC)
    return [("Check code", version.check_code), *_signed_by(version), *told]


def _sent(snapshot):
    role = roles_in_words(snapshot.sent_role)
    return formats.moment(snapshot.sent_at) + (f", by the {role}" if role else "")


def _signed_by(version):
    papers = dict.fromkeys(signature.paper for signature in version.signatures)
    for paper in papers:
        made = [signature for signature in version.signatures if signature.paper == paper]
        yield f"{made[0].get_paper_display()} signed by", "\n".join(map(signature_in_words, made))


def signature_in_words(signature):
    """“Director of Adult Social Care, 2 February 2024 at 09:00”."""
    carried = f", for version {signature.carried_from}" if signature.carried_from else ""
    return f"{signature.title}, {formats.moment(signature.at)}{carried}"


def _told(facts):
    return [(fact.get_kind_display(), fact_in_words(fact)) for fact in facts]
