"""Form fields that read what people type, and the list of what they have to mend."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from boards.numbers import NotANumber, Unit, parse_number
from boards.texts import MOST_CHARACTERS, CannotKeepText, parse_text


@dataclass(frozen=True)
class FieldError:
    """One line of the error summary: where it leads, and what to do."""

    href: str
    message: str


class NumberField(forms.CharField):
    """A number as typed; its label starts the sentence of an error."""

    def __init__(self, *, unit=Unit.PLAIN, **kwargs):
        super().__init__(strip=False, **kwargs)
        self.unit = unit

    def clean(self, value):
        try:
            return parse_number(value or "", self.unit)
        except NotANumber as error:
            raise ValidationError(f"{self.label} {error}") from None

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else f"{value:,f}"


class TextField(forms.CharField):
    """Words that can be shown, exported and printed."""

    def __init__(self, *, longest=MOST_CHARACTERS, **kwargs):
        super().__init__(strip=False, **kwargs)
        self.longest = longest

    def clean(self, value):
        try:
            return parse_text(value or "", self.longest)
        except CannotKeepText as error:
            raise ValidationError(f"{self.label} {error}") from None


def error_list(form):
    """The errors of a form in the order of its fields, as FieldErrors."""
    fields = [name for name in form.fields if name in form.errors]
    return [FieldError(f"#id_{name}", message) for name in fields for message in form.errors[name]]
