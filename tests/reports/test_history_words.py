"""Whatever the code can write into the trail can be told in words."""

import ast
import re

import pytest
from django.conf import settings
from django.db import transaction

from boards.models import AuditEvent, BoardQuarter
from metrics.models import Result
from reports.actions.facts import Kind
from reports.history.kinds import DONE, VALUES
from reports.history.sentences import Sentences
from schemes.models import ActionUpdate, Risk, RiskUpdate
from tests.test_checks_twice import FORMS, people  # noqa: F401

APPS = ("boards", "schemes", "metrics", "finance", "reports")
KIND = re.compile(r"[a-z_]+(\.[a-z_]+)*\.[a-z_]*(ed|en|un|ne|nt|wn|back)")
# Put together of names: an underline stands for each of them.
MADE = re.compile(r"[a-z]+(\.([a-z_]+|\{\}))*\.(\{\}|[a-z_]*ed)")


def nodes(kind):
    """Every node of a kind in the code of the service, but for the words themselves."""
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            if "migrations" not in path.parts and path.parts[-2:] != ("history", "kinds.py"):
                yield from (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, kind))


def written_kinds():
    """The kinds of events that stand in the code as they are."""
    texts = (node.value for node in nodes(ast.Constant) if isinstance(node.value, str))
    return {text for text in texts if KIND.fullmatch(text)}


def made_kinds():
    """Those that the code puts together, as regular expressions."""
    roots = {kind.split(".")[0] for kind in VALUES.keys() | DONE.keys()}
    texts = (
        "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        for node in nodes(ast.JoinedStr)
    )
    made = {text for text in texts if MADE.fullmatch(text) and text.split(".")[0] in roots}
    return {text.replace(".", r"\.").replace("{}", "[a-z_0-9]+") for text in made}


def test_every_kind_that_stands_in_the_code_has_words():
    told = VALUES.keys() | DONE.keys()

    assert written_kinds() - told == set()
    assert {made for made in made_kinds() if not any(re.fullmatch(made, k) for k in told)} == set()
    assert len(written_kinds()) > 50
    assert len(made_kinds()) > 6


FIELDS = [
    ("metrics.{}.recorded", Result, {"id", "quarter", "metric"}),
    ("schemes.action.{}.recorded", ActionUpdate, {"id", "quarter", "action"}),
    ("schemes.risk.{}.recorded", RiskUpdate, {"id", "quarter", "risk"}),
    ("schemes.risk.{}.recorded", Risk, {"id", "board", "order", "reference", "closed_in"}),
]


@pytest.mark.parametrize(("kind", "model", "beside"), FIELDS)
def test_every_field_that_can_be_recorded_has_words(kind, model, beside):
    fields = {field.name for field in model._meta.concrete_fields} - beside

    assert {kind.format(field) for field in fields} <= VALUES.keys()


def test_every_kind_of_dated_fact_has_words():
    recorded = set(Kind) - {Kind.SIGNED, Kind.PUBLISHED}

    assert {f"version.{kind.lower()}" for kind in recorded} <= DONE.keys()


def test_no_words_are_kept_for_what_is_never_written():
    made = made_kinds()

    told = (VALUES.keys() | DONE.keys()) - written_kinds()

    assert {kind for kind in told if not any(re.fullmatch(m, kind) for m in made)} == set()


RAW = re.compile(r"\b[A-Z]{3,}_[A-Z_]+\b|sha256|None|\bNOT_|\{|\}|@|  ")


@pytest.mark.django_db
def test_every_event_of_a_full_walk_is_told_in_words(people):  # noqa: F811
    told = [entry for form in FORMS.values() for entry in entries_after(form, people[0])]

    assert {entry.event.kind for entry in told} <= VALUES.keys() | DONE.keys()
    assert len(told) > 200
    assert [entry.sentence for entry in told if RAW.search(entry.sentence)] == []


def entries_after(form, client):
    """What is told once a form was sent, which is then taken back for the next."""
    with transaction.atomic():
        client.post(*form(client))
        sentences = Sentences(BoardQuarter.objects.get(period__quarter=3))
        events = AuditEvent.objects.filter(board="northshire")
        entries = [sentences.entry(event) for event in events]
        transaction.set_rollback(True)
    return entries
