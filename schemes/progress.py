"""The sections of a plan with what a quarter says of them and of their actions."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from boards.kept import kept
from schemes.models import ActionUpdate, ConditionStatement, PlanSection, SectionUpdate

MET = ConditionStatement.Answer.MET


def same_words(one, other):
    """Whether two texts say the same, however their lines are broken."""
    return one.split() == other.split()


@dataclass(frozen=True)
class ActionProgress:
    """An action of the plan: its status, this quarter's words, and last quarter's."""

    reference: str
    title: str
    progress: str
    status: str = ""
    checked: bool = False
    previous: str = ""

    @property
    def status_label(self):
        return ActionUpdate.Status(self.status).label if self.status else ""

    @property
    def repeats(self):
        """Whether this quarter's words are last quarter's, and nobody has said they still hold."""
        return bool(self.progress) and not self.checked and same_words(self.progress, self.previous)

    @property
    def is_complete(self):
        return bool(self.status and self.progress.strip()) and not self.repeats


@dataclass(frozen=True)
class SectionProgress:
    """A heading of the plan; `number` is that of its national condition, None for a local one."""

    code: str
    title: str
    note: str
    number: int | None
    answer: str
    because: str
    by_when: date | None
    summary: str
    actions: tuple[ActionProgress, ...]

    @property
    def is_condition(self):
        return self.number is not None

    @property
    def called(self):
        """“condition 2”, or the heading of a local priority."""
        return f"condition {self.number}" if self.is_condition else self.title

    @property
    def answer_label(self):
        return ConditionStatement.Answer(self.answer).label if self.answer else ""

    @property
    def falls_short(self):
        return bool(self.answer) and self.answer != MET

    @property
    def is_stated(self):
        """Whether the condition is answered, with why and by when unless it is met."""
        if not self.is_condition or self.answer == MET:
            return True
        return bool(self.answer and self.because and self.by_when)

    @property
    def actions_complete(self):
        return sum(action.is_complete for action in self.actions)


class Said(NamedTuple):
    """What one quarter says of an action."""

    progress: str = ""
    status: str = ""
    checked: bool = False


class Stated(NamedTuple):
    """What the quarter states of a condition."""

    answer: str = ""
    because: str = ""
    by_when: date | None = None


@kept
def plan_progress(quarter):
    """The sections of the plan of the quarter's year, a tuple of SectionProgress in order."""
    summaries = SectionUpdate.objects.filter(quarter=quarter).values_list("section", "summary")
    statements = ConditionStatement.objects.filter(quarter=quarter)
    last = next(iter(quarter.earlier), None)
    said = _said([quarter, last] if last else [quarter])
    held = _Held(
        summaries=dict(summaries),
        statements={
            section: Stated(*facts)
            for section, *facts in statements.values_list("section", *Stated._fields)
        },
        said=said[quarter.pk],
        previous=said[last.pk] if last else {},
    )
    sections = PlanSection.objects.filter(board=quarter.board_id, year=quarter.year)
    related = sections.select_related("condition").prefetch_related("actions")
    return tuple(_section(section, held) for section in related)


@dataclass(frozen=True)
class _Held:
    summaries: dict
    statements: dict
    said: dict
    previous: dict


def _said(quarters):
    """What each quarter says of each action, by section and reference, which outlive a year."""
    updates = (
        ActionUpdate.objects.filter(quarter__in=quarters)
        .order_by()
        .values_list("quarter", "action__section__code", "action__reference", *Said._fields)
    )
    found = {quarter.pk: {} for quarter in quarters}
    for quarter, code, reference, *facts in updates:
        found[quarter][code, reference] = Said(*facts)
    return found


def _section(section, held):
    return SectionProgress(
        code=section.code,
        title=str(section),
        note=section.note,
        number=section.condition and section.condition.number,
        summary=held.summaries.get(section.pk, ""),
        actions=tuple(_action(section, action, held) for action in section.actions.all()),
        **held.statements.get(section.pk, Stated())._asdict(),
    )


def _action(section, action, held):
    place = section.code, action.reference
    said = held.said.get(place, Said())
    return ActionProgress(
        reference=action.reference,
        title=action.title,
        previous=held.previous.get(place, Said()).progress,
        **said._asdict(),
    )
