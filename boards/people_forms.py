from django import forms
from django.utils import timezone

from boards.days import DayField
from boards.edit_forms import EditForm
from boards.roles import Role
from boards.signing_forms import office_choices, selected, whole

ALL_PARTNERS = "all"
MAY = {
    Role.VIEWER: "Reads reports once they are with the signatories",
    Role.COMMISSIONER: "Enters measures, progress and texts",
    Role.FINANCE_OFFICER: "Enters spending, and what a commissioner enters",
    Role.CLERK: "Reads reports and takes the paper to the meeting",
    Role.SIGNATORY: "Reads and signs reports. All administrators are told",
    Role.AREA_ADMINISTRATOR: (
        "Opens quarters, keeps the list of schemes and the people. All administrators are told"
    ),
}


def check_days(form, cleaned, on):
    """The last day is not before the first, and not in the past."""
    first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
    if last and last < on:
        form.add_error("ends_on", "Last day must be today or later")
    elif first and last and last < first:
        form.add_error("ends_on", "Last day must be the first day or later")


class InviteForm(forms.Form):
    """Who gets which role, for which partner of the board, and for how long."""

    email = forms.EmailField(
        label="Email address",
        max_length=200,
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address in the correct format, like name@example.com",
            "max_length": "Email address must be 200 characters or fewer",
        },
    )
    role = forms.ChoiceField(
        choices=[(role.value, role.label) for role in Role.of_a_board()],
        error_messages={"required": "Select a role", "invalid_choice": "Select a role"},
    )
    organisation = forms.ChoiceField()
    signs_as = forms.ChoiceField(required=False, label="What they sign as")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day")

    def __init__(self, data=None, *, board):
        super().__init__(data)
        self.partners = {str(partner.pk): partner for partner in board.organisations.all()}
        choose = "Select who the person works for"
        field = self.fields["organisation"]
        field.error_messages = {"required": choose, "invalid_choice": choose}
        field.choices = [
            ("", "Select an organisation"),
            *((pk, partner.name) for pk, partner in self.partners.items()),
            (ALL_PARTNERS, "All partners of the board"),
        ]
        self.fields["signs_as"].choices = office_choices(board)

    def clean_organisation(self):
        return self.partners.get(self.cleaned_data["organisation"])

    def clean_signs_as(self):
        return whole(self.cleaned_data["signs_as"])

    def clean(self):
        cleaned = super().clean()
        check_days(self, cleaned, timezone.localdate())
        return cleaned

    @property
    def role_options(self):
        """The radio buttons, each with what the role may do."""
        return [
            {
                "value": role.value,
                "text": role.label,
                "hint": MAY[role],
                "checked": self["role"].value() == role.value,
            }
            for role in Role.of_a_board()
        ]


class GrantForm(EditForm):
    """The days of a role, and what a signatory signs as."""

    signs_as_id = forms.ChoiceField(required=False, label="What they sign as")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day")

    def __init__(self, data=None, *, row):
        super().__init__(data, row=row, key=row.pk)
        if row.role == Role.SIGNATORY:
            self.fields["signs_as_id"].choices = office_choices(row.board, row.signs_as)
        else:
            del self.fields["signs_as_id"]

    def clean_signs_as_id(self):
        return whole(self.cleaned_data["signs_as_id"])

    @property
    def office(self):
        """The id of the office that is selected, as the text of its option."""
        return selected(self["signs_as_id"])

    def in_words(self, name, value):
        if name != "signs_as_id":
            return super().in_words(name, value)
        return dict(self.fields[name].choices)[str(value or "")]

    def clean(self):
        cleaned = super().clean()
        check_days(self, cleaned, timezone.localdate())
        return cleaned
