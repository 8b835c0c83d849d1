import pytest
from django.db import connection, transaction

from boards import audit
from boards.models import AuditEvent
from boards.roles import Role
from tests.builders import NOON, make_line, make_quarter, make_user, report_line


def trail():
    return list(AuditEvent.objects.values_list("kind", "subject", "before", "after"))


@pytest.mark.django_db
def test_each_changed_figure_leaves_one_event_with_both_values():
    quarter = make_quarter()
    line = make_line(quarter, "S1")

    report_line(quarter, line, forecast="99000", spent="5")
    report_line(quarter, line, forecast="90000", spent="5")

    assert trail() == [
        ("finance.forecast.recorded", "S1", "", "99000.00"),
        ("finance.spent.recorded", "S1", "", "5.00"),
        ("finance.forecast.recorded", "S1", "99000.00", "90000.00"),
    ]


@pytest.mark.django_db
def test_an_event_says_who_in_which_role_and_where():
    quarter = make_quarter()
    officer = make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL", email="f@c.example")

    report_line(quarter, make_line(quarter), by=officer, forecast="1")

    event = AuditEvent.objects.get()
    assert (event.actor, event.role) == ("f@c.example", "FINANCE_OFFICER")
    assert (event.board, event.period, event.at) == ("northshire", "2023-24-q3", NOON)


@pytest.mark.django_db
def test_an_event_can_be_neither_changed_nor_removed():
    quarter = make_quarter()
    report_line(quarter, make_line(quarter), forecast="1")
    event = AuditEvent.objects.get()

    with pytest.raises(TypeError, match="append-only"):
        event.save()
    with pytest.raises(TypeError, match="append-only"):
        event.delete()


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_the_transaction_of_its_change_is_refused():
    quarter = make_quarter()
    user = make_user(quarter.board)

    with pytest.raises(transaction.TransactionManagementError):
        audit.record(audit.Change("a.b", "c"), quarter=quarter, by=user, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_when_the_event_cannot_be_kept_the_figure_does_not_change():
    quarter = make_quarter()
    line = make_line(quarter)
    officer = make_user(quarter.board, Role.FINANCE_OFFICER, of="COUNCIL")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE boards_auditevent RENAME TO elsewhere")

    try:
        with pytest.raises(Exception, match="boards_auditevent"):
            report_line(quarter, line, by=officer, forecast="1")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO boards_auditevent")

    assert not line.returns.exists()
