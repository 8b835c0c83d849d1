"""Filters that only format; the rules are in boards.formats."""

from django import template

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
    formats.moment,
):
    register.filter(f"as_{function.__name__}", function)
