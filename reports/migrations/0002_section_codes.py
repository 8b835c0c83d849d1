from django.db import migrations, models
from django.utils.text import slugify


def name_sections(apps, schema_editor):
    """A section gets its code from its heading; a heading used twice gets its number too."""
    PaperSection = apps.get_model("reports", "PaperSection")
    taken = set()
    for section in PaperSection.objects.order_by("paper", "order"):
        code = slugify(section.heading)[:40] or "section"
        if (section.paper_id, code) in taken:
            code = f"{code}-{section.order}"
        taken.add((section.paper_id, code))
        section.code = code
        section.save(update_fields=["code"])


class Migration(migrations.Migration):

    dependencies = [
        ("reports", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="papersection",
            name="code",
            field=models.SlugField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="papersection",
            name="is_complete",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="papersection",
            name="body",
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(name_sections, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="papersection",
            constraint=models.UniqueConstraint(
                fields=("paper", "code"), name="section_code_is_unique_in_a_paper"
            ),
        ),
    ]
