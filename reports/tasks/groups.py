"""The groups of the task list, in the order in which a quarter is prepared."""

from finance import checks as finance_checks
from metrics import checks as metric_checks
from reports.tasks.performance import performance
from reports.tasks.sign_off import sign_off
from reports.tasks.spending import spending
from reports.tasks.task import tasks_of


def task_groups(quarter, owners, *, metrics, money):
    """The tasks of a quarter from its MetricReport and SpendReport, a tuple of TaskGroup."""
    groups = (performance(quarter, metrics, owners), spending(quarter, money, owners))
    return (*groups, sign_off(quarter, tasks_of(groups)))


def open_problems(quarter, *, metrics, money):
    """What the checks of every section still find, in the order of the sections."""
    return [*metric_checks.problems(metrics, quarter.address), *finance_checks.problems(money)]
