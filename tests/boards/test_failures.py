import re

import pytest
from django.db import connection

from boards.roles import Role
from tests.builders import make_quarter, make_user


@pytest.mark.django_db
def test_a_failure_shows_a_reference_that_stands_in_the_log_and_nothing_of_what_happened(
    client, caplog
):
    client.force_login(make_user(make_quarter().board, Role.CLERK))
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE finance_linereturn RENAME TO elsewhere")

    answer = client.get("/northshire/2023-24-q3/spending/")

    page = answer.content.decode()
    reference = re.search(r"\b[0-9a-f]{8}\b", page)[0]
    assert answer.status_code == 500
    assert f"reference {reference}" in caplog.text
    assert "finance_linereturn" not in page
    assert "Traceback" not in page
