"""Where a report stands on its way out, and what a person may do about it now."""

from django.urls import reverse

from boards import formats
from boards.permissions import Permission
from boards.workflow import Status
from reports.models import DatedFact
from reports.signing import outstanding
from reports.versions.queries import Kind

# What may be done, its words, its page, and what of the address is its own.
WAYS = (
    (Permission.RELEASE, "Release {version} for the agenda", "release", {}),
    (Permission.PUBLISH, "Publish {version}", "publish", {}),
    (Permission.RECORD_FACT, "Record what the Board decided", "record_fact", {"kind": "decided"}),
    (Permission.RECORD_FACT, "Record that the Board ratified it", "record_fact",
     {"kind": "ratified"}),
    (Permission.RECORD_FACT, "Record that it was submitted to NHS England", "record_fact",
     {"kind": "submitted"}),
    (Permission.EDIT_LATE_FIELDS, "Change the report number or the day of the meeting",
     "late_fields", {}),
    (Permission.CORRECT, "Correct {version}", "correct", {}),
    (Permission.WITHDRAW, "Withdraw {version} from the public", "withdraw", {}),
)  # fmt: skip
# Facts that a version has once.
ONCE = {"withdraw": Kind.WITHDRAWN, "submitted": Kind.SUBMITTED}


def sentence(quarter, version):
    """What stops publication, in one sentence; `version` is the last that was sent, or None."""
    if quarter.is_draft and Permission.VIEW_FIGURES not in quarter.allowed.now:
        return f"A new version is being prepared. Version {quarter.signed_version} is signed."
    if quarter.is_draft:
        return "This report is a draft. It has to be sent and signed before it can be published."
    if quarter.status == Status.WITH_SIGNATORIES:
        titles = [capacity.title for capacity in outstanding(quarter, version.snapshot)]
        return f"Waiting for the {formats.listed(titles)} to sign."
    if quarter.status == Status.SIGNED:
        return "Ready to publish."
    return _after_publication(version)


def _after_publication(version):
    kind = Kind.WITHDRAWN if version.fact(Kind.WITHDRAWN) else Kind.PUBLISHED
    done = DatedFact.Kind(kind).label.lower()
    return f"Version {version.number} was {done} on {formats.date(version.fact(kind).on)}."


def ways_on(quarter, version):
    """What the person may do now: pairs of (words, address)."""
    found = []
    for permission, words, page, more in WAYS:
        kind = ONCE.get(more.get("kind", page))
        if permission in quarter.allowed.now and not (kind and version.fact(kind)):
            name = words.format(version=f"version {version.number}" if version else "")
            found.append((name, reverse(f"reports:{page}", kwargs=quarter.address | more)))
    return found
