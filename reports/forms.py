from django import forms

from boards.days import DayField


class PublicationForm(forms.Form):
    """A day on which the agenda might be published."""

    publish = DayField(label="Day of publication")

    def clean_publish(self):
        if self.cleaned_data["publish"] is None:
            raise forms.ValidationError("Enter the day of publication")
        return self.cleaned_data["publish"]
