"""A trail that somebody wrote in by hand is found out, at the event in question."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from boards import audit, seals
from boards.models import AuditEvent, Trail
from boards.models.audit import BEGINNING
from reports.seals import SEALS
from tests.builders import NOON, make_board, make_quarter, make_user

pytestmark = pytest.mark.django_db
TABLE = "boards_auditevent"


@pytest.fixture
def trail():
    """Five events of Northshire beside those of another board and of the installation."""
    for board in (make_board("Northshire"), make_board("Southborough")):
        quarter = make_quarter(board)
        user = make_user(board)
        for number in range(1, 6):
            change = audit.Change("finance.spent.recorded", f"S{number}", "1", "2", "a reason")
            audit.record(change, quarter=quarter, by=user, at=NOON)
    audit.record_installation(audit.Change("a.done", "b"), by="command line", at=NOON)
    audit.record_account(audit.Change("a.done", "b"), by="nobody signed in", at=NOON)


def by_hand(sql, *values):
    """What somebody does who holds the database, and takes its seals off first."""
    seals.take_off()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def said():
    """What the command says, and whether it is content."""
    out = StringIO()
    try:
        call_command("verify_audit", stdout=out)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)], False
    return out.getvalue().splitlines(), True


def fault():
    """What the command says of the trail of Northshire, which alone is at fault."""
    lines, is_content = said()
    assert not is_content
    assert lines[-1] == "1 trail not intact."
    assert any(line.startswith("southborough: 5 events, ending in ") for line in lines)
    return next(line for line in lines if line.startswith("northshire: "))


def row(sequence):
    return AuditEvent.objects.filter(board="northshire", sequence=sequence).values().get()


def write_event(**values):
    columns = ", ".join(values)
    places = ", ".join(["%s"] * len(values))
    by_hand(f"INSERT INTO {TABLE} ({columns}) VALUES ({places})", *values.values())  # noqa: S608


def shift(by, *, after):
    """Give every later event another number, one at a time as no two may have the same."""
    numbers = [n for n in range(1, 10) if n > after]
    for number in numbers if by < 0 else reversed(numbers):
        by_hand(
            f"UPDATE {TABLE} SET sequence = sequence + {by} "  # noqa: S608
            f"WHERE board = 'northshire' AND sequence = {number}"
        )
    by_hand(f"UPDATE boards_trail SET length = length + {by} WHERE board = 'northshire'")  # noqa: S608


@pytest.mark.check(58)
def test_trails_as_they_were_written_are_intact(trail):
    lines, is_content = said()

    assert is_content
    assert lines[-1] == "12 events of 2 boards are intact."
    assert lines[0] == (f"the installation: 1 event, ending in {Trail.objects.get(board='').head}.")


# The id tells nothing; another time, and another board, are tried by themselves.
TEXTS = {field.name for field in AuditEvent._meta.concrete_fields} - {"id", "at", "board"}
FLIPPED = dict.fromkeys(sorted(TEXTS), "X") | {"sequence": 99}


@pytest.mark.check(58)
@pytest.mark.parametrize("name", FLIPPED)
def test_one_changed_field_of_an_event_is_named(trail, name):
    by_hand(
        f"UPDATE {TABLE} SET {name} = %s WHERE board = 'northshire' AND sequence = 3",  # noqa: S608
        FLIPPED[name],
    )

    missing = "northshire: event 3 is missing."
    changed = "northshire: event 3 is changed since it was written."
    assert fault() == (missing if name == "sequence" else changed)


@pytest.mark.check(58)
def test_another_time_of_an_event_is_named(trail):
    by_hand(
        f"UPDATE {TABLE} SET at = %s WHERE board = 'northshire' AND sequence = 3",  # noqa: S608
        NOON.replace(microsecond=1),
    )

    assert fault() == "northshire: event 3 is changed since it was written."


@pytest.mark.check(58)
def test_an_event_moved_to_another_board_is_missed_and_found(trail):
    by_hand(
        f"UPDATE {TABLE} SET board = 'somewhere' WHERE board = 'northshire' AND sequence = 3"  # noqa: S608
    )

    lines, is_content = said()

    assert not is_content
    assert "northshire: event 3 is missing." in lines
    assert "somewhere: event 1 is added by somebody else." in lines


@pytest.mark.check(58)
def test_a_change_whose_digest_was_worked_out_anew_breaks_the_chain_there(trail):
    changed = AuditEvent.objects.get(board="northshire", sequence=3)
    changed.after = "9"
    by_hand(
        f"UPDATE {TABLE} SET after = '9', digest = %s "  # noqa: S608
        "WHERE board = 'northshire' AND sequence = 3",
        changed.computed_digest(),
    )

    assert fault() == "northshire: event 3 is changed since it was written."


@pytest.mark.check(58)
def test_the_last_event_written_anew_is_not_the_end_on_record(trail):
    changed = AuditEvent.objects.get(board="northshire", sequence=5)
    changed.after = "9"
    by_hand(
        f"UPDATE {TABLE} SET after = '9', digest = %s "  # noqa: S608
        "WHERE board = 'northshire' AND sequence = 5",
        changed.computed_digest(),
    )

    assert fault() == (
        "northshire: event 5 is changed: it is not the end that is on record for the trail."
    )


@pytest.mark.check(58)
@pytest.mark.parametrize("closes_the_gap", [False, True])
def test_an_event_deleted_from_the_middle_is_missed(trail, closes_the_gap):
    by_hand(f"DELETE FROM {TABLE} WHERE board = 'northshire' AND sequence = 3")  # noqa: S608
    if closes_the_gap:
        shift(-1, after=3)

    assert fault() == "northshire: event 3 is missing."


@pytest.mark.check(58)
def test_a_trail_cut_off_at_its_end_is_found(trail):
    by_hand(f"DELETE FROM {TABLE} WHERE board = 'northshire' AND sequence > 3")  # noqa: S608

    assert fault() == (
        "northshire: event 4 is cut off: the trail ended here or later, and its end is missing."
    )


@pytest.mark.check(58)
def test_a_whole_trail_that_is_gone_is_found(trail):
    by_hand(f"DELETE FROM {TABLE} WHERE board = 'northshire'")  # noqa: S608

    assert fault().startswith("northshire: event 1 is cut off")


@pytest.mark.check(58)
@pytest.mark.parametrize("is_well_made", [False, True])
def test_a_forged_event_between_two_others_is_named(trail, is_well_made):
    shift(1, after=2)
    forged = row(2) | {"id": 9_999, "sequence": 3, "previous": row(2)["digest"], "after": "9"}
    if is_well_made:
        forged["digest"] = AuditEvent(**forged).computed_digest()
    write_event(**forged)

    assert fault() == "northshire: event 3 is added by somebody else."


@pytest.mark.check(58)
def test_a_forged_event_at_the_end_is_named(trail):
    forged = row(5) | {"id": 9_999, "sequence": 6, "previous": row(5)["digest"]}
    forged["digest"] = AuditEvent(**forged).computed_digest()
    write_event(**forged)

    assert fault() == "northshire: event 6 is added by somebody else."


@pytest.mark.check(58)
def test_events_that_changed_places_are_named(trail):
    for old, new in ((3, 99), (4, 3), (99, 4)):
        by_hand(
            f"UPDATE {TABLE} SET sequence = {new} "  # noqa: S608
            f"WHERE board = 'northshire' AND sequence = {old}"
        )

    assert fault() == "northshire: event 3 is reordered: it stands at 4."


@pytest.mark.check(58)
def test_a_trail_whose_end_was_forgotten_is_found(trail):
    by_hand("DELETE FROM boards_trail WHERE board = 'northshire'")

    assert fault() == "northshire: event 1 is added by somebody else."


@pytest.mark.check(58)
def test_a_trail_said_to_be_empty_is_found(trail):
    by_hand("UPDATE boards_trail SET length = 0, head = %s WHERE board = 'northshire'", BEGINNING)

    assert fault() == "northshire: event 1 is added by somebody else."


REFUSED = {
    "update": f"UPDATE {TABLE} SET after = '9' WHERE sequence = 3",  # noqa: S608
    "update-of-all": f"UPDATE {TABLE} SET reason = reason",  # noqa: S608
    "delete": f"DELETE FROM {TABLE} WHERE sequence = 3",  # noqa: S608
    "insert-or-replace": {
        "sqlite": f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE} WHERE sequence = 3",  # noqa: S608
        "postgresql": f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE sequence = 3 "  # noqa: S608
        "ON CONFLICT (id) DO UPDATE SET after = '9'",
    },
    "insert-or-replace-of-a-number": {
        "sqlite": f"INSERT OR REPLACE INTO {TABLE} ({{columns}}) "  # noqa: S608
        f"SELECT {{columns}} FROM {TABLE} WHERE sequence = 3",
        "postgresql": f"INSERT INTO {TABLE} ({{columns}}) "  # noqa: S608
        f"SELECT {{columns}} FROM {TABLE} WHERE sequence = 3 "
        "ON CONFLICT (board, sequence) DO UPDATE SET after = '9'",
    },
}
COLUMNS = ", ".join(field.column for field in AuditEvent._meta.concrete_fields[1:])


@pytest.mark.check(58)
@pytest.mark.parametrize("name", REFUSED)
def test_the_database_itself_refuses_to_alter_what_is_in_the_trail(trail, name):
    seals.put_on(SEALS)
    statement = REFUSED[name]
    sql = statement if isinstance(statement, str) else statement[connection.vendor]
    before = list(AuditEvent.objects.values())

    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(columns=COLUMNS))

    assert list(AuditEvent.objects.values()) == before
    assert said()[1]


@pytest.mark.check(58)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can be told so")
def test_a_connection_that_was_not_set_up_by_us_replaces_no_event(trail):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")

        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
            cursor.execute(REFUSED["insert-or-replace"]["sqlite"])

        cursor.execute("PRAGMA recursive_triggers=ON")
    assert said()[1]
