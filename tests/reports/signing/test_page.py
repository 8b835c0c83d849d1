"""The one page of a signatory: what they read, and Sign or Send back."""

import re
from datetime import date

import pytest

from boards.models import Grant
from boards.roles import Role
from boards.workflow import Part, Status
from reports import actions
from reports.models import ChangeRequest, Signature
from tests.builders import (
    NOON,
    make_board,
    make_line,
    make_lines,
    make_metric,
    make_quarter,
    make_user,
    report_line,
    report_metric,
)
from tests.reports.signing.answers import (
    QUARTER,
    SIGN,
    SIGN_OFF,
    WHY,
    answer,
    capacity_of,
    given,
    words,
)
from tests.reports.text_builders import write
from tests.schemes.plan_builders import make_section, state
from tests.signing_builders import (
    make_capacity,
    queries,
    send,
    sign,
    sign_in,
)

pytestmark = pytest.mark.django_db


def test_the_first_sentences_say_conditions_measures_and_spending(client, quarter, signatory):
    for number, met in ((1, True), (2, False)):
        section = make_section(quarter, f"nc{number}", number=number)
        short = {"because": "Two posts are vacant.", "by_when": date(2024, 6, 30)}
        state(quarter, section, answer="MET" if met else "NOT_MET", **({} if met else short))
    report_metric(quarter, make_metric(quarter, annual="10"), actual="9")
    report_line(quarter, make_line(quarter, plan="100000"), forecast="82000")
    send(quarter)

    page = words(client.get(SIGN))

    assert "One of the two national conditions is met; condition 2 is not." in page
    assert "falls is not" in page
    assert "The whole fund is forecast to be £18k under plan." in page


def test_the_page_shows_version_check_code_capacity_and_who_is_waited_for(
    client, version, signatory
):
    page = words(client.get(SIGN))

    assert f"Version 1, check code <strong>{version.check_code}</strong>" in page
    assert "You sign as <strong>Director of Adult Social Care</strong>, Northshire Council." in page
    assert page.count("Waiting") == 2
    assert f'href="{QUARTER}paper.pdf"' in page


def test_the_size_of_the_paper_is_told_once_it_is_kept(client, version, signatory):
    assert "Read the board paper (PDF)" in words(client.get(SIGN))

    client.get(QUARTER + "paper.pdf")

    assert re.search(
        r"Read the board paper \(PDF, [\d.]+\xa0KB\)", client.get(SIGN).content.decode()
    )


def test_open_questions_are_listed(client, quarter, signatory):
    make_metric(quarter, "falls")
    send(quarter)

    page = words(client.get(SIGN))

    assert "Open questions" in page
    assert f'href="{QUARTER}metrics/falls/' in page


def test_what_was_shown_is_signed_in_the_capacity_and_on_the_authority(client, version, signatory):
    page = words(answer(client, version, authority="Delegation of 3 May 2023"))

    made = Signature.objects.get()
    assert (made.by, made.capacity, made.snapshot) == (signatory, capacity_of(), version)
    assert made.authority == "Delegation of 3 May 2023"
    assert "You signed version 1 as Director of Adult Social Care." in page
    assert "With the signatories" in page


def test_the_last_signature_makes_the_report_signed(client, quarter, version, signatory):
    sign(version, capacity_of("ICB place executive"))

    answer(client, version)

    quarter.refresh_from_db()
    assert quarter.status == Status.SIGNED


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"answer": ""}, "Select whether you sign this report or send it back"),
        ({"answer": "maybe"}, "Select a valid choice"),
        ({"answer": "back"}, "Select what has to be changed"),
        ({"answer": "back", "part-SPENDING": "yes"}, WHY),
        ({"answer": "back", "part-SPENDING": "yes", "reason-SPENDING": "  "}, WHY),
    ],
    ids=["nothing", "something-else", "no-part", "no-reason", "blank-reason"],
)
def test_what_is_missing_is_asked_for_in_the_same_words_twice(
    client, version, signatory, typed, said
):
    page = words(answer(client, version, **typed))

    assert page.count(said) == 2 or said == "Select a valid choice"
    assert "There is a problem" in page
    assert not Signature.objects.exists()
    assert not ChangeRequest.objects.exists()


def test_who_may_sign_in_several_capacities_chooses_one(client, quarter, version):
    sign_in(client, make_user(quarter.board, Role.SIGNATORY))
    assert "In what capacity do you sign?" in words(client.get(SIGN))

    refused = words(answer(client, version, capacity=""))
    answer(client, version, capacity=capacity_of("ICB place executive").pk)

    assert refused.count("Select in what capacity you sign") == 2
    assert Signature.objects.get().title == "ICB place executive"


def test_a_capacity_that_is_not_ones_own_cannot_be_posted(client, quarter, version, signatory):
    theirs = make_capacity(make_board("Southborough"), "Chief executive")

    for capacity in (capacity_of("ICB place executive"), theirs):
        answer(client, version, capacity=capacity.pk)

    assert not Signature.objects.exists()


