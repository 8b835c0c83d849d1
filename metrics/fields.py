from datetime import date

from django import forms

PARTS = ("day", "month", "year")
FIRST_YEAR = 1000


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
        if not any(parts):
            return None
        for name, part in zip(PARTS, parts, strict=True):
            if not part:
                raise forms.ValidationError(f"{self.label} must include a {name}")
        return self._day(parts)

    def _day(self, parts):
        try:
            day, month, year = (int(part) for part in parts)
            if year >= FIRST_YEAR:
                return date(year, month, day)
        except (ValueError, OverflowError):
            pass
        raise forms.ValidationError(f"{self.label} must be a real date, like 14 3 2024")
