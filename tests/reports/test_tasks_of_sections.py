"""The groups of tasks about the plan, the risks, the commentary and the check."""

from types import SimpleNamespace

import pytest

from boards.owners import Owners
from boards.workflow import Status as QuarterStatus
from reports.commentary.sections import WrittenSection
from reports.tasks.commentary import commentary
from reports.tasks.plan import conditions_and_actions
from reports.tasks.risks import risks
from reports.tasks.sign_off import check
from reports.tasks.task import Status, Task
from tests.builders import make_quarter

pytestmark = pytest.mark.django_db
NOBODY = Owners({}, frozenset())


def section(code, *complete, is_condition=True, is_stated=False):
    """A section as schemes.queries.plan_progress tells of it, with actions that are complete."""
    actions = tuple(SimpleNamespace(is_complete=done) for done in complete)
    return SimpleNamespace(
        code=code,
        title=f"Condition {code}",
        is_condition=is_condition,
        is_stated=is_stated,
        actions=actions,
        actions_complete=sum(complete),
    )


def statuses(group):
    return {task.key: task.status for task in group.tasks}


def test_a_section_has_a_task_for_its_statement_and_one_for_its_actions():
    group = conditions_and_actions(
        make_quarter(),
        (
            section("nc1", True, False, is_stated=True),
            section("nc2", False),
            section("nc3", True),
            section("dfg", is_condition=False),
        ),
        NOBODY,
    )

    assert statuses(group) == {
        "section-nc1": Status.COMPLETED,
        "actions-nc1": Status.IN_PROGRESS,
        "section-nc2": Status.NOT_STARTED,
        "actions-nc2": Status.NOT_STARTED,
        "section-nc3": Status.NOT_STARTED,
        "actions-nc3": Status.COMPLETED,
    }
    assert group.tasks[1].note == "1 of 2 actions reported."


def test_a_section_waits_for_its_owner_else_for_a_commissioner():
    owners = Owners({"section:nc1": "Housing lead"}, frozenset({"section:nc1"}))

    group = conditions_and_actions(make_quarter(), (section("nc1"), section("nc2")), owners)

    assert [task.waits_for for task in group.tasks] == [("Housing lead",), ("Commissioner",)]
    assert [task.is_mine for task in group.tasks] == [True, False]


@pytest.mark.parametrize(
    ("reviewed", "open_risks", "status", "note"),
    [
        (0, 3, Status.NOT_STARTED, "0 of 3 open risks reviewed."),
        (2, 3, Status.IN_PROGRESS, "2 of 3 open risks reviewed."),
        (3, 3, Status.COMPLETED, "3 of 3 open risks reviewed."),
        (0, 0, Status.COMPLETED, "No risk is open."),
    ],
)
def test_the_risks_are_one_task(reviewed, open_risks, status, note):
    report = SimpleNamespace(open_rows=(None,) * open_risks, reviewed=reviewed)

    (task,) = risks(make_quarter(), report, NOBODY).tasks

    assert (task.status, task.note) == (status, note)


def test_a_text_is_complete_only_when_somebody_says_so():
    texts = [
        WrittenSection(1, "reason", "Reason", " \n", is_complete=False),
        WrittenSection(2, "fund", "Fund", "Words.", is_complete=False),
        WrittenSection(3, "law", "Law", "None.", is_complete=True),
    ]

    group = commentary(make_quarter(), texts, NOBODY)

    assert statuses(group) == {
        "text-reason": Status.NOT_STARTED,
        "text-fund": Status.IN_PROGRESS,
        "text-law": Status.COMPLETED,
    }


@pytest.mark.parametrize(
    ("others", "quarter_status", "status"),
    [
        (Status.IN_PROGRESS, QuarterStatus.DRAFT, Status.NOT_STARTED),
        (Status.COMPLETED, QuarterStatus.DRAFT, Status.READY),
        (Status.COMPLETED, QuarterStatus.SIGNED, Status.COMPLETED),
    ],
)
def test_the_answers_are_ready_to_check_once_all_else_is_complete(others, quarter_status, status):
    quarter = make_quarter(status=quarter_status)

    (task,) = check(quarter, [Task("falls", "Falls", others)]).tasks

    assert task.status == status
