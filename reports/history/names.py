"""What the parts of a report are called, by the codes under which the trail keeps them."""

from functools import cached_property

from django.utils.text import Truncator

from boards import subjects
from boards.converters import PeriodKey
from boards.models import AuditEvent, Organisation
from finance.models import SpendingMinimum
from metrics.models import Metric
from reports.models import PaperSection
from reports.subjects import titles
from schemes.models import FundingStream, Mitigation, PlanAction, PlanSection, Risk, Scheme

MINIMA = {kind.value: kind.label for kind in SpendingMinimum.Kind}
# As much of a description as tells one risk from another.
SHORT = 40


class Names:
    """The names of what a quarter reports on, each kind of them read once when first asked for."""

    def __init__(self, quarter):
        self._quarter = quarter

    def of(self, event: AuditEvent):
        """What an event was done to: its subject as it stands where it is no code."""
        for prefix, name in NAMED_BY.items():
            if event.kind.startswith(prefix):
                return name(self, event.subject)
        return event.subject

    def is_percentage(self, event: AuditEvent):
        code = event.subject.split(" ")[0]
        return event.kind.startswith("metrics.") and code in self._percentages

    def _metric(self, subject):
        code, _, period = subject.partition(" ")
        name = self._metrics.get(code, code)
        return f"{name} in {PeriodKey.parse(period).title}" if period else name

    def _scheme(self, subject):
        return self._schemes.get(subject, subject)

    def _scheme_and_metric(self, subject):
        scheme, _, metric = subject.rpartition(" ")
        return f"{self._scheme(scheme)} on {self._metric(metric)}"

    def _stream(self, subject):
        """A stream, with the partner who pays it where one is named."""
        code, _, partner = subject.partition(" ")
        name = self._streams.get(code, code)
        return f"{name} ({self._partner(partner)})" if partner else name

    def _partner(self, subject):
        return self._partners.get(subject, subject)

    def _plan_section(self, subject):
        return self._sections.get(subject, subject)

    def _action(self, subject):
        _, _, reference = subject.partition(" ")
        title = self._actions.get(tuple(subject.split(" ", 1)), "")
        return f"action {reference}{f' ({title})' if title else ''}"

    def _risk(self, subject):
        reference, _, order = subject.partition(" mitigation ")
        if order:
            return self._mitigation(reference, order)
        description = Truncator(self._risks.get(reference, "")).chars(SHORT)
        return f"risk {reference}{f' ({description})' if description else ''}"

    def _mitigation(self, reference, order):
        action = Truncator(self._mitigations.get((reference, order), "")).chars(SHORT)
        return f"“{action}” against risk {reference}" if action else f"an answer to {reference}"

    def _text(self, subject):
        return self._texts.get(subject, subject)

    def _commented(self, subject):
        return self._titles.get(subject, subject)

    def _request(self, subject):
        method, _, path = subject.partition(" ")
        return f"{'sending a form to' if method == 'POST' else 'opening'} {path}"

    @cached_property
    def _of_board(self):
        return {"board": self._quarter.board_id, "year": self._quarter.year}

    @cached_property
    def _in_year(self):
        return list(
            Metric.objects.in_year(self._quarter.year).values_list("code", "name", "percentage")
        )

    @property
    def _metrics(self):
        return {code: name for code, name, _ in self._in_year}

    @property
    def _percentages(self):
        return {code for code, _, percentage in self._in_year if percentage}

    @cached_property
    def _schemes(self):
        return dict(Scheme.objects.filter(**self._of_board).values_list("reference", "name"))

    @cached_property
    def _streams(self):
        return dict(FundingStream.objects.values_list("code", "name"))

    @cached_property
    def _partners(self):
        held = Organisation.objects.filter(board=self._quarter.board_id)
        return dict(held.values_list("short_name", "name"))

    @cached_property
    def _sections(self):
        held = PlanSection.objects.filter(**self._of_board).select_related("condition")
        return {section.code: str(section) for section in held}

    @cached_property
    def _actions(self):
        held = PlanAction.objects.filter(
            section__board=self._quarter.board_id, section__year=self._quarter.year
        )
        return {(code, reference): title for code, reference, title in held.values_list(
            "section__code", "reference", "title")}  # fmt: skip

    @cached_property
    def _risks(self):
        held = Risk.objects.filter(board=self._quarter.board_id)
        return dict(held.values_list("reference", "description"))

    @cached_property
    def _mitigations(self):
        held = Mitigation.objects.filter(risk__board=self._quarter.board_id)
        return {(reference, str(order)): action for reference, order, action in held.values_list(
            "risk__reference", "order", "action")}  # fmt: skip

    @cached_property
    def _texts(self):
        held = PaperSection.objects.filter(paper__quarter=self._quarter)
        return {code: f"“{heading}”" for code, heading in held.values_list("code", "heading")}

    @cached_property
    def _titles(self):
        return titles(self._quarter)


# By what a kind begins with, the longer before the shorter.
NAMED_BY = {
    "metrics.": Names._metric,
    "finance.paste.": lambda names, subject: subject,
    "finance.reserve.": lambda names, subject: subject,
    "finance.risk_share.": Names._partner,
    "finance.minimum.": lambda names, subject: MINIMA.get(subject, subject),
    "finance.printed.": lambda names, subject: subject,
    "finance.milestone.": lambda names, subject: subject,
    "finance.scheme_effect.": Names._scheme_and_metric,
    "finance.received.": Names._stream,
    "finance.": Names._scheme,
    "schemes.risk.": Names._risk,
    "schemes.action.": Names._action,
    "schemes.": Names._plan_section,
    "scheme.": Names._scheme,
    "reports.section": Names._text,
    "comment.": Names._commented,
    "access.": Names._request,
}
# What of the trail belongs to a part of the report, by the kinds of its key in boards.subjects.
KINDS_OF = {
    "metric": "metrics.",
    "scheme": "finance.",
    "section": "schemes.",
    "text": "reports.section",
    subjects.SPENDING: "finance.",
    subjects.RISKS: "schemes.risk.",
}
