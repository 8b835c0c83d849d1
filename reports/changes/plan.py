"""Appendices A and B: conditions, the actions of the plan, and risks."""

from boards import formats
from boards.workflow import Part
from reports.changes.values import Entry, Item, Listing, Trail, money, of_blocks, yes_or_no


def plan(paper):
    """The appendices of a BoardPaper as Listings."""
    sections = tuple(map(_section, paper.appendix))
    actions = tuple(_action(action) for section in paper.appendix for action in section.actions)
    return [
        Listing(Part.TEXT, "Appendix A", sections, by_place=True),
        Listing(Part.TEXT, "Appendix A, actions", actions),
        Listing(Part.TEXT, "Appendix B", tuple(map(_risk, paper.risks.rows))),
    ]


def _section(section):
    entries = (
        Entry("Title", section.title),
        Entry("Note", section.note),
        Entry("Answer", section.answer),
        of_blocks("Summary", section.blocks),
    )
    trail = Trail(("schemes.condition.", "schemes.section."))
    return Item(section.title, f"Appendix A, {section.title}", entries, trail)


def _action(action):
    entries = (
        Entry("Ref", action.reference),
        Entry("Action", action.title),
        Entry("Status", action.status),
        of_blocks("Progress", action.blocks),
    )
    place = f"Appendix A, {action.reference} {action.title}"
    trail = Trail(("schemes.action.",), action.reference)
    return Item(action.reference, place, entries, trail)


def _risk(row):
    entries = (
        Entry("Ref", row.reference),
        Entry("Risk", row.description),
        Entry("Owner", row.owner_role),
        *_rating("", row.rating),
        *_rating(" in an earlier report", row.previous),
        Entry("Movement", row.movement, follows=True),
        yes_or_no("Closed", row.is_closed),
        yes_or_no("Closed in this report", row.closed_here),
        *map(_mitigation, row.mitigations),
    )
    trail = Trail(("schemes.risk",), row.reference)
    return Item(row.reference, f"Appendix B, {row.reference} {row.description}", entries, trail)


def _rating(when, rating):
    if rating is None:
        yield Entry(f"Score{when}", formats.NOT_PROVIDED)
        return
    score = f"{rating.likelihood} × {rating.impact} = {rating.score}"
    yield Entry(f"Score{when}", score)
    yield money(f"Money at risk{when}", rating.money_at_risk)
    yield Entry(f"Comment{when}", rating.comment)


def _mitigation(item):
    said = f"{item.action}: {item.status or item.previous}".removesuffix(": ")
    return Entry(f"Mitigation {item.order}", said, f"{item.action} {item.status} {item.previous}")
