"""The one parser of typed dates: says what is missing, and never guesses."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from boards import formats

PARTS = ("day", "month", "year")


class NotADay(ValueError):
    """What was typed is no date; the text completes “<field> must …”."""


def parse_day(day, month, year):
    """The date that three typed numbers stand for, None when all are blank; raises NotADay."""
    typed = [text.strip() for text in (day, month, year)]
    if not any(typed):
        return None
    missing = [name for name, text in zip(PARTS, typed, strict=True) if not text]
    if missing:
        raise NotADay(f"must include a {formats.listed(missing)}")
    if not all(text.isascii() and text.isdigit() for text in typed):
        raise NotADay("must be a real date, like 14 3 2024")
    try:
        found = date(int(typed[2]), int(typed[1]), int(typed[0]))
    except (ValueError, OverflowError):
        raise NotADay("must be a real date, like 14 3 2024") from None
    if found.year < 2000:
        raise NotADay("must have a year of four figures, like 2024")
    return found


class DayWidget(forms.MultiWidget):
    def __init__(self):
        super().__init__({part: forms.TextInput() for part in PARTS})

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DayField(forms.MultiValueField):
    """A date typed as day, month and year."""

    def __init__(self, **kwargs):
        parts = [forms.CharField(required=False) for _ in PARTS]
        super().__init__(
            fields=parts, widget=DayWidget(), require_all_fields=False, required=False, **kwargs
        )

    def compress(self, parts):
        try:
            return parse_day(*parts) if parts else None
        except NotADay as error:
            raise ValidationError(f"{self.label} {error}") from None


def day_parts(bound):
    """What stands in the three boxes of a DayField of a form."""
    value = bound.value()
    return value if isinstance(value, list) else bound.field.widget.decompress(value)
