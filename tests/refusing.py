"""A database that takes no event, so that what depends on the trail can be seen to fail."""

from contextlib import contextmanager

from django.db import connection

ON, OFF = {}, {}
ON["sqlite"] = [
    "CREATE TRIGGER no_trail BEFORE INSERT ON boards_auditevent "
    "BEGIN SELECT RAISE(ABORT, 'no trail'); END"
]
OFF["sqlite"] = ["DROP TRIGGER no_trail"]
ON["postgresql"] = [
    "CREATE FUNCTION no_trail() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'no trail' USING ERRCODE = 'check_violation'; END $$",
    "CREATE TRIGGER no_trail BEFORE INSERT ON boards_auditevent "
    "FOR EACH ROW EXECUTE FUNCTION no_trail()",
]
OFF["postgresql"] = ["DROP TRIGGER no_trail ON boards_auditevent", "DROP FUNCTION no_trail()"]


@contextmanager
def without_a_trail():
    """The database itself refuses every event."""
    _execute(ON)
    try:
        yield
    finally:
        _execute(OFF)


def _execute(statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
