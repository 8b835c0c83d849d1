"""What a new quarter takes from the last one, and what it never does."""

from datetime import date

import pytest
from django.apps import apps
from django.utils import timezone

from boards.actions import add_comment
from boards.models import AuditEvent, BoardQuarter, Comment, Draft, Owner
from boards.roles import Role
from finance.models import ExpenditureLine, LineReturn
from metrics.models import Result, Target
from reports.models import CoverItem, Paper, PaperSection
from reports.opening import actions
from schemes.models import (
    ActionUpdate,
    ConditionStatement,
    FundingStream,
    MitigationUpdate,
    NationalCondition,
    PlanAction,
    PlanSection,
    ReportGroup,
    RiskUpdate,
    Scheme,
    SchemeType,
    SectionUpdate,
)
from schemes.queries import plan_progress, risk_register
from tests.builders import (
    NOON,
    make_board,
    make_line,
    make_metric,
    make_quarter,
    make_user,
    organisation,
    report_line,
    report_metric,
)
from tests.schemes.plan_builders import make_action, make_risk, make_section, report_action, state

pytestmark = pytest.mark.django_db
PAGE = "/northshire/quarters/open/"


@pytest.fixture
def third():
    """Quarter 3 of 2023-24, the board's last one."""
    return make_quarter()


@pytest.fixture
def fourth():
    return make_quarter(quarter=4)


def open_next(quarter, *, same_owners=True):
    """The quarter after one, by the action itself."""
    by = make_user(quarter.board, Role.AREA_ADMINISTRATOR)
    return actions.open_quarter(
        board=quarter.board, key=quarter.key.following, meeting_on=None, national_return_on=None,
        same_owners=same_owners, by=by, at=timezone.now(),
    ).quarter  # fmt: skip


def belongs_to_a_quarter(model):
    keys = [field for field in model._meta.get_fields() if field.name == "quarter"]
    return model is not Paper and any(key.related_model is BoardQuarter for key in keys)


OF_A_QUARTER = {model for model in apps.get_models() if belongs_to_a_quarter(model)}


def report_everything(quarter):
    """One of each thing that a quarter says, entered as people enter it."""
    report_line(quarter, make_line(quarter, "S1"), spent="1", forecast="2", explanation="x")
    report_metric(quarter, make_metric(quarter), actual="900")
    section = make_section(quarter)
    state(quarter, section, answer="MET", summary="Done")
    report_action(quarter, make_action(section), status="ON_TRACK", progress="Begun")
    make_risk(quarter, done=[("Recruit", "Two of three posts filled")])
    author = make_user(quarter.board)
    add_comment(quarter=quarter, subject="spending", text="Is it so?", by=author, at=NOON)


def test_no_figure_and_no_answer_is_carried(third):
    report_everything(third)

    quarter = open_next(third)

    said = {model for model in OF_A_QUARTER if model.objects.filter(quarter=third).exists()}
    assert said >= {
        LineReturn, Result, SectionUpdate, ConditionStatement, ActionUpdate, RiskUpdate,
        MitigationUpdate, Comment,
    }  # fmt: skip
    assert not [model for model in OF_A_QUARTER if model.objects.filter(quarter=quarter).exists()]


def test_the_risks_with_what_is_done_about_them_stay_open_and_wait_to_be_rated(third):
    report_everything(third)

    (row,) = risk_register(open_next(third)).open_rows

    assert (row.reference, row.description) == ("R1", "Posts stay vacant")
    assert [item.action for item in row.mitigations] == ["Recruit"]
    assert not row.is_reviewed


def test_in_a_new_year_the_headings_and_actions_of_the_plan_are_those_of_the_last(fourth):
    report_everything(fourth)

    (section,) = plan_progress(open_next(fourth))

    assert (section.code, section.answer) == ("nc2", "")
    assert [(action.reference, action.status) for action in section.actions] == [("NC2-1", "")]


def test_what_somebody_typed_and_did_not_save_stays_where_it_was_typed(third):
    drafted = {"user": make_user(third.board), "path": "/northshire/2023-24-q3/spending/"}
    Draft.objects.create(**drafted, typed="forecast-1=5", kept_at=timezone.now())

    open_next(third)

    assert Draft.objects.get().path == "/northshire/2023-24-q3/spending/"


def make_paper(quarter):
    paper = Paper.objects.create(
        quarter=quarter, report_number="ACH24-008", title="Fund: Quarter 3 2023-24 report",
        part="Part 1", decision_maker="Board", decision_type="Non-key",
        contact_officer="Manager", chief_officers="Director", ward="All",
    )  # fmt: skip
    CoverItem.objects.create(
        paper=paper, order=1, heading="Financial", label="Cost", value="{plan.total}"
    )
    PaperSection.objects.create(
        paper=paper, order=1, code="commentary", heading="Commentary", body="It went well.",
        is_complete=True,
    )  # fmt: skip
    PaperSection.objects.create(
        paper=paper, order=2, code="legal", heading="Legal implications", body="The Act says.",
        is_standing=True, is_complete=True,
    )  # fmt: skip
    return paper


def test_the_cover_and_standing_text_are_carried_and_other_sections_are_empty(third):
    make_paper(third)

    paper = Paper.objects.get(quarter=open_next(third))

    assert (paper.report_number, paper.part, paper.ward) == ("", "Part 1", "All")
    assert paper.title == "Fund: Quarter 4 2023-24 report"
    assert [(item.label, item.value) for item in paper.items.all()] == [("Cost", "{plan.total}")]
    fields = ("code", "heading", "body", "is_standing", "is_complete")
    assert list(paper.sections.values_list(*fields)) == [
        ("commentary", "Commentary", "", False, False),
        ("legal", "Legal implications", "The Act says.", True, False),
    ]


