from datetime import UTC
from hashlib import sha256

import django.db.models.deletion
from django.db import migrations, models
from msgspec import json


# As written when trails were first chained: later ones may write more.
TOLD = (
    "actor", "role", "board", "period", "kind", "subject", "before", "after", "reason",
    "request_id", "sequence", "previous",
)


def chain(apps, schema_editor):
    """Give the events that are there their places, board by board, in the order of their ids."""
    AuditEvent = apps.get_model("boards", "AuditEvent")
    Trail = apps.get_model("boards", "Trail")
    trails = {}
    for event in AuditEvent.objects.order_by("pk").iterator():
        trail = trails.setdefault(event.board, Trail(board=event.board))
        event.sequence, event.previous = trail.length + 1, trail.head
        told = {name: str(getattr(event, name)) for name in TOLD}
        told["at"] = event.at.astimezone(UTC).isoformat()
        event.digest = sha256(json.encode(told, order="deterministic")).hexdigest()
        AuditEvent.objects.filter(pk=event.pk).update(
            sequence=event.sequence, previous=event.previous, digest=event.digest
        )
        trail.length, trail.head = event.sequence, event.digest
    Trail.objects.bulk_create(trails.values())


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0005_ended_grants'),
    ]

    operations = [
        migrations.CreateModel(
            name='Capacity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.CharField(choices=[('QUARTER', "Quarter's report"), ('YEAR_END', 'Year end report'), ('NATIONAL_RETURN', 'National return'), ('PLAN', 'Plan')], max_length=20)),
                ('code', models.SlugField()),
                ('title', models.CharField(max_length=100)),
                ('covers_performance', models.BooleanField(default=True)),
                ('covers_spending', models.BooleanField(default=True)),
                ('covers_text', models.BooleanField(default=True)),
                ('order', models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Trail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.CharField(blank=True, max_length=50, unique=True)),
                ('length', models.PositiveBigIntegerField(default=0)),
                ('head', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
        ),
        migrations.AddField(
            model_name='auditevent',
            name='digest',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='auditevent',
            name='previous',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='auditevent',
            name='sequence',
            field=models.PositiveBigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='boardquarter',
            name='asked_for',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='boardquarter',
            name='signed_version',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='boardquarter',
            name='versions',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(chain, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['board', 'period', 'kind'], name='events_of_a_report'),
        ),
        migrations.AddConstraint(
            model_name='auditevent',
            constraint=models.UniqueConstraint(fields=('board', 'sequence'), name='event_has_one_place_in_its_trail'),
        ),
        migrations.AddConstraint(
            model_name='boardquarter',
            constraint=models.CheckConstraint(condition=models.Q(('signed_version', None), ('signed_version__lte', models.F('versions')), _connector='OR'), name='signed_version_is_one_of_the_versions'),
        ),
        migrations.AddField(
            model_name='capacity',
            name='board',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capacities', to='boards.board'),
        ),
        migrations.AddField(
            model_name='capacity',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='boards.organisation'),
        ),
        migrations.AddField(
            model_name='grant',
            name='signs_as',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='boards.capacity'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('signs_as__isnull', True), ('role', 'SIGNATORY'), _connector='OR'), name='only_a_signatory_signs'),
        ),
        migrations.AddConstraint(
            model_name='capacity',
            constraint=models.UniqueConstraint(fields=('board', 'paper', 'code'), name='capacity_is_asked_once_for_a_paper'),
        ),
        migrations.AddConstraint(
            model_name='capacity',
            constraint=models.CheckConstraint(condition=models.Q(('covers_performance', True), ('covers_spending', True), ('covers_text', True), _connector='OR'), name='capacity_covers_something'),
        ),
    ]
