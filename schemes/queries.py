"""Reads about the plan and its progress."""

from dataclasses import dataclass

from schemes.models import ActionUpdate, PlanAction, PlanSection, SectionUpdate


@dataclass(frozen=True)
class ActionProgress:
    reference: str
    title: str
    progress: str


@dataclass(frozen=True)
class SectionProgress:
    """A heading of the plan with what the quarter says of it and of its actions."""

    title: str
    note: str
    summary: str
    actions: tuple[ActionProgress, ...]


def plan_progress(quarter):
    """The sections of the plan of the quarter's year, a tuple of SectionProgress in order."""
    summaries = dict(
        SectionUpdate.objects.filter(quarter=quarter).values_list("section", "summary")
    )
    progress = dict(ActionUpdate.objects.filter(quarter=quarter).values_list("action", "progress"))
    sections = PlanSection.objects.filter(board=quarter.board_id, year=quarter.year)
    related = sections.select_related("condition").prefetch_related("actions")
    return tuple(_section(section, summaries, progress) for section in related)


def count_actions(quarter):
    """How many actions the plan of the quarter's year promises."""
    return PlanAction.objects.filter(
        section__board=quarter.board_id, section__year=quarter.year
    ).count()


def _section(section, summaries, progress):
    return SectionProgress(
        title=str(section),
        note=section.note,
        summary=summaries.get(section.pk, ""),
        actions=tuple(
            ActionProgress(action.reference, action.title, progress.get(action.pk, ""))
            for action in section.actions.all()
        ),
    )
