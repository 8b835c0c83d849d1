"""Triggers by which the database itself refuses what no code may do.

Rows that are only ever added, and rows of a quarter, which stay as they are unless it is a draft.
They are taken off while the tables are altered, so no migration has to know of them.
"""

from dataclasses import dataclass, field

from django.db import connection, transaction

# The SQL below is put together from names of our own tables alone.
PREFIX = "seal_"
STATUS = "SELECT status FROM boards_boardquarter WHERE id = ({quarter})"
FOUND = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
}


@dataclass(frozen=True)
class Seal:
    """What is refused on one table: SQL conditions by the kind of statement.

    Where `columns` are given, an update of any other column is free.
    """

    table: str
    conditions: dict = field(hash=False)
    message: str
    columns: tuple[str, ...] = ()

    @property
    def names(self):
        return {event: f"{PREFIX}{self.table}_{event.lower()}" for event in self.conditions}

    def when(self, event):
        """The event, narrowed to the columns that are sealed."""
        if event != "UPDATE" or not self.columns:
            return event
        return f"UPDATE OF {', '.join(self.columns)}"


def only_added(model):
    """The Seal of rows that can be neither changed, deleted nor replaced."""
    table = model._meta.db_table
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608
    conditions = {"INSERT": taken, "UPDATE": "TRUE", "DELETE": "TRUE"}
    return Seal(table, conditions, f"rows of {table} are only ever added")


def of_a_draft(model, quarter="{row}.quarter_id", columns=()):
    """The Seal of rows that can change only while their quarter is a draft.

    `quarter` is SQL for the id of the quarter of {row}.
    """
    table = model._meta.db_table

    def sealed(row):
        return f"({STATUS.format(quarter=quarter.format(row=row))}) <> 'DRAFT'"

    # An insert that replaces a row deletes it without a word.
    replaced = f"EXISTS (SELECT 1 FROM {table} held WHERE held.id = NEW.id AND {sealed('held')})"  # noqa: S608
    conditions = {
        "INSERT": f"{sealed('NEW')} OR {replaced}",
        "UPDATE": f"{sealed('OLD')} OR {sealed('NEW')}",
        "DELETE": sealed("OLD"),
    }
    return Seal(table, conditions, f"the report of this row of {table} is no draft", columns)


@transaction.atomic
def put_on(seals):
    """Have the database refuse what the seals say, and nothing that was refused before."""
    take_off()
    write = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for seal in seals:
            for event in seal.conditions:
                for statement in write(seal, event):
                    cursor.execute(statement)


@transaction.atomic
def take_off():
    """Let tables be altered or emptied: for migrations, and for tests between two tests."""
    with connection.cursor() as cursor:
        for name, table in held(cursor).items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")


def missing(seals):
    """The names of the triggers that the seals ask for and the database does not hold."""
    with connection.cursor() as cursor:
        there = held(cursor)
    return sorted({name for seal in seals for name in seal.names.values()} - there.keys())


def held(cursor):
    """The triggers of seals in the database: their tables by their names."""
    cursor.execute(FOUND[connection.vendor])
    return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def _sqlite(seal, event):
    yield (
        f"CREATE TRIGGER {seal.names[event]} BEFORE {seal.when(event)} ON {seal.table} "
        f"WHEN {seal.conditions[event]} BEGIN SELECT RAISE(ABORT, '{seal.message}'); END"
    )


def _postgresql(seal, event):
    """A function and its trigger, whose own condition could not ask other tables."""
    name, kept = seal.names[event], "OLD" if event == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {seal.conditions[event]} THEN RAISE EXCEPTION '{seal.message}' "
        f"USING ERRCODE = 'check_violation'; END IF; RETURN {kept}; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} BEFORE {seal.when(event)} ON {seal.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
