from django.utils import timezone
from django.views.decorators.http import require_safe

from boards.comments import counts
from boards.owners import owners
from boards.pages import render_page
from boards.permissions import Permission, get_quarter
from boards.timetable import timetable
from boards.workflow import TONES
from reports.queries import ENTERING
from reports.tasks.groups import task_groups
from reports.tasks.task import due, own_progress, progress, tasks_of, waiting_for
from reports.whole import open_problems, read_report


@require_safe
def task_list(request, board, period):
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    today = timezone.localdate()
    report = read_report(quarter)
    held = owners(quarter, request.user)
    groups = task_groups(quarter, held, report)
    tasks, days = tasks_of(groups), timetable(quarter)
    own = [task for task in tasks if task.is_mine]
    only_mine = bool(own) and request.GET.get("mine") != "no"
    context = {
        "groups": [group for group in _shown(groups, only_mine) if group.tasks],
        "progress": own_progress(own) if only_mine else progress(tasks),
        "count": len(tasks),
        "own_tasks": bool(own),
        "only_mine": only_mine,
        "due": due(own, days.entry("entry_closes"), today) if quarter.is_draft else "",
        "waiting_for": waiting_for(tasks if quarter.is_draft else groups[-1].tasks),
        "tone": TONES[quarter.status],
        "problems": open_problems(quarter, report) if quarter.is_draft else [],
        "dates": [(entry, entry.left(today)) for entry in days.all],
        "comments": _comments(quarter),
        "only_reads": not ENTERING & quarter.allowed.ever,
        "may_export": Permission.EXPORT_WORKBOOK in quarter.allowed.now,
    }
    return render_page(request, "reports/task_list.html", quarter, context)


def _shown(groups, only_mine):
    """The groups to draw; checking and signing off are the way on for everybody."""
    *entered, check, sign_off = groups
    return [*(group.mine for group in entered), check, sign_off] if only_mine else groups


def _comments(quarter):
    """“Internal comments (3)” for those who may read them, else nothing."""
    if Permission.VIEW_COMMENTS not in quarter.allowed.now:
        return ""
    return f"Internal comments ({sum(counts(quarter).values())})"
