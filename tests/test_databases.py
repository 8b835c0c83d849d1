"""The service starts only where the database keeps what it has acknowledged."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from bcf_reporting.databases import DURABLE, refuse_to_lose_data
from boards import seals
from boards.models import BoardQuarter, Comment
from finance.models import Paste
from reports import seals as report_seals
from reports.models import Paper
from reports.seals import refuse_without_seals

pytestmark = pytest.mark.django_db(transaction=True)
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def setting(wrong, right):
    execute(wrong)
    try:
        yield
    finally:
        execute(right)


@on_sqlite
def test_a_file_opened_by_our_settings_is_safe():
    refuse_to_lose_data(connection)


@pytest.mark.check(35)
@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "right", "named"),
    [
        ("PRAGMA journal_mode=DELETE", "PRAGMA journal_mode=WAL", "journal_mode is delete"),
        ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL", "synchronous is 1"),
        ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON", "foreign_keys is 0"),
    ],
)
def test_the_service_does_not_start_on_an_unsafe_file(wrong, right, named):
    with setting(wrong, right), pytest.raises(ImproperlyConfigured, match=named):
        refuse_to_lose_data(connection)


@pytest.mark.check(35)
@on_postgresql
def test_the_service_does_not_start_where_commits_are_not_waited_for():
    with (
        setting("SET synchronous_commit TO off", "SET synchronous_commit TO on"),
        pytest.raises(ImproperlyConfigured, match="synchronous_commit is off"),
    ):
        refuse_to_lose_data(connection)


@on_postgresql
def test_each_setting_of_postgresql_is_one_that_it_knows():
    for question in DURABLE["postgresql"]:
        execute(question)


def test_the_service_does_not_start_where_signed_figures_are_not_sealed():
    refuse_without_seals()
    seals.take_off()

    with pytest.raises(ImproperlyConfigured, match="seal_reports_snapshot.*manage.py migrate"):
        refuse_without_seals()


def test_whatever_a_quarter_says_is_sealed_with_it():
    """But comments, which go on, and what can be taken back of a paste, which is of a draft."""
    sealed = {*report_seals.ADDED, *report_seals.OF_A_QUARTER, Paper}

    of_a_quarter = {
        model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.name == "quarter" and field.related_model is BoardQuarter
    }

    assert of_a_quarter - sealed == {Comment, Paste}


def test_migrating_seals_the_tables_again_whatever_was_on_them():
    seals.take_off()

    call_command("migrate", verbosity=0)

    refuse_without_seals()


def test_migrating_one_app_back_and_forth_leaves_the_seals_off_until_all_is_migrated():
    call_command("migrate", "finance", verbosity=0)

    with pytest.raises(ImproperlyConfigured):
        refuse_without_seals()
    call_command("migrate", verbosity=0)
    refuse_without_seals()
