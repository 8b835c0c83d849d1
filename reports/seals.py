"""What the database refuses by itself; see boards.seals."""

from django.core.exceptions import ImproperlyConfigured

from boards.models import AuditEvent
from boards.seals import missing, of_a_draft, only_added
from finance.models import IncomeReturn, LineReturn
from metrics.models import Result, Revision
from reports.models import (
    ChangeRequest,
    CoverItem,
    DatedFact,
    Paper,
    PaperFile,
    PaperSection,
    Signature,
    Snapshot,
)
from schemes.models import (
    ActionUpdate,
    ConditionStatement,
    MitigationUpdate,
    RiskUpdate,
    SectionUpdate,
)

ADDED = (AuditEvent, Snapshot, Signature, DatedFact, ChangeRequest, PaperFile)
OF_A_QUARTER = (
    LineReturn, IncomeReturn, Result, Revision, SectionUpdate, ConditionStatement, ActionUpdate,
    RiskUpdate, MitigationUpdate,
)  # fmt: skip
OF_A_PAPER = (CoverItem, PaperSection)
PAPERS_QUARTER = "(SELECT quarter_id FROM reports_paper WHERE id = {row}.paper_id)"
# The report number is no part of what is signed: it may be known later.
LATE = {"report_number"}
SEALED_OF_A_PAPER = tuple(
    field.column for field in Paper._meta.concrete_fields if field.name not in LATE
)

SEALS = (
    *map(only_added, ADDED),
    *map(of_a_draft, OF_A_QUARTER),
    *(of_a_draft(model, PAPERS_QUARTER) for model in OF_A_PAPER),
    of_a_draft(Paper, columns=SEALED_OF_A_PAPER),
)


def refuse_without_seals():
    """Raises ImproperlyConfigured where signed figures could be altered behind the service."""
    names = missing(SEALS)
    if names:
        raise ImproperlyConfigured(
            f"Signed figures are not sealed in the database: {', '.join(names)} missing. "
            "Run manage.py migrate, then start the service again."
        )
