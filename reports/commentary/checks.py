"""What the texts of a report still need, each with the place to mend it."""

from typing import NamedTuple

from django.urls import reverse

from boards.problems import Problem
from finance.explaining import place_of
from reports.commentary.number_check import number_findings
from reports.figures import unknown_references

SECTION = "Commentary"
# The texts of a measure that people type, by the name of the field.
METRIC_TEXTS = ("comment", "off_target_because", "mitigation")
LINE_TEXTS = ("explanation", "effect")


class TypedText(NamedTuple):
    """A text of the report: what it is about, and where it is typed."""

    section: str
    name: str
    about: str
    text: str
    href: str


def problems(quarter, sections, metrics, spending, sources):
    """Sections without text, references to nothing, and numbers that nothing supports."""
    return [
        *_unwritten(quarter, sections),
        *_unknown_references(quarter, sections, sources.texts),
        *_numbers(typed_texts(quarter, sections, metrics, spending), sources.facts),
    ]


def typed_texts(quarter, sections, metrics, spending):
    """Every text in which a number can be typed, as TypedTexts in the order of the report."""
    for row in metrics.rows:
        url = reverse("metrics:metric", kwargs=quarter.address | {"code": row.code})
        for field in METRIC_TEXTS:
            text = getattr(row, field)
            yield TypedText("Performance", row.name, row.name, text, f"{url}#id_{field}")
    url = reverse("finance:explanations", kwargs=quarter.address)
    for row in spending.rows:
        for field in LINE_TEXTS:
            name = f"{row.reference} {row.name}"
            text = getattr(row, field)
            yield TypedText("Spending", name, row.name, text, place_of(url, row, field))
    for section in sections:
        url = _address(quarter, section)
        yield TypedText(
            SECTION, section.heading, section.heading, section.body, f"{url}#number-check"
        )


def _address(quarter, section):
    return reverse("reports:commentary", kwargs=quarter.address | {"section": section.code})


def _unwritten(quarter, sections):
    for section in sections:
        if not section.body.strip():
            yield Problem(SECTION, f"Write “{section.heading}”.", _address(quarter, section))


def _unknown_references(quarter, sections, texts):
    for section in sections:
        for name in dict.fromkeys(unknown_references(section.body, texts)):
            message = f"{section.heading}: no figure is called {{{name}}}."
            yield Problem(SECTION, message, _address(quarter, section))


def _numbers(texts, facts):
    for item in texts:
        if item.text:
            for finding in number_findings(item.text, facts, about=item.about):
                yield Problem(item.section, f"{item.name}: {finding.message}.", item.href)
