"""Carrying the board paper into the next quarter: the cover and what is standing, no figures."""

from reports.models import CoverItem, Paper, PaperSection

CARRIED = (
    "part", "decision_maker", "decision_type", "title", "contact_officer", "chief_officers",
    "ward", "non_applicable", "background_documents",
)  # fmt: skip


def carry_paper(quarter):
    """Give a new quarter the last paper of its board; returns the standing sections by code."""
    last = _last_paper(quarter)
    if last is None:
        return []
    kept = {name: getattr(last, name) for name in CARRIED}
    kept["title"] = last.title.replace(last.quarter.key.title, quarter.key.title)
    paper = Paper.objects.create(quarter=quarter, **kept)
    CoverItem.objects.bulk_create(
        CoverItem(paper=paper, order=item.order, heading=item.heading, label=item.label,
                  value=item.value)
        for item in last.items.all()
    )  # fmt: skip
    sections = [_carried(paper, section) for section in last.sections.all()]
    PaperSection.objects.bulk_create(sections)
    return [section.code for section in sections if section.is_standing]


def _last_paper(quarter):
    papers = Paper.objects.filter(quarter__board=quarter.board_id).exclude(quarter=quarter)
    order = ("-quarter__period__year", "-quarter__period__quarter")
    return papers.select_related("quarter__period").order_by(*order).first()


def _carried(paper, section):
    return PaperSection(
        paper=paper,
        order=section.order,
        code=section.code,
        heading=section.heading,
        body=section.body if section.is_standing else "",
        is_standing=section.is_standing,
    )
