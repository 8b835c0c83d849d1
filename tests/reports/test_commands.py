import pytest
from django.core.management import CommandError, call_command

from boards.models import AuditEvent
from tests.builders import make_line, make_quarter, report_line

pytestmark = pytest.mark.django_db


def test_a_scheduled_job_writes_the_workbook_and_leaves_a_trace(tmp_path, capsys):
    quarter = make_quarter()
    report_line(quarter, make_line(quarter), forecast="5")
    output = tmp_path / "F.xlsx"

    call_command("export_expenditure", "northshire", "2023-24-q3", output=output)

    assert output.read_bytes().startswith(b"PK")
    assert f"Wrote {output}" in capsys.readouterr().out
    event = AuditEvent.objects.last()
    assert (event.kind, event.actor) == ("reports.workbook.exported", "command line")


@pytest.mark.parametrize("command", ["export_expenditure", "board_paper"])
@pytest.mark.parametrize(
    ("board", "period", "sentence"),
    [
        ("northshire", "2023-25-q3", "“2023-25-q3” is not a quarter. Give it like 2023-24-q3."),
        ("northshire", "autumn", "“autumn” is not a quarter"),
        ("nowhere", "2023-24-q3", "There is no report of nowhere for 2023-24-q3."),
    ],
)
def test_a_mistake_in_a_command_is_answered_in_a_sentence(
    tmp_path, command, board, period, sentence
):
    make_quarter()

    with pytest.raises(CommandError, match=sentence):
        call_command(command, board, period, output=tmp_path / "F")


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    make_quarter()

    with pytest.raises(CommandError, match="could not be written: No such file or directory"):
        call_command(
            "export_expenditure", "northshire", "2023-24-q3", output=tmp_path / "no" / "F.xlsx"
        )


def test_a_quarter_without_a_paper_is_said_to_have_none(tmp_path):
    make_quarter()

    with pytest.raises(CommandError, match="has no board paper yet"):
        call_command("board_paper", "northshire", "2023-24-q3", output=tmp_path / "F.pdf")
