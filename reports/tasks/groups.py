"""The groups of the task list, in the order in which a quarter is prepared."""

from reports.tasks.commentary import commentary
from reports.tasks.performance import performance
from reports.tasks.plan import conditions_and_actions
from reports.tasks.risks import risks
from reports.tasks.sign_off import check, sign_off
from reports.tasks.spending import spending
from reports.tasks.task import tasks_of


def task_groups(quarter, owners, report):
    """The tasks of a quarter from its whole Report, a tuple of TaskGroup."""
    entered = (
        performance(quarter, report.metrics, owners),
        spending(quarter, report.money, owners),
        conditions_and_actions(quarter, report.plan, owners),
        *([risks(quarter, report.risks, owners)] if quarter.board.keeps_risks else []),
        commentary(quarter, report.sections, owners),
    )
    tasks = tasks_of(entered)
    return (*entered, check(quarter, tasks), sign_off(quarter, tasks))
