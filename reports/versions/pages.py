"""The words of the pages that record a fact, and the form of each."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.versions.forms import DatedForm, DecisionForm, Kind, PublishForm, ReferenceForm


@dataclass(frozen=True)
class Page:
    """The words of a page that records a fact, and its form."""

    heading: str
    label: str
    legend: str
    button: str
    said: str
    form: Callable = DatedForm
    reference: str = ""
    reference_hint: str = ""


PAGES = {
    Kind.RELEASED: Page(
        heading="Release {version} for the agenda",
        label="Day of release",
        legend="When was it released?",
        button="Release for the agenda",
        said="{version} was released for the agenda on {day}.",
    ),
    Kind.PUBLISHED: Page(
        heading="Publish {version}",
        label="Day of publication",
        legend="When was it published?",
        button="Publish",
        said="{version} is published.",
        form=PublishForm,
        reference="Where is it on the council’s website?",
        reference_hint="The full address, like https://www.example.gov.uk/agenda. Leave blank if "
        "it is not there",
    ),
    Kind.SUBMITTED: Page(
        heading="Record that {version} was submitted to NHS England",
        label="Day of submission",
        legend="When was it submitted?",
        button="Save",
        said="Submitted to NHS England on {day}: recorded for {version}.",
        form=ReferenceForm,
        reference="Reference",
        reference_hint="Leave blank if there is none",
    ),
    Kind.DECIDED: Page(
        heading="What did the Board decide?",
        label="Day of the decision",
        legend="When did it decide?",
        button="Save",
        said="The Board’s decision of {day} is recorded for {version}.",
        form=DecisionForm,
        reference="Minute",
        reference_hint="For example, minute 12. Leave blank if it is not known yet",
    ),
    Kind.RATIFIED: Page(
        heading="Record that the Board ratified {version}",
        label="Day of ratification",
        legend="When did the Board ratify it?",
        button="Save",
        said="Ratified on {day}: recorded for {version}.",
        form=ReferenceForm,
        reference="Minute",
        reference_hint="For example, minute 12. Leave blank if it is not known yet",
    ),
}
