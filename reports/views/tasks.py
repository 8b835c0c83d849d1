from django.utils import timezone
from django.views.decorators.http import require_safe

from boards.owners import owners
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from boards.timetable import timetable
from boards.workflow import TONES
from finance.queries import spend_report
from metrics.queries import metric_report
from reports.queries import ENTERING
from reports.tasks.groups import open_problems, task_groups
from reports.tasks.task import due, progress, tasks_of, waiting_for


@require_safe
def task_list(request, board, period):
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    today = timezone.localdate()
    sections = {"metrics": metric_report(quarter), "money": spend_report(quarter)}
    held = owners(quarter, request.user, today)
    groups = task_groups(quarter, held, **sections)
    tasks, days = tasks_of(groups), timetable(quarter)
    own = [task for task in tasks if task.is_mine]
    only_mine = bool(own) and request.GET.get("mine") != "no"
    context = {
        "groups": [group for group in _shown(groups, only_mine) if group.tasks],
        "progress": progress(tasks),
        "own_tasks": bool(own),
        "only_mine": only_mine,
        "due": due(own, days.entry("entry_closes"), today) if quarter.is_draft else "",
        "waiting_for": waiting_for(tasks),
        "tone": TONES[quarter.status],
        "problems": open_problems(quarter, **sections) if quarter.is_draft else [],
        "dates": [(entry, entry.left(today)) for entry in days.all],
        "only_reads": not ENTERING & quarter.allowed.ever,
        "may_export": Permission.EXPORT_WORKBOOK in quarter.allowed.now,
    }
    return render_page(request, "reports/task_list.html", quarter, context)


def _shown(groups, only_mine):
    return [group.mine for group in groups] if only_mine else groups
