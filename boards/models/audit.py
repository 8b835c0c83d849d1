from django.db import models


class AuditEvent(models.Model):
    """One thing done: text only and no foreign keys, so that nothing can cascade into it."""

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

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.kind} {self.subject}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("The audit trail is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The audit trail is append-only.")
