"""Which facts about a version can be recorded: for actions, and for pages that ask for them."""

from boards.models import Capacity
from boards.workflow import Status, WrongState
from reports.models import DatedFact, Snapshot
from reports.signing import lines

Kind = DatedFact.Kind
# In which states a fact about the last version sent can be recorded.
WHEN = {
    Kind.RELEASED: {Status.WITH_SIGNATORIES, Status.SIGNED},
    Kind.SUBMITTED: {Status.SIGNED, Status.PUBLISHED},
    Kind.DECIDED: {Status.SIGNED, Status.PUBLISHED},
    Kind.RATIFIED: {Status.SIGNED, Status.PUBLISHED},
    Kind.WITHDRAWN: {Status.PUBLISHED},
}


class CannotRecord(WrongState):
    """The fact does not fit what is held; the text says why."""


def checked(quarter, kind):
    """The version that a fact would be about; raises CannotRecord."""
    if quarter.status not in WHEN[kind]:
        state = Status(quarter.status).label.lower()
        raise CannotRecord(f"This report is {state}. {kind.label} cannot be recorded now.")
    snapshot = Snapshot.objects.of(quarter, quarter.versions)
    if kind in {Kind.WITHDRAWN, Kind.SUBMITTED} and snapshot.facts.filter(kind=kind).exists():
        raise CannotRecord(f"{kind.label} is recorded for this version already.")
    if kind == Kind.SUBMITTED:
        _check_return(quarter, snapshot)
    return snapshot


def _check_return(quarter, snapshot):
    """The national return goes out under signatures of its own."""
    unsigned = [
        line.capacity.title
        for line in lines(quarter, snapshot, Capacity.Paper.NATIONAL_RETURN)
        if line.signature is None
    ]
    if unsigned:
        raise CannotRecord(f"The national return is not signed yet by: {', '.join(unsigned)}.")
