"""What is typed is kept: past a session, a stale token, an outage, and for its writer only."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from boards import drafts
from boards.models import AuditEvent, Draft, Submission, User
from metrics.models import Result
from tests.builders import make_metric, make_quarter, make_user

pytestmark = pytest.mark.django_db

HOME = "http://testserver"
TYPED = "  Ærø “quoted” 🙂\r\n\r\nsecond paragraph " + "x" * 15_000


@pytest.fixture
def quarter():
    quarter = make_quarter()
    make_metric(quarter, "falls")
    return quarter


def page(quarter):
    return f"/{quarter.board.slug}/{quarter.key}/metrics/falls/"


def strict_client(user=None):
    """A client that checks forms as a browser's are checked."""
    client = Client(enforce_csrf_checks=True, headers={"origin": HOME})
    if user:
        client.force_login(user)
    return client


def form_of(client, address):
    """The hidden fields of a page's form, as a browser would send them back."""
    context = client.get(address).context
    return {
        "csrfmiddlewaretoken": str(context["csrf_token"]),
        "draft-owner": context["draft_owner"],
        "form-mark": context["form_mark"],
    }


def typed_form(client, address, **fields):
    return form_of(client, address) | {"state": "NOT_APPLICABLE", "comment": TYPED} | fields


def comment_shown(client, address):
    return client.get(f"{address}?draft=show").context["form"]["comment"].value()


@pytest.mark.check(30)
def test_a_session_that_ends_costs_no_character(quarter):
    user = make_user(quarter.board)
    client = strict_client(user)
    form = typed_form(client, page(quarter))
    client.session.flush()

    answer = client.post(page(quarter), form)

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/?next=")
    assert not Result.objects.exists()
    client.force_login(user)
    assert comment_shown(client, page(quarter)) == TYPED


@pytest.mark.check(30)
def test_what_one_person_typed_is_not_shown_to_another(quarter):
    client = strict_client(make_user(quarter.board))
    form = typed_form(client, page(quarter))
    client.session.flush()
    client.post(page(quarter), form)
    client.force_login(make_user(quarter.board))

    shown = client.get(f"{page(quarter)}?draft=show")

    assert "Ærø" not in shown.content.decode()
    assert shown.context["draft"] is None


@pytest.mark.check(31)
def test_a_stale_token_of_our_own_page_brings_the_text_back_and_saves_nothing(quarter):
    user = make_user(quarter.board)
    client = strict_client(user)
    form = typed_form(client, page(quarter))
    client.cookies.pop("csrf")
    fresh = form_of(client, page(quarter))["csrfmiddlewaretoken"]

    answer = client.post(page(quarter), form, follow=True)

    assert answer.context["form"]["comment"].value() == TYPED
    assert answer.context["csrf_token"] != form["csrfmiddlewaretoken"]
    assert fresh != form["csrfmiddlewaretoken"]
    assert not Result.objects.exists()


@pytest.mark.check(31)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_of_another_site_is_refused_and_not_kept(quarter, origin):
    client = strict_client(make_user(quarter.board))
    form = typed_form(client, page(quarter)) | {"csrfmiddlewaretoken": "x" * 32}

    answer = client.post(page(quarter), form, headers={"origin": origin})

    assert answer.status_code == 403
    assert "Ærø" not in answer.content.decode()
    assert not Draft.objects.exists()


def test_text_typed_by_somebody_else_in_the_same_browser_is_kept_for_them(quarter):
    writer, other = make_user(quarter.board), make_user(quarter.board)
    client = strict_client(writer)
    form = typed_form(client, page(quarter))
    client.force_login(other)
    client.cookies.pop("csrf")

    answer = client.post(page(quarter), form)

    assert answer.status_code == 403
    assert "kept" in answer.content.decode()
    assert Draft.objects.get().user == writer
    assert not Result.objects.exists()


def test_text_of_somebody_who_may_no_longer_sign_in_is_not_kept(quarter):
    user = make_user(quarter.board)
    client = strict_client(user)
    form = typed_form(client, page(quarter))
    User.objects.update(is_active=False)

    client.post(page(quarter), form)

    assert not Draft.objects.exists()


def test_a_forged_owner_keeps_nothing(quarter):
    client = strict_client(make_user(quarter.board))
    form = typed_form(client, page(quarter), **{"draft-owner": "1:forged"})
    client.session.flush()

    client.post(page(quarter), form)

    assert not Draft.objects.exists()


