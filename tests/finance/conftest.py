"""A quarter, and those who most tests of its spending are signed in as."""

import pytest

from boards.roles import Role
from tests.builders import make_quarter, make_user


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def officer(client, quarter):
    client.force_login(make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL"))
    return client


@pytest.fixture
def commissioner(client, quarter):
    client.force_login(make_user(quarter.board))
    return client
