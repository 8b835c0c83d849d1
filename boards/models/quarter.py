from django.db import models, transaction
from django.utils.functional import cached_property

from boards.converters import PeriodKey
from boards.models.board import Board
from boards.workflow import SIGNED, Part, ReportLocked, Status

# As many as tables and charts look back.
EARLIER = 7


class ReportingPeriod(models.Model):
    """A quarter of a financial year for which boards report; opened by people."""

    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    national_return_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter"], name="period_is_opened_once"),
            models.CheckConstraint(
                condition=models.Q(quarter__range=(1, 4)), name="quarter_is_1_to_4"
            ),
        ]

    def __str__(self):
        return str(self.key)

    @property
    def key(self):
        return PeriodKey(self.year, self.quarter)


class BoardQuarterQuerySet(models.QuerySet):
    def with_earlier(self, board, key):
        """The quarter of a board for a PeriodKey, read together with the ones before it."""
        until = models.Q(period__year__lt=key.year) | models.Q(
            period__year=key.year, period__quarter__lte=key.quarter
        )
        quarters = self.filter(until, board=board.pk).select_related("period")
        found = list(quarters.order_by("-period__year", "-period__quarter")[: EARLIER + 1])
        if not found or found[0].key != key:
            raise self.model.DoesNotExist
        for quarter in found:
            quarter.board = board
        found[0].earlier = found[1:]
        return found[0]

    def for_period(self, board, period):
        """The quarter of one board, by its slug and PeriodKey."""
        return self.filter(
            board__slug=board, period__year=period.year, period__quarter=period.quarter
        )

    def lock(self, pk):
        """The quarter, held until the transaction ends."""
        assert transaction.get_connection().in_atomic_block  # noqa: S101
        return self.select_for_update(of=("self",)).select_related("board", "period").get(pk=pk)

    def lock_for_edit(self, pk, part):
        """The quarter, held; raises ReportLocked unless it is a draft in which `part` is open."""
        quarter = self.lock(pk)
        if part not in quarter.open_parts:
            raise ReportLocked(quarter.status, part)
        return quarter


class BoardQuarter(models.Model):
    """The report of one board for one quarter: its state and its dates."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="quarters")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="quarters")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    opens_on = models.DateField(null=True, blank=True)
    # Days set by people; where one is not set it is worked back from the meeting.
    ledger_closes_on = models.DateField(null=True, blank=True)
    entry_closes_on = models.DateField(null=True, blank=True)
    clearance_on = models.DateField(null=True, blank=True)
    paper_to_clerk_on = models.DateField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    outturn_is_final = models.BooleanField(default=False)
    # The parts to which changes were asked for, with spaces between; empty where all are open.
    asked_for = models.CharField(max_length=40, blank=True)
    # How many copies went to the signatories, and which of them was signed last.
    versions = models.PositiveSmallIntegerField(default=0)
    signed_version = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = BoardQuarterQuerySet.as_manager()

    # Which state of the board a page is about, where the quarter was fetched for one; boards.kept.
    as_at = None

    class Meta:
        ordering = ["-period__year", "-period__quarter", "board__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "period"], name="board_reports_once_for_a_period"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="status_is_a_known_one"
            ),
            models.CheckConstraint(
                condition=models.Q(signed_version=None)
                | models.Q(signed_version__lte=models.F("versions")),
                name="signed_version_is_one_of_the_versions",
            ),
        ]

    def __str__(self):
        return f"{self.board.name}, {self.key.title}"

    @property
    def key(self):
        return self.period.key

    @cached_property
    def earlier(self):
        """The board's last quarters before this one, the newest first; read once for a page."""
        return BoardQuarter.objects.with_earlier(self.board, self.key).earlier

    @property
    def year(self):
        return self.period.year

    @property
    def is_draft(self):
        return self.status == Status.DRAFT

    @property
    def open_parts(self):
        """The Parts that can be changed now."""
        if not self.is_draft:
            return frozenset()
        return frozenset(map(Part, self.asked_for.split() or Part))

    @property
    def is_signed(self):
        """Whether what goes out is final: until then every output says DRAFT."""
        return self.status in SIGNED

    @property
    def caption(self):
        """“Bromley, Quarter 3 2023-24”, above the heading of every page."""
        return str(self)

    @property
    def address(self):
        """The two parts of the quarter's address, as every URL name of it takes them."""
        return {"board": self.board.slug, "period": self.key}