def test_a_form_with_a_mistake_is_kept_until_it_is_saved(client, quarter):
    client.force_login(make_user(quarter.board))

    client.post(page(quarter), {"state": "", "comment": "first words"})

    offered = client.get(page(quarter))
    assert "that is not saved" in offered.content.decode()
    assert comment_shown(client, page(quarter)) == "first words"
    client.post(page(quarter), {"state": "NOT_APPLICABLE", "comment": "first words"})
    assert not Draft.objects.exists()
    assert Result.objects.get().comment == "first words"


def test_what_was_sent_off_before_a_save_and_arrives_after_it_is_no_draft(client, quarter):
    client.force_login(make_user(quarter.board))
    form = typed_form(client, page(quarter))
    client.post(page(quarter), form)

    late = client.post("/drafts/", form | {"path": page(quarter)})

    assert late.status_code == 204
    assert not Draft.objects.exists()


def test_typing_that_is_kept_does_not_count_as_a_save_of_its_form(client, quarter):
    client.force_login(make_user(quarter.board))
    form = typed_form(client, page(quarter))

    for comment in ("half", "half a sen"):
        client.post("/drafts/", form | {"path": page(quarter), "comment": comment})

    assert comment_shown(client, page(quarter)) == "half a sen"
    assert not Submission.objects.exists()


def test_showing_a_draft_saves_nothing(client, quarter):
    client.force_login(make_user(quarter.board))
    client.post("/drafts/", {"path": page(quarter), "state": "NOT_APPLICABLE", "comment": "words"})

    comment_shown(client, page(quarter))

    assert not Result.objects.exists()
    assert Draft.objects.count() == 1


def test_a_draft_is_kept_while_typing_and_can_be_deleted(client, quarter):
    client.force_login(make_user(quarter.board))

    kept = client.post("/drafts/", {"path": page(quarter), "comment": "half a sen"})

    assert kept.status_code == 204
    assert comment_shown(client, page(quarter)) == "half a sen"
    gone = client.post("/drafts/delete/", {"path": page(quarter)})
    assert gone.url == page(quarter)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "//evil.example/northshire/2023-24-q3/",
        "https://evil.example/northshire/2023-24-q3/",
        "/southborough/2023-24-q3/",
    ],
)
def test_a_draft_belongs_to_a_page_of_ones_own_boards(client, quarter, path):
    client.force_login(make_user(quarter.board))

    for address in ("/drafts/", "/drafts/delete/"):
        assert client.post(address, {"path": path, "comment": "x"}).status_code == 404
    assert not Draft.objects.exists()


def test_a_draft_is_forgotten_after_twenty_hours(client, quarter):
    user = make_user(quarter.board)
    client.force_login(user)
    client.post("/drafts/", {"path": page(quarter), "comment": "words"})
    Draft.objects.update(kept_at=timezone.now() - drafts.KEPT - timedelta(minutes=1))

    assert client.get(page(quarter)).context["draft"] is None
    client.post("/drafts/", {"path": page(quarter) + "?page=2", "comment": "words"})
    assert [draft.path for draft in Draft.objects.all()] == [page(quarter) + "?page=2"]


@pytest.mark.check(26)
def test_a_form_sent_twice_changes_once_and_is_answered_alike(client, quarter):
    client.force_login(make_user(quarter.board))
    form = {"form-mark": "a" * 32, "state": "NOT_APPLICABLE", "comment": "words"}

    answers = [client.post(page(quarter), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    said = [str(message) for message in client.get(page(quarter)).context["messages"]]
    assert said == ["Falls saved.", "Falls saved."]
    assert AuditEvent.objects.count() == 2


@pytest.mark.check(29)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="fills a file of SQLite")
def test_with_the_disk_full_the_typed_text_stays_and_can_be_saved_once_there_is_space(
    client, quarter
):
    client.force_login(make_user(quarter.board))
    client.raise_request_exception = False
    form = {"state": "NOT_APPLICABLE", "comment": TYPED}
    allowed = pragma("max_page_count")
    pragma(f"max_page_count = {pragma('page_count')}")

    refused = client.post(page(quarter), form)

    assert refused.status_code == 503
    assert "second paragraph " + "x" * 15_000 in refused.content.decode()
    assert f'action="{page(quarter)}"' in refused.content.decode()
    assert client.get(page(quarter)).status_code == 200
    pragma(f"max_page_count = {allowed}")
    client.post(page(quarter), form)
    assert Result.objects.get().comment == TYPED.replace("\r\n", "\n")


def pragma(setting):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {setting}")
        return cursor.fetchone()[0]