@pytest.mark.check(15)
@pytest.mark.parametrize("digest", ["", "0" * 64, None], ids=["none", "wrong", "older"])
@pytest.mark.parametrize("choice", ["sign", "back"])
def test_another_check_code_than_the_stored_one_is_answered_with_409(
    client, quarter, version, signatory, digest, choice
):
    lead = make_user(quarter.board)
    actions.take_back(quarter=quarter, by=lead, at=NOON)
    write(quarter, body="Something new.")
    newer = send(quarter)
    assert newer.digest != version.digest

    typed = {"digest": version.digest if digest is None else digest, "part-TEXT": "yes",
             "reason-TEXT": "Wrong"}  # fmt: skip
    said = answer(client, newer, choice, **typed)

    quarter.refresh_from_db()
    assert said.status_code == 409
    assert "The report has changed since you opened it. Nothing was done." in words(said)
    assert f'<a class="govuk-link" href="{SIGN}">Read version 2</a>' in words(said)
    assert quarter.status == Status.WITH_SIGNATORIES
    assert not Signature.objects.exists()
    assert not given()


def test_the_same_person_twice_is_the_same_signature_and_one_event(client, version, signatory):
    for mark in ("one", "one", "two"):
        said = answer(client, version, **{"form-mark": mark})
        assert said.redirect_chain[-1][0] == SIGN_OFF

    assert Signature.objects.count() == 1
    assert given() == 1


def test_a_form_sent_twice_is_answered_alike_although_its_first_signed_the_report(
    client, version, signatory
):
    sign(version, capacity_of("ICB place executive"))

    first, second = (answer(client, version, **{"form-mark": "one"}) for _ in range(2))

    assert first.redirect_chain == second.redirect_chain
    assert second.status_code == 200


def test_who_signed_reads_so_and_finds_nothing_more_to_do(client, version, signatory):
    answer(client, version)

    assert "You signed this version as Director of Adult Social Care." in words(client.get(SIGN))
    assert "waits for your signature" not in words(client.get("/"))


def test_who_signed_in_one_capacity_is_not_asked_for_the_other(client, quarter, version):
    sign_in(client, make_user(quarter.board, Role.SIGNATORY))
    answer(client, version)

    assert "Do you sign this report?" not in words(client.get(SIGN))
    assert "waits for your signature" not in words(client.get("/"))


def test_sent_back_only_what_was_named_opens_with_its_reasons(client, quarter, version, signatory):
    typed = {"part-SPENDING": "yes", "reason-SPENDING": "December is missing.",
             "reason-TEXT": "Not ticked"}  # fmt: skip

    page = words(answer(client, version, "back", **typed))

    quarter.refresh_from_db()
    asked = ChangeRequest.objects.get()
    assert (asked.part, asked.reason) == (Part.SPENDING, "December is missing.")
    assert (quarter.status, quarter.asked_for) == (Status.DRAFT, "SPENDING")
    assert "Version 1 sent back." in page


def test_fields_that_nobody_asked_for_have_no_effect(client, quarter, version, signatory):
    another = make_user(quarter.board, Role.SIGNATORY)
    answer(client, version, by=another.pk, at="2020-01-01", status="PUBLISHED", parts="SPENDING",
           title="Chief executive", carried_from=7, snapshot=99)  # fmt: skip

    made = Signature.objects.get()
    assert (made.by, made.title, made.carried_from) == (signatory, capacity_of().title, None)
    assert made.covers == tuple(Part)
    assert made.at.year != 2020


def test_a_signatory_of_another_board_finds_no_report(client, version):
    sign_in(client, make_user(make_board("Southborough"), Role.SIGNATORY))

    assert client.get(SIGN).status_code == 404
    assert client.post(SIGN, {"answer": "sign", "digest": version.digest}).status_code == 404


def test_many_reports_to_sign_cost_no_more_queries(client):
    quarter = make_quarter()
    send(quarter)
    user = make_user(quarter.board, Role.SIGNATORY)
    client.force_login(user)
    one = queries(client, "/")
    for name in ("Eastshire", "Westshire"):
        another = make_quarter(make_board(name))
        send(another)
        Grant.objects.create(user=user, role=Role.SIGNATORY, board=another.board)

    assert queries(client, "/") == one
    assert words(client.get("/")).count("A report waits for your signature") == 3


def test_more_open_questions_cost_no_more_queries(client, quarter, signatory):
    make_lines(quarter, 2)
    send(quarter)
    few = queries(client, SIGN)
    quarter.refresh_from_db()
    actions.take_back(quarter=quarter, by=make_user(quarter.board), at=NOON)
    make_lines(quarter, 20)
    send(quarter)

    assert queries(client, SIGN) == few <= 20
