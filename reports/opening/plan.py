"""The plan of a new financial year: the structure of the last one, with no amount in it.

What the new year has already is left as it is.
"""

from datetime import date

from django.db.models import Q

from boards import subjects
from boards.models import Owner
from finance.models import ExpenditureLine
from finance.plan.references import number_of, reference
from schemes.models import (
    AreaOfSpend,
    FundingStream,
    NationalCondition,
    PlanAction,
    PlanSection,
    ReportGroup,
    Scheme,
    SchemeType,
)


def carry_plan(board, old, year):
    """Make the groups, schemes, lines, sections and actions of `year` after those of `old`.

    Returns how many schemes were made.
    """
    _carry_sections(board, old, year)
    if Scheme.objects.filter(board=board, year=year).exists():
        return 0
    groups = _carry_groups(board, old, year)
    made = _carry_schemes(board, old, year, groups)
    _carry_lines(made, year)
    _carry_owners(board, made)
    return len(made)


def _in_year(model, year):
    """The ids of the rows of a catalogue that hold in a year."""
    return set(model.objects.in_year(year).values_list("pk", flat=True))


def _carry_groups(board, old, year):
    """The groups of the new year by the id of the old one; one whose streams all ended goes."""
    holding, made = _in_year(FundingStream, year), {}
    if ReportGroup.objects.filter(board=board, year=year).exists():
        return _groups_by_code(board, old, year)
    for group in ReportGroup.objects.filter(board=board, year=old).prefetch_related("streams"):
        streams = [stream for stream in group.streams.all() if stream.pk in holding]
        if streams or not group.streams.all() or group.schemes.exists():
            made[group.pk] = ReportGroup.objects.create(
                board=board, year=year, order=group.order, code=group.code, name=group.name,
                short_name=group.short_name,
            )  # fmt: skip
            made[group.pk].streams.set(streams)
    return made


def _groups_by_code(board, old, year):
    there = {group.code: group for group in ReportGroup.objects.filter(board=board, year=year)}
    before = ReportGroup.objects.filter(board=board, year=old)
    return {group.pk: there[group.code] for group in before if group.code in there}


def _carry_schemes(board, old, year, groups):
    """Pairs of (old scheme, new scheme) of those that did not stop before the year."""
    first_day = date(year, 4, 1)
    holding = _in_year(SchemeType, year), _in_year(AreaOfSpend, year)
    going_on = Scheme.objects.filter(
        Q(stops_on__isnull=True) | Q(stops_on__gte=first_day), board=board, year=old
    ).select_related("scheme_type")
    named = _references(board, year, going_on.order_by("order"))
    made = [
        (scheme, _next_scheme(scheme, year, named[scheme.pk], *holding, groups))
        for scheme in going_on
    ]
    Scheme.objects.bulk_create(new for _, new in made)
    return made


def _next_scheme(scheme, year, name, types, areas, groups):
    holds = scheme.scheme_type_id in types
    heading = scheme.scheme_type.name if scheme.scheme_type and not holds else ""
    return Scheme(
        board_id=scheme.board_id,
        year=year,
        order=scheme.order,
        reference=name,
        name=scheme.name,
        scheme_type_id=scheme.scheme_type_id if holds else None,
        local_heading=scheme.local_heading or heading,
        area_of_spend_id=scheme.area_of_spend_id if scheme.area_of_spend_id in areas else None,
        led_by_id=scheme.led_by_id,
        is_joint=scheme.is_joint,
        report_group=groups.get(scheme.report_group_id),
        starts_on=scheme.starts_on,
        stops_on=scheme.stops_on,
        stopped_because=scheme.stopped_because,
    )


def _references(board, year, schemes):
    """New references by the id of the old scheme: the same numbers, or 1, 2 … if any has none."""
    numbers = [number_of(scheme.reference) for scheme in schemes]
    counted = [number for number in numbers if number]
    if len(set(counted)) < len(schemes):
        width = max(2, len(str(len(schemes))))
        numbers = [(order, width) for order in range(1, len(schemes) + 1)]
    return {
        scheme.pk: reference(board, year, *number)
        for scheme, number in zip(schemes, numbers, strict=True)
    }


def _carry_lines(made, year):
    """The lines whose stream goes on; a scheme all of whose streams ended has one without."""
    holding = _in_year(FundingStream, year)
    new = {old.pk: scheme for old, scheme in made}
    streams = {pk: [] for pk in new}
    for line in ExpenditureLine.objects.filter(scheme__in=new).order_by("pk"):
        if line.stream_id is None or line.stream_id in holding:
            streams[line.scheme_id].append((line.stream_id, line.stream_basis))
    ExpenditureLine.objects.bulk_create(
        ExpenditureLine(scheme=new[pk], stream_id=stream, **basis, plan=None)
        for pk, found in streams.items()
        for stream, basis in (
            [(stream, {"stream_basis": basis}) for stream, basis in found] or [(None, {})]
        )
    )


def _carry_owners(board, made):
    """Whose task a scheme was, under its new reference."""
    owners = {owner.subject: owner for owner in Owner.objects.filter(board=board)}
    Owner.objects.bulk_create(
        Owner(
            board=board, subject=subjects.scheme(new.reference), title=owner.title,
            organisation_id=owner.organisation_id, user_id=owner.user_id,
        )
        for old, new in made
        if (owner := owners.get(subjects.scheme(old.reference)))
        and subjects.scheme(new.reference) not in owners
    )  # fmt: skip


def _carry_sections(board, old, year):
    """The headings of the plan with their actions, but not those of a condition that has ended."""
    if PlanSection.objects.filter(board=board, year=year).exists():
        return
    holding = _in_year(NationalCondition, year)
    sections = PlanSection.objects.filter(board=board, year=old).prefetch_related("actions")
    for section in sections:
        if section.condition_id is None or section.condition_id in holding:
            new = PlanSection.objects.create(
                board=board, year=year, order=section.order, code=section.code,
                title=section.title, condition_id=section.condition_id, note=section.note,
            )  # fmt: skip
            PlanAction.objects.bulk_create(
                PlanAction(section=new, order=action.order, reference=action.reference,
                           title=action.title)
                for action in section.actions.all()
            )  # fmt: skip
