from datetime import UTC

from django.db import models, transaction

from boards.canonical import digest

BEGINNING = "0" * 64
# What an event tells, all of it under its digest.
TOLD = (
    "actor", "role", "board", "period", "kind", "subject", "before", "after", "reason",
    "request_id", "sequence", "previous",
)  # fmt: skip


class TrailQuerySet(models.QuerySet):
    def lock(self, board):
        """The trail of a board, held until the transaction ends: its events stand in one row."""
        assert transaction.get_connection().in_atomic_block  # noqa: S101
        trail, _ = self.select_for_update(no_key=True).get_or_create(board=board)
        return trail


class Trail(models.Model):
    """How far the trail of one board goes, by its slug; the installation's own has none.

    `head` is the digest of its last event. Whatever changes a board changes it.
    """

    board = models.CharField(max_length=50, unique=True, blank=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=BEGINNING)

    objects = TrailQuerySet.as_manager()

    def __str__(self):
        return f"{self.board or 'installation'}, {self.length}"


class AuditEvent(models.Model):
    """One thing done: text only and no foreign keys, so that nothing can cascade into it.

    `digest` covers every other field and the digest of the event before it in the same trail.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=254)
    role = models.CharField(max_length=200)
    board = models.CharField(max_length=50)
    period = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=32, blank=True)
    sequence = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["board", "period", "kind"], name="events_of_a_report")]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "sequence"], name="event_has_one_place_in_its_trail"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.subject}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("The audit trail is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The audit trail is append-only.")

    def computed_digest(self):
        """What `digest` has to be."""
        told = {name: str(getattr(self, name)) for name in TOLD}
        told["at"] = self.at.astimezone(UTC).isoformat()
        return digest(told)
