"""Filters that only format; the rules are in boards.formats. And the one way to draw a chart."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from boards import formats

register = template.Library()

for function in (
    formats.number,
    formats.thousands,
    formats.pounds,
    formats.thousands_in_text,
    formats.variance_in_words,
    formats.percentage,
    formats.date,
    formats.weekday_and_date,
):
    register.filter(f"as_{function.__name__}", function)


@register.simple_tag
def drawn(chart, id, *, in_paper=False):
    """A Chart as HTML; `id` is its own on the page, and `in_paper` its title says all of it."""
    return _drawn(chart, id, in_paper)


# A Chart never changes: what was drawn of it once holds for ever.
@lru_cache(maxsize=512)
def _drawn(chart, id, in_paper):
    context = {"chart": chart, "id": id, "in_paper": in_paper}
    return render_to_string("components/chart.html", context)
