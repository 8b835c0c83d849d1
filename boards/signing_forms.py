from django import forms

from boards.capacities import offices
from boards.edit_forms import EditForm
from boards.forms import TextField
from boards.models import Capacity
from boards.workflow import Part

OF_THE_BOARD = ("", "The Board itself, such as its chair")
ANY_OFFICE = ("", "Any of their organisation")


class CapacityForm(EditForm):
    """In what capacity a kind of paper is signed, for which partner, and what it covers."""

    paper = forms.ChoiceField(
        choices=Capacity.Paper.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Select what is signed"),
    )
    title = TextField(required=False, label="Title", longest=100)
    organisation_id = forms.ChoiceField(required=False, label="Organisation")
    covers_performance = forms.BooleanField(required=False)
    covers_spending = forms.BooleanField(required=False)
    covers_text = forms.BooleanField(required=False)

    def __init__(self, data=None, *, board, row):
        super().__init__(data, row=row, key=row.pk)
        self.partners = {str(partner.pk): partner for partner in board.organisations.all()}
        names = [(pk, partner.name) for pk, partner in self.partners.items()]
        self.fields["organisation_id"].choices = [*names, OF_THE_BOARD]
        if row.pk:
            del self.fields["paper"]

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        if not title:
            raise forms.ValidationError("Enter a title, such as Director of Adult Social Care")
        return title

    def clean_organisation_id(self):
        return whole(self.cleaned_data["organisation_id"])

    def clean(self):
        cleaned = super().clean()
        if not self.parts:
            self.add_error(_box(Part.PERFORMANCE), "Select what the signature covers")
        return cleaned

    @property
    def parts(self):
        """The Parts that are ticked."""
        return [part for part in Part if self.cleaned_data.get(_box(part))]

    @property
    def organisation(self):
        return self.partners.get(str(self.cleaned_data["organisation_id"]))

    @property
    def selected_organisation(self):
        return selected(self["organisation_id"])

    @property
    def paper_options(self):
        chosen = self["paper"].value()
        return [
            {"value": kind.value, "text": kind.label, "checked": chosen == kind.value}
            for kind in Capacity.Paper
        ]

    @property
    def part_options(self):
        """The boxes to tick: (id, name, text, whether ticked)."""
        boxes = [(self[_box(part)], part.label) for part in Part]
        return [(box.auto_id, box.html_name, text, box.value()) for box, text in boxes]

    def in_words(self, name, value):
        if name != "organisation_id":
            return super().in_words(name, value)
        return str(self.partners.get(str(value), OF_THE_BOARD[1]))


def _box(part):
    return f"covers_{part.lower()}"


def whole(value):
    """The id that a select posts, None for its blank answer."""
    return int(value) if value else None


def selected(field):
    """What is selected in a select over ids, as the text of its option."""
    return "" if field.value() is None else str(field.value())


def office_choices(board, held=None):
    """What a signatory of a board may sign as."""
    named = [(str(item.pk), _named(item)) for item in offices(board, held)]
    return [ANY_OFFICE, *named]


def _named(capacity):
    partner = capacity.organisation and capacity.organisation.short_name
    return f"{capacity.title} ({partner or 'of the Board'})"
