"""How each of the two databases is opened, so that nothing acknowledged is lost."""

from django.core.exceptions import ImproperlyConfigured

SQLITE = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON;PRAGMA trusted_schema=OFF"
    ),
}
# Opening the file and setting it up costs more than most queries; an idle thread lets go of it.
SQLITE_SECONDS = 60
# The pool keeps PostgreSQL's connections: persistent ones are used up by the server's threads.
# Who waits for one of them longer than the timeout is told that the service is busy.
POSTGRESQL = {"pool": {"min_size": 2, "max_size": 20, "timeout": 5}}

# What each database says of itself when an answered save survives a crash and a loss of power.
DURABLE = {
    "sqlite": {
        "PRAGMA journal_mode": {"wal"},
        "PRAGMA synchronous": {2, 3},
        "PRAGMA foreign_keys": {1},
    },
    "postgresql": {
        "SHOW fsync": {"on"},
        "SHOW synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
        "SHOW full_page_writes": {"on"},
    },
}


def database(env, base_dir):
    """The default database: a file under data/ unless DATABASE_URL names another."""
    config = env.db_url("DATABASE_URL", default=f"sqlite:///{base_dir}/data/bcf.sqlite3")
    config["CONN_MAX_AGE"] = 0
    if config["ENGINE"].endswith("sqlite3"):
        config["CONN_MAX_AGE"] = SQLITE_SECONDS
        config["OPTIONS"] = SQLITE
        config["TEST"] = {"NAME": str(base_dir / "build" / "test.sqlite3")}
    else:
        config["OPTIONS"] = POSTGRESQL | config.get("OPTIONS", {})
        # So that the first request after a restart of the database does not get a dead connection.
        config["CONN_HEALTH_CHECKS"] = True
    return config


def refuse_to_lose_data(connection):
    """Raises ImproperlyConfigured where the database may lose what it has acknowledged."""
    wrong = [
        f"{question.split()[-1]} is {answer}"
        for question, safe in DURABLE[connection.vendor].items()
        if (answer := _ask(connection, question)) not in safe
    ]
    if wrong:
        raise ImproperlyConfigured(
            f"The database may lose saved figures: {', '.join(wrong)}. "
            "Switch it on, then start the service again."
        )


def _ask(connection, question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
