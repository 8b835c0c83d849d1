"""Small papers by hand, and how their pages are read back."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pypdf

from finance.income_report import IncomeReport
from finance.queries import SpendGroup, SpendReport, SpendRow
from metrics.queries import MetricReport, MetricRow
from reports.board_paper.content import (
    Action,
    AppendixSection,
    BoardPaper,
    Cover,
    CoverGroup,
    Section,
)

PARAGRAPHS = "\n\n".join(f"Paragraph {n}: " + "work goes on as planned. " * 12 for n in range(12))
NARRATIVE = f"{PARAGRAPHS}\n\n{{table.metrics}}\n\n## Money\n\n{{table.spending}}"


def make_row(number, group):
    name = f"First of {group}" if number == 0 else f"Scheme {number} of {group}"
    amount = Decimal(1000 * number)
    return SpendRow(
        line=number,
        reference=f"BRO-2324-{number:02d}",
        led_by="LBB",
        leader=None,
        heading="Home Care or Domiciliary Care",
        name=name,
        stream=group,
        stream_is_derived=False,
        plan=amount,
        spent=None,
        forecast=amount - 500,
        explanation="",
    )


def make_spending(lines=(25, 3, 11, 7)):
    """A group for each number of lines."""
    groups = [(f"Stream {n:02d}", count) for n, count in enumerate(lines)]
    return SpendReport(
        tuple(
            SpendGroup(name, name, name, tuple(make_row(n, name) for n in range(count)))
            for name, count in groups
        )
    )


def make_measure(code, **fields):
    values = {
        "pk": 1,
        "name": code.capitalize(),
        "definition": "Emergency admissions.",
        "unit": "admissions per 100,000",
        "percentage": False,
        "lower_is_better": True,
        "method": "accumulates",
        "decimals": 0,
        "lag": "About 4 months",
        "published_source": "NHS Outcomes Framework",
        "year": 2023,
        "annual": Decimal(440),
        "state": "AVAILABLE",
        "first_month": 1,
        "last_month": 6,
        "actual": Decimal(273),
        "comment": "Higher than planned.",
        "mitigation": "- A pilot is live.\n- A workshop was held.",
    }
    return MetricRow(code=code, **(values | fields))


def make_metrics():
    return MetricReport(
        (
            make_measure("admissions"),
            make_measure("falls", actual=Decimal("199.5")),
            make_measure("reablement", state="", actual=None, first_month=None, last_month=None),
        )
    )


def make_cover(**fields):
    values = {
        "report_number": "ACH24-008",
        "part": "Part 1 – public",
        "decision_maker": "Health and Wellbeing Board",
        "meeting_on": date(2024, 2, 8),
        "decision_type": "Non-key",
        "title": "Better Care Fund Quarter 3 report",
        "contact_officer": "Integrated Strategic Commissioner",
        "chief_officers": ("Director of Adult Social Care",),
        "ward": "All wards",
        "groups": (CoverGroup("Financial", (("Cost of proposal", "£40,400k"), ("Staff", ""))),),
    }
    return Cover(**(values | fields))


def make_paper(text=NARRATIVE, **fields):
    """A paper of several pages, with every kind of block and table."""
    action = Action("NC1-1", "Review spending", "Under way.\n\n- agreed\n- started")
    values = {
        "board": "Bromley",
        "authority": "London Borough of Bromley",
        "period": "Quarter 3 2023-24",
        "months": "October to December 2023",
        "year": 2023,
        "is_draft": True,
        "is_demonstration": True,
        "cover": make_cover(),
        "sections": (Section("1", "Commentary", text),),
        "metrics": make_metrics(),
        "spending": make_spending(),
        "income": IncomeReport(2023, has_next_year=False, groups=(), notes=()),
        "appendix": (AppendixSection("National condition 1", "", "Signed.", (action,)),),
        "non_applicable": "Property",
        "background_documents": ("Policy framework",),
    }
    return BoardPaper(**(values | fields))


def texts(content):
    """The text of every page, with its spaces and line ends made one space."""
    return [" ".join(p.extract_text().split()) for p in pypdf.PdfReader(BytesIO(content)).pages]
