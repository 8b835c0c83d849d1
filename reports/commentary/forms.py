"""The screen of one section: its text, whether it is complete, and what to do about numbers."""

from dataclasses import dataclass

from django import forms

from boards.edits import Edit, stamp
from boards.forms import FieldError, TextField, error_list
from boards.texts import CannotKeepText, parse_text
from reports.commentary.number_check import Finding, number_findings, settle

USE, KEEP = "use", "keep"
LONGEST_SOURCE = 300
FIELDS = ("body", "is_complete")


@dataclass(frozen=True)
class Choice:
    """A finding of the number check and what the person answered to it."""

    index: int
    finding: Finding
    answer: str = ""
    source: str = ""
    error: str = ""

    @property
    def key_name(self):
        return f"finding-{self.index}"

    @property
    def answer_name(self):
        return f"answer-{self.index}"

    @property
    def source_name(self):
        return f"source-{self.index}"

    @property
    def source_label(self):
        return f"Where does {self.finding.written} come from?"

    @property
    def is_settled(self):
        return self.answer == USE or bool(self.source)

    @property
    def settled(self):
        """What `settle` puts into the text: None for the figure itself, else the source."""
        return None if self.answer == USE else self.source


class SectionForm(forms.Form):
    """One WrittenSection as it stands; `facts` are what its numbers are held against."""

    body = TextField(required=False, label="Text")
    is_complete = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No, I’ll come back later")], required=False
    )

    def __init__(self, data=None, *, section, facts):
        self.section, self.facts = section, facts
        initial = {"body": section.body, "is_complete": "yes" if section.is_complete else ""}
        super().__init__(data, initial=initial)
        self.fields["is_complete"].label = "Whether this section is complete"
        self.theirs = ""

    def clean(self):
        cleaned = super().clean()
        self.choices = self._choices(cleaned.get("body", ""))
        if "body" in cleaned and not self._sources_refused():
            answers = {item.finding.key: item.settled for item in self.choices if item.is_settled}
            findings = [item.finding for item in self.choices]
            cleaned["body"] = self._within_limits(settle(cleaned["body"], findings, answers))
        return cleaned

    def _within_limits(self, text):
        try:
            return parse_text(text)
        except CannotKeepText as error:
            raise forms.ValidationError({"body": f"Text {error}"}) from None

    def _choices(self, text):
        """The findings in the text as typed now, with the answers given to the same numbers."""
        typed = self._typed_answers()
        found = number_findings(text, self.facts, about=self.section.heading)
        return [
            _choice(index, finding, *typed.get(finding.key, ("", "")))
            for index, finding in enumerate(found, 1)
        ]

    def open_choices(self):
        """The findings in the text as it is held, with nothing answered yet."""
        found = number_findings(self.section.body, self.facts, about=self.section.heading)
        return [Choice(index, finding) for index, finding in enumerate(found, 1)]

    def _typed_answers(self):
        names = [name for name in self.data if name.startswith("finding-")]
        indexes = [name.removeprefix("finding-") for name in names]
        return {
            self.data[f"finding-{index}"]: (
                self.data.get(f"answer-{index}", ""),
                self.data.get(f"source-{index}", ""),
            )
            for index in indexes
        }

    def _sources_refused(self):
        return any(item.error for item in self.choices)

    def is_valid(self):
        return super().is_valid() and not self._sources_refused()

    @property
    def problems(self):
        """The lines of the error summary, in the order of the page."""
        if not self.is_bound:
            return []
        invalid = error_list(self)
        refused = [FieldError(f"#{c.source_name}", c.error) for c in self.choices if c.error]
        return [*invalid, *refused]

    @property
    def without_source(self):
        """The numbers that the person wants to keep without saying yet where they come from."""
        return [c.finding.written for c in self.choices if c.answer == KEEP and not c.source]

    def edits(self):
        """What the person changed, each with the stamp of the value they were shown."""
        answers = {"yes": True, "no": False}
        complete = answers.get(self.cleaned_data["is_complete"], self.section.is_complete)
        typed = {"body": self.cleaned_data["body"], "is_complete": complete}
        return [
            Edit(self.section.code, name, self.shown(name), new)
            for name, new in typed.items()
            if stamp(new) != self.shown(name)
        ]

    def shown(self, name):
        """The stamp of the value that the page showed in a field."""
        held = stamp(getattr(self.section, name))
        return self.data.get(f"shown-{name}", held) if self.is_bound else held

    def shown_stamps(self):
        return [(f"shown-{name}", self.shown(name)) for name in FIELDS]

    def add_clashes(self, clashes):
        """Say at each field that somebody else changed it, and keep what they wrote."""
        self.data = self.data.copy()
        for clash in clashes:
            name = clash.edit.field
            self.data[f"shown-{name}"] = stamp(clash.stored)
            if name == "body":
                self.theirs = clash.stored
            self.add_error(
                name,
                f"{self.fields[name].label} was changed by somebody else while you were editing. "
                f"{_theirs(name, clash.stored)} "
                "Your answer is kept: save again to use it, or change it",
            )


def _choice(index, finding, answer, source):
    if answer not in (USE, KEEP):
        return Choice(index, finding)
    try:
        return Choice(index, finding, answer, parse_text(source.strip(), LONGEST_SOURCE))
    except CannotKeepText as refused:
        error = f"Where {finding.written} comes from {refused}"
        return Choice(index, finding, answer, source, error)


def _theirs(name, stored):
    if name == "body":
        return "Their text is below the box."
    return f"Theirs: “{'Yes' if stored else 'No'}”."
