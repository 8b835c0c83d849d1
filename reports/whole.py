"""The whole report of a quarter: read once, and what its checks still find."""

from dataclasses import dataclass, replace

from django.urls import reverse

from finance import checks as finance_checks
from finance.income import Income, income
from finance.queries import SpendReport, spend_report
from metrics import checks as metric_checks
from metrics.queries import MetricReport, metric_report
from reports.commentary.sections import WrittenSection, written_sections
from schemes import checks as plan_checks
from schemes.queries import RiskReport, SectionProgress, plan_progress, risk_register

# Where a problem leads that names no field of its own.
PLACES = {
    finance_checks.SECTION: "finance:spending",
    plan_checks.PLAN: "schemes:plan",
    plan_checks.RISKS: "schemes:risks",
}


@dataclass(frozen=True)
class Report:
    """Everything that a quarter asks for, as it is held."""

    metrics: MetricReport
    money: SpendReport
    income: tuple[Income, ...]
    plan: tuple[SectionProgress, ...]
    risks: RiskReport
    sections: tuple[WrittenSection, ...]


def read_report(quarter):
    """The Report of a quarter."""
    return Report(
        metrics=metric_report(quarter),
        money=spend_report(quarter),
        income=income(quarter),
        plan=plan_progress(quarter),
        risks=risk_register(quarter),
        sections=written_sections(quarter),
    )


def open_problems(quarter, report):
    """What the checks of every section still find, in the order of the sections, with links."""
    found = [
        *metric_checks.problems(report.metrics, quarter.address),
        *finance_checks.problems(report.money, report.income, quarter.address),
        *plan_checks.problems(report.plan, report.risks, quarter.address),
    ]
    return [_with_place(quarter, problem) for problem in found]


def _with_place(quarter, problem):
    if problem.href:
        return problem
    return replace(problem, href=reverse(PLACES[problem.section], kwargs=quarter.address))
