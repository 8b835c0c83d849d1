"""The cover sheet and the sections of the paper."""

from boards import formats
from boards.workflow import Part
from reports.changes.values import Entry, Item, Listing, Trail, day, lines, of_blocks, yes_or_no


def text(paper):
    """The cover and the sections of a BoardPaper as Listings."""
    groups = tuple(map(_group, paper.cover.groups))
    sections = tuple(map(_section, paper.sections))
    return [
        Listing(Part.TEXT, "Cover sheet", (_head(paper),)),
        Listing(Part.TEXT, "Cover sheet, headings", groups, by_place=True),
        Listing(Part.TEXT, "Sections", sections, by_place=True),
        Listing(Part.TEXT, "End of the paper", (_closing(paper),)),
    ]


def _head(paper):
    cover = paper.cover
    entries = (
        Entry("Board", paper.board),
        Entry("Authority", paper.authority),
        Entry("Period", f"{paper.period} ({paper.months})", formats.financial_year(paper.year)),
        yes_or_no("Demonstration", paper.is_demonstration),
        Entry("Report number", cover.report_number),
        Entry("Part", cover.part),
        Entry("Title", cover.title),
        Entry("Decision maker", cover.decision_maker),
        day("Date of meeting", cover.meeting_on),
        Entry("Decision type", cover.decision_type),
        Entry("Contact officer", cover.contact_officer),
        lines("Chief officers", cover.chief_officers),
        Entry("Ward", cover.ward),
    )
    return Item("cover", "Cover sheet", entries)


def _group(group):
    answers = (Entry(label, value) for label, value in group.items)
    entries = (Entry("Heading of the group", group.heading), *answers)
    return Item(group.heading, f"Cover sheet, {group.heading}", entries)


def _section(section):
    entries = (
        Entry("Number", section.number),
        Entry("Heading", section.heading),
        of_blocks("Text", section.blocks),
    )
    place = f"Section {section.number}, {section.heading}"
    return Item(section.heading, place, entries, Trail(("reports.section",), section.heading))


def _closing(paper):
    entries = (
        Entry("Headings that do not apply", paper.non_applicable),
        lines("Background documents", paper.background_documents),
    )
    return Item("closing", "End of the paper", entries)
