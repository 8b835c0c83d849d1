import pytest

from boards.roles import Role
from tests.builders import make_quarter, make_user
from tests.reports.text_builders import make_sections
from tests.signing_builders import send, sign_in


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_sections(quarter)
    return quarter


@pytest.fixture
def version(quarter):
    return send(quarter)


@pytest.fixture
def signatory(quarter, client):
    """Who signs for the council and for nobody else, signed in just now."""
    user = make_user(quarter.board, Role.SIGNATORY, of="COUNCIL")
    sign_in(client, user)
    return user
