"""Who signs what: asked, changed and ended by the administrators of a board."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from boards import actions
from boards.actions import CannotAsk, CannotGrant
from boards.models import AuditEvent, Capacity, Grant
from boards.roles import Role
from boards.workflow import Part, Status
from reports.actions import take_back
from reports.signing import asked, holders, nobody_signs
from tests.builders import NOON, make_board, make_quarter, make_user, organisation
from tests.signing_builders import make_capacity, make_quarter_at, send, sign
from tests.test_checks_saving import Form

pytestmark = pytest.mark.django_db
SIGNING, PEOPLE = "/northshire/signing/", "/northshire/people/"
TODAY = timezone.localdate()
DIRECTOR = "Director of Adult Social Care"


@pytest.fixture
def board():
    return make_board()


@pytest.fixture
def administrator(board):
    return make_user(board, Role.AREA_ADMINISTRATOR)


@pytest.fixture
def browser(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def boxes(browser, page):
    return Form(browser.get(page)).boxes


def page_of(capacity):
    return f"{SIGNING}{capacity.pk}/"


def add(browser, **typed):
    """Ask for a signature as the page does; what is typed as None is left out."""
    form = boxes(browser, SIGNING + "add/") | {"paper": "QUARTER", "title": DIRECTOR} | typed
    return browser.post(
        SIGNING + "add/", {name: text for name, text in form.items() if text is not None}
    )


def told(kind):
    return AuditEvent.objects.get(kind=kind)


def test_a_signature_is_asked_for_with_what_it_covers(browser, board):
    answer = add(browser, covers_performance=None, covers_text=None)

    assert answer.url == SIGNING
    made = Capacity.objects.get()
    assert (made.paper, made.title, made.code) == (
        "QUARTER",
        DIRECTOR,
        "director-of-adult-social-care",
    )
    assert (made.organisation, made.parts) == (organisation(board, "COUNCIL"), (Part.SPENDING,))
    assert told("capacity.asked").after == f"{DIRECTOR} for Northshire Council: Spending"


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"paper": None}, "Select what is signed"),
        ({"title": " "}, "Enter a title, such as Director of Adult Social Care"),
        ({"title": "x" * 101}, "Title must be 100 characters or fewer"),
        (
            {"covers_performance": None, "covers_spending": None, "covers_text": None},
            "Select what the signature covers",
        ),
    ],
    ids=["paper", "title", "long-title", "nothing-covered"],
)
def test_a_mistake_is_named_in_the_summary_and_at_the_field(browser, mistake, message):
    said = words(add(browser, **mistake))

    assert said.count(message) == 2
    assert not Capacity.objects.exists()


def test_the_same_signature_is_not_asked_twice_on_one_paper(browser, board):
    make_capacity(board)

    assert words(add(browser)).count("is asked to sign this kind of paper already") == 2
    assert add(browser, paper="YEAR_END").status_code == 302

    assert Capacity.objects.count() == 2


def test_the_list_says_who_holds_a_capacity_and_warns_where_nobody_does(browser, board):
    make_capacity(board)
    make_capacity(board, "ICB place executive", of="ICB")
    holder = make_user(board, Role.SIGNATORY, of="COUNCIL", email="director@council.example")

    said = words(browser.get(SIGNING))

    assert said.count("director@council.example") == 1
    assert said.count("Nobody holds this") == 1
    assert f"/northshire/people/{holder.grants.get().pk}/" in said
    assert said.count("Nobody is asked to sign this") == 3


def test_the_list_costs_the_same_however_many_sign(browser, board, django_assert_num_queries):
    for number in range(6):
        make_capacity(board, f"Office {number}")
        make_user(board, Role.SIGNATORY, of="COUNCIL")

    with django_assert_num_queries(7):
        browser.get(SIGNING)


def test_a_change_tells_what_was_and_what_is(browser, board):
    capacity = make_capacity(board)
    form = boxes(browser, page_of(capacity)) | {"title": "Director of Care"}
    del form["covers_text"]

    answer = browser.post(page_of(capacity), form)

    assert answer.url == SIGNING
    capacity.refresh_from_db()
    assert (capacity.title, capacity.parts) == (
        "Director of Care", (Part.PERFORMANCE, Part.SPENDING),
    )  # fmt: skip
    event = told("capacity.changed")
    assert event.before == (
        f"{DIRECTOR} for Northshire Council: Performance; Spending; "
        "Conditions, risks and commentary"
    )
    assert event.after == "Director of Care for Northshire Council: Performance; Spending"


def test_who_changes_what_somebody_else_changed_sees_both(browser, board):
    capacity = make_capacity(board)
    first = boxes(browser, page_of(capacity))
    browser.post(page_of(capacity), first | {"title": "Director of Care"})

    answer = browser.post(page_of(capacity), first | {"title": "Director of People"})

    assert answer.status_code == 409
    assert "Theirs: “Director of Care”" in words(answer)
    assert Form(answer).boxes["title"] == "Director of People"
    capacity.refresh_from_db()
    assert capacity.title == "Director of Care"


def test_who_signs_for_whom_is_a_conflict_in_the_words_of_the_page(browser, board):
    capacity = make_capacity(board)
    form = boxes(browser, page_of(capacity))
    browser.post(page_of(capacity), form | {"organisation_id": organisation(board, "ICB").pk})

    answer = browser.post(page_of(capacity), form | {"organisation_id": ""})

    assert answer.status_code == 409
    assert "Organisation was changed by somebody else" in words(answer)
    assert "Theirs: “NHS Northshire”" in words(answer)


def test_nothing_is_saved_where_nothing_was_changed(browser, board):
    capacity = make_capacity(board)

    answer = browser.post(page_of(capacity), boxes(browser, page_of(capacity)), follow=True)

    assert "Nothing was changed, so nothing was saved." in words(answer)
    assert not AuditEvent.objects.filter(kind__startswith="capacity").exists()


def test_what_is_ended_is_asked_no_more_and_stays_with_what_was_signed(browser, board):
    quarter = make_quarter_at(Status.SIGNED, board)
    capacity = Capacity.objects.get(title=DIRECTOR)

    browser.post(page_of(capacity), {"end": "yes"})

    assert [item.title for item in asked(quarter)] == ["ICB place executive"]
    assert "No longer asked" in words(browser.get(SIGNING))
    assert told("capacity.ended").subject == f"Quarter's report, {DIRECTOR}"
    with pytest.raises(ProtectedError):
        capacity.delete()


def test_what_was_ended_is_asked_again_by_its_title(browser, board):
    capacity = make_capacity(board)
    browser.post(page_of(capacity), {"end": "yes"})

    add(browser)

    assert Capacity.objects.get().ended_at is None
    assert [item.kind for item in AuditEvent.objects.all()][-2:] == [
        "capacity.ended", "capacity.asked",
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["end", "add", "change"])
def test_what_a_report_needs_stays_while_it_is_with_the_signatories(browser, board, change):
    make_quarter_at(Status.WITH_SIGNATORIES, board)
    capacity = Capacity.objects.get(title=DIRECTOR)
    before = list(Capacity.objects.values())

    if change == "end":
        answer = browser.post(page_of(capacity), {"end": "yes"})
    elif change == "add":
        answer = add(browser, title="Section 151 officer")
    else:
        answer = browser.post(
            page_of(capacity), boxes(browser, page_of(capacity)) | {"title": "Director of Care"}
        )

    assert answer.status_code == 200
    assert "Quarter 3 2023-24 is with the signatories" in words(answer)
    assert list(Capacity.objects.values()) == before


def test_papers_of_another_kind_are_not_held_up_by_it(browser, board):
    make_quarter_at(Status.WITH_SIGNATORIES, board)

    assert add(browser, paper="YEAR_END").status_code == 302


def test_a_signature_does_not_stand_where_more_is_to_be_covered_now(browser, board):
    quarter = make_quarter(board)
    director = make_capacity(board, covers_text=False)
    make_capacity(board, "ICB place executive", of="ICB")
    sign(send(quarter), director)
    take_back(quarter=quarter, by=make_user(board), at=NOON)
    form = boxes(browser, page_of(director)) | {"covers_text": "yes"}

    browser.post(page_of(director), form)
    quarter.refresh_from_db()

    assert not send(quarter).signatures.exists()
    assert AuditEvent.objects.filter(kind="signature.cancelled").count() == 1


@pytest.mark.parametrize("typed", [{"end": "yes"}, {"title": "Mine"}])
def test_an_administrator_reaches_no_capacity_of_another_board(browser, board, typed):
    theirs = make_capacity(make_board("Southborough"))

    answers = [browser.get(page_of(theirs)), browser.post(page_of(theirs), typed)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Capacity.objects.get().title == DIRECTOR
    assert Capacity.objects.get().ended_at is None


def test_actions_refuse_what_no_page_offers(board, administrator):
    asked_for = {
        "board": board, "paper": "QUARTER", "title": DIRECTOR, "organisation": None,
        "parts": list(Part), "by": administrator, "at": NOON,
    }  # fmt: skip

    for wrong in (
        {"organisation": organisation(make_board("Southborough"), "ICB")},
        {"parts": []},
    ):
        with pytest.raises(CannotAsk):
            actions.ask_to_sign(**asked_for | wrong)
    assert not Capacity.objects.exists()


# Who holds an office.


def invite(browser, **typed):
    given = {"email": "new@council.example", "role": "SIGNATORY", "organisation": "all"}
    return browser.post(PEOPLE + "invite/", given | typed)


def test_a_signatory_is_given_one_office_and_no_other(browser, board):
    director = make_capacity(board)
    finance = make_capacity(board, "Finance clearance")
    council = organisation(board, "COUNCIL")

    invite(browser, organisation=council.pk, signs_as=finance.pk)

    grant = Grant.objects.get(user__email="new@council.example")
    assert grant.signs_as == finance
    assert (len(holders(finance, TODAY)), len(holders(director, TODAY))) == (1, 0)
    assert told("grant.given").after.startswith("Signatory, Northshire Council, signs as Finance")
    assert "Signatory: Finance clearance" in words(browser.get(PEOPLE))


def test_an_office_is_the_same_on_every_kind_of_paper(board):
    quarterly, yearly = make_capacity(board), make_capacity(board, paper="YEAR_END")
    make_user(board, Role.SIGNATORY, of="COUNCIL", signs_as=quarterly)

    assert len(holders(yearly, TODAY)) == 1


def test_who_signs_for_any_of_their_organisation_does_not_sign_for_the_board(board):
    chair = make_capacity(board, "Chair of the Board", of=None)
    make_user(board, Role.SIGNATORY, of="COUNCIL")

    assert not holders(chair, TODAY)
    make_user(board, Role.SIGNATORY, of="COUNCIL", signs_as=chair)
    assert len(holders(chair, TODAY)) == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"role": "CLERK"}, "Only a signatory signs"),
        ({"organisation": "ICB"}, "Director of Adult Social Care signs for Northshire Council"),
        ({"signs_as": "999"}, "Select a valid choice"),
    ],
    ids=["role", "organisation", "unknown"],
)
def test_an_office_fits_the_role_and_the_organisation(browser, board, typed, message):
    director = make_capacity(board)
    if typed.get("organisation"):
        typed = {"organisation": organisation(board, "ICB").pk}

    said = words(invite(browser, **{"signs_as": director.pk} | typed))

    assert said.count(message) == 2
    assert not Grant.objects.filter(user__email="new@council.example").exists()


def test_an_office_of_another_board_cannot_be_given(browser, board, administrator):
    elsewhere = make_capacity(make_board("Southborough"))

    assert invite(browser, signs_as=elsewhere.pk).status_code == 200
    with pytest.raises(CannotGrant):
        actions.give_role(
            board=board, email="new@council.example", role=Role.SIGNATORY, organisation=None,
            starts_on=None, ends_on=None, signs_as=elsewhere.pk, by=administrator, at=NOON,
        )  # fmt: skip

    assert not Grant.objects.filter(user__email="new@council.example").exists()


def test_what_a_signatory_signs_as_is_changed_from_the_next_signature_on(browser, board):
    director, finance = make_capacity(board), make_capacity(board, "Finance clearance")
    signatory = make_user(board, Role.SIGNATORY, of="COUNCIL", signs_as=director)
    snapshot = send(make_quarter(board))
    page = f"{PEOPLE}{signatory.grants.get().pk}/"

    browser.post(page, boxes(browser, page) | {"signs_as_id": finance.pk})

    event = told("grant.signs_as.changed")
    assert (event.before, event.after) == (DIRECTOR, "Finance clearance")
    with pytest.raises(PermissionDenied):
        sign(snapshot, director, by=signatory)
    assert sign(snapshot, finance, by=signatory)


def test_two_who_change_one_office_at_once_are_told_of_each_other(browser, board):
    director, finance = make_capacity(board), make_capacity(board, "Finance clearance")
    signatory = make_user(board, Role.SIGNATORY, of="COUNCIL", signs_as=director)
    page = f"{PEOPLE}{signatory.grants.get().pk}/"
    form = boxes(browser, page)
    browser.post(page, form | {"signs_as_id": finance.pk})

    answer = browser.post(page, form | {"signs_as_id": ""})

    assert answer.status_code == 409
    assert "Theirs: “Finance clearance (Council)”" in words(answer)
    assert signatory.grants.get().signs_as == finance


def test_a_role_that_signs_nothing_is_not_asked_what_it_signs_as(browser, board):
    clerk = make_user(board, Role.CLERK).grants.get()

    page = words(browser.get(f"{PEOPLE}{clerk.pk}/"))

    assert "What do they sign as?" not in page


def test_a_report_names_what_nobody_could_sign(board):
    quarter = make_quarter(board)
    director = make_capacity(board)
    make_user(board, Role.SIGNATORY, of="ICB")

    assert nobody_signs(asked(quarter), TODAY) == [director]
