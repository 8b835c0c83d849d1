from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from boards import drafts, subjects
from boards.pages import render_entry, render_page
from boards.part_links import links_of
from schemes.actions import record_actions, record_section
from schemes.forms import ActionsForm, SectionForm
from schemes.progress import plan_progress
from schemes.views.saving import may_edit, quarter_for, save, say_saved


@require_safe
def plan(request, board, period):
    """Every section of the plan, and how far what is said of it is."""
    quarter = quarter_for(request, board, period)
    action = "Change" if may_edit(quarter) else "View"
    context = {"sections": plan_progress(quarter), "action": action}
    return render_page(request, "schemes/plan.html", quarter, context)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request, board, period, section):
    """Whether a condition is met, and the section in summary."""
    quarter = quarter_for(request, board, period)
    row = _section(quarter, section)
    form = SectionForm(drafts.data(request), row=row)
    saved, status = save(request, form, record_section, quarter=quarter, section=section)
    if saved is not None:
        say_saved(request, row.title, saved)
        return redirect("schemes:section", board=board, period=period, section=section)
    template = "schemes/section_form.html" if may_edit(quarter) else "schemes/section.html"
    context = {"section": row, "form": form, "errors": form.to_mend()}
    context["part_links"] = links_of(quarter, subjects.section(section), row.title)
    return render_entry(request, template, quarter, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def actions(request, board, period, section):
    """All actions of one section, each beside what was said of it last quarter."""
    quarter = quarter_for(request, board, period)
    row = _section(quarter, section)
    form = ActionsForm(row.actions, drafts.data(request))
    saved, status = save(request, form, record_actions, quarter=quarter, section=section)
    if saved is not None:
        say_saved(request, f"Actions of {row.called}", saved)
        return redirect("schemes:actions", board=board, period=period, section=section)
    template = "schemes/actions_form.html" if may_edit(quarter) else "schemes/actions.html"
    context = {"section": row, "form": form, "errors": form.to_mend()}
    context["part_links"] = links_of(quarter, subjects.section(section), row.title)
    return render_entry(request, template, quarter, context, status=status)


def _section(quarter, code):
    for row in plan_progress(quarter):
        if row.code == code:
            return row
    raise Http404
