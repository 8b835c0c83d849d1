"""The most dangerous cells of the permission matrix, written down a second time by hand.

Not made from the table in the code nor from its copy in test_permissions.py: whoever changes one
of these changes it here too, knowing what it lets people do.
"""

import pytest

from boards.permissions import Permission, has_permission
from boards.roles import Role
from boards.workflow import Status
from tests.builders import make_user
from tests.signing_builders import make_quarter_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]
CELLS = [
    # Figures do not change once somebody is asked to sign them.
    ("FINANCE_OFFICER", "EDIT_SPENDING", "DRAFT", True),
    ("FINANCE_OFFICER", "EDIT_SPENDING", "WITH_SIGNATORIES", False),
    ("FINANCE_OFFICER", "EDIT_SPENDING", "SIGNED", False),
    ("FINANCE_OFFICER", "EDIT_SPENDING", "PUBLISHED", False),
    ("COMMISSIONER", "EDIT_METRICS", "SIGNED", False),
    ("COMMISSIONER", "EDIT_NARRATIVES", "PUBLISHED", False),
    # Who signs, administers or publishes enters nothing.
    ("SIGNATORY", "EDIT_SPENDING", "DRAFT", False),
    ("AREA_ADMINISTRATOR", "EDIT_SPENDING", "DRAFT", False),
    ("CLERK", "EDIT_NARRATIVES", "DRAFT", False),
    # Signatories alone sign, and only what was sent to them.
    ("SIGNATORY", "SIGN", "WITH_SIGNATORIES", True),
    ("SIGNATORY", "SIGN", "DRAFT", False),
    ("SIGNATORY", "SIGN", "SIGNED", False),
    ("FINANCE_OFFICER", "SIGN", "WITH_SIGNATORIES", False),
    ("AREA_ADMINISTRATOR", "SIGN", "WITH_SIGNATORIES", False),
    ("CLERK", "SIGN_RETURN", "SIGNED", False),
    # Nothing is public before it is signed, nor by anybody but the clerk.
    ("CLERK", "PUBLISH", "SIGNED", True),
    ("CLERK", "PUBLISH", "WITH_SIGNATORIES", False),
    ("SIGNATORY", "PUBLISH", "SIGNED", False),
    ("AREA_ADMINISTRATOR", "PUBLISH", "SIGNED", False),
    ("CLERK", "RELEASE", "DRAFT", False),
    # What was signed is opened again by few, what is public is withdrawn by few.
    ("COMMISSIONER", "CORRECT", "SIGNED", False),
    ("CLERK", "CORRECT", "PUBLISHED", False),
    ("FINANCE_OFFICER", "WITHDRAW", "PUBLISHED", False),
    ("COMMISSIONER", "TAKE_BACK", "SIGNED", False),
    # A draft is not read by viewers, nor any report by those who run the service.
    ("VIEWER", "VIEW_FIGURES", "DRAFT", False),
    ("VIEWER", "VIEW_COMMENTS", "PUBLISHED", False),
    ("SYSTEM_ADMINISTRATOR", "VIEW_FIGURES", "SIGNED", False),
    ("SYSTEM_ADMINISTRATOR", "EXPORT_TRAIL", "PUBLISHED", False),
    # Roles are given by administrators alone.
    ("FINANCE_OFFICER", "MANAGE_PEOPLE", "DRAFT", False),
    ("SIGNATORY", "MANAGE_PEOPLE", "SIGNED", False),
]


@pytest.mark.check(2)
@pytest.mark.parametrize(("role", "permission", "state", "is_allowed"), CELLS)
def test_a_dangerous_cell_is_as_agreed(role, permission, state, is_allowed):
    quarter = make_quarter_at(Status(state))
    board = None if role == Role.SYSTEM_ADMINISTRATOR else quarter.board
    user = make_user(board, Role(role))

    assert has_permission(user, Permission[permission], quarter=quarter) is is_allowed


@pytest.mark.check(2)
def test_there_are_thirty_of_them_and_no_two_alike():
    assert len({cell[:3] for cell in CELLS}) == len(CELLS) == 30