def test_a_quarter_without_a_paper_takes_that_of_the_one_before(third):
    make_paper(third)
    fourth = open_next(third)
    Paper.objects.filter(quarter=fourth).delete()

    assert Paper.objects.get(quarter=open_next(fourth)).title.endswith("Quarter 1 2024-25 report")


def test_a_quarter_of_the_same_year_uses_the_plan_that_is_there(third):
    make_line(third, "NORTHSHI-2324-01")

    open_next(third)

    assert Scheme.objects.count() == 1


def test_a_new_year_gets_the_schemes_under_new_references_and_without_amounts(fourth):
    line = make_line(fourth, "NORTHSHI-2324-07", name="Beds", led_by="ICB")
    Scheme.objects.update(planned_outputs=12, starts_on=date(2022, 4, 1))
    make_metric(fourth)
    report_line(fourth, line, forecast="5")

    open_next(fourth)

    new = Scheme.objects.get(year=2024)
    assert (new.reference, new.name, new.led_by) == (
        "NORTHSHI-2425-07", "Beds", organisation(fourth.board, "ICB"),
    )  # fmt: skip
    assert (new.planned_outputs, new.starts_on) == (None, date(2022, 4, 1))
    lines = ExpenditureLine.objects.filter(scheme=new)
    assert list(lines.values_list("stream__code", "plan")) == [("minimum", None)]
    assert ReportGroup.objects.get(year=2024).streams.get().code == "minimum"
    assert not Target.objects.filter(year=2024).exists()
    line.refresh_from_db()
    assert line.plan == 100_000
    assert AuditEvent.objects.get(kind="plan.carried").after == "1"


def test_references_of_another_shape_are_numbered_anew(fourth):
    for name in ("A", "NORTHSHI-2324-07", "C"):
        make_line(fourth, name)

    open_next(fourth)

    references = Scheme.objects.filter(year=2024).values_list("reference", flat=True)
    assert list(references) == [f"NORTHSHI-2425-0{number}" for number in (1, 2, 3)]


def test_a_scheme_that_stopped_before_the_new_year_is_not_carried(fourth):
    for reference in ("S1", "S2"):
        make_line(fourth, reference)
    Scheme.objects.filter(reference="S1").update(
        stops_on=date(2024, 3, 31), stopped_because="Closed"
    )

    open_next(fourth)

    assert Scheme.objects.get(year=2024).name == "Scheme S2"


def test_what_ended_nationally_is_not_planned_again(fourth):
    board = fourth.board
    ending = FundingStream.objects.create(
        code="discharge", name="Discharge Fund", first_year=2023, last_year=2023
    )
    line = make_line(fourth, "S1")
    ExpenditureLine.objects.create(scheme=line.scheme, stream=ending, plan=1)
    ended = make_line(fourth, "S2")
    ExpenditureLine.objects.filter(pk=ended.pk).update(stream=ending)
    SchemeType.objects.update(last_year=2023)
    group = ReportGroup.objects.create(
        board=board, year=2023, order=2, code="gone", name="Gone", short_name="Gone"
    )
    group.streams.add(ending)
    for code, last_year in (("nc1", 2023), ("nc2", None)):
        condition = NationalCondition.objects.create(
            code=code, number=1, title=code, first_year=2023, last_year=last_year
        )
        section = PlanSection.objects.create(
            board=board, year=2023, order=1, code=code, title=code, condition=condition
        )
        PlanAction.objects.create(section=section, order=1, reference=code, title="Act")

    open_next(fourth)

    lines = ExpenditureLine.objects.filter(scheme__year=2024).order_by("scheme__order")
    assert list(lines.values_list("scheme__name", "stream__code")) == [
        ("Scheme S1", "minimum"),
        ("Scheme S2", None),
    ]
    kept = Scheme.objects.filter(year=2024).values_list("scheme_type", "local_heading")
    assert set(kept) == {(None, "Carers Services")}
    assert [group.code for group in ReportGroup.objects.filter(year=2024)] == ["bcf"]
    assert PlanSection.objects.get(year=2024).code == "nc2"
    assert PlanAction.objects.get(section__year=2024).reference == "nc2"


@pytest.mark.parametrize(("same", "owned"), [(True, ["scheme:NORTHSHI-2425-01"]), (False, [])])
def test_in_a_new_year_the_owner_of_a_scheme_has_it_under_its_new_reference(fourth, same, owned):
    make_line(fourth, "NORTHSHI-2324-01")
    Owner.objects.create(
        board=fourth.board, subject="scheme:NORTHSHI-2324-01", title="Equipment lead"
    )

    open_next(fourth, same_owners=same)

    new = Owner.objects.filter(subject__contains="2425")
    assert list(new.values_list("subject", flat=True)) == owned


def test_a_plan_that_a_board_has_made_for_the_new_year_stays_as_it_is(fourth):
    make_line(fourth, "NORTHSHI-2324-01")
    planned = make_line(make_quarter(fourth.board, year=2024, quarter=2), "NORTHSHI-2425-09")
    BoardQuarter.objects.filter(period__year=2024).delete()

    open_next(fourth)

    assert Scheme.objects.get(year=2024) == planned.scheme


def test_nothing_of_another_board_is_carried(fourth):
    other = make_quarter(make_board("Southborough"), quarter=4)
    make_line(other, "T1")
    make_paper(other)

    open_next(fourth)

    assert not Scheme.objects.filter(year=2024).exists()
    assert not Paper.objects.filter(quarter__board=fourth.board).exists()
