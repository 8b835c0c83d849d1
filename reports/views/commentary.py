from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards import drafts, formats, subjects
from boards.edits import Conflict, wanted
from boards.pages import render_entry, render_page
from boards.part_links import links_of
from boards.permissions import Permission, get_quarter
from reports import actions
from reports.commentary.forms import SectionForm
from reports.commentary.preview import parts, preview
from reports.commentary.sections import previous_quarter, sources, written_sections
from reports.figures import unknown_references

STARTERS = ("metrics.off-target", "spending.finding")


@require_safe
def commentary_list(request, board, period):
    """The sections of the commentary, each with how far it is."""
    quarter = get_quarter(request.user, Permission.VIEW_FIGURES, board=board, period=period)
    sections = written_sections(quarter, previous=previous_quarter(quarter))
    done = sum(section.is_complete for section in sections)
    context = {
        "sections": [(section, _note(section)) for section in sections],
        "progress": f"{done} of {formats.counted(len(sections), 'section')} complete.",
    }
    return render_page(request, "reports/commentary/list.html", quarter, context)


def _note(section):
    same = " The text is the same as last quarter." if section.is_same_as_last_time else ""
    return f"{formats.counted(section.words, 'word')}.{same}"


@require_http_methods(["GET", "HEAD", "POST"])
def commentary(request, board, period, section):
    """One section: its text for those who may write it, and how it will be printed."""
    needed = Permission.VIEW_FIGURES if request.method != "POST" else Permission.EDIT_NARRATIVES
    quarter = get_quarter(request.user, needed, board=board, period=period)
    previous = previous_quarter(quarter)
    held = _section(quarter, previous, section)
    known = sources(quarter)
    is_added = "add" in request.POST
    data = _with_added(request, held) if is_added else drafts.data(request) or {}
    form = SectionForm(data if "body" in data else None, section=held, facts=known.facts)
    if request.method != "POST" or not form.is_valid() or is_added:
        return _page(request, quarter, previous, form, known, is_added=is_added)
    try:
        with drafts.settled(request):
            actions.record_section(
                quarter=quarter, section=section, edits=form.edits(),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
    except Conflict as conflict:
        form.add_clashes(conflict.clashes)
        return _page(request, quarter, previous, form, known, status=409)
    _say_saved(request, held, wanted(form.edits()))
    for written in form.without_source:
        messages.info(request, f"Enter where {written} comes from.")
    return redirect("reports:commentary", board=board, period=period, section=section)


def _section(quarter, previous, code):
    for section in written_sections(quarter, previous=previous):
        if section.code == code:
            return section
    raise Http404


def _with_added(request, section):
    """What was typed, with the sentence or last quarter's text below it; nothing is saved."""
    offered = {name: f"{{{name}}}" for name in STARTERS} | {"last-quarter": section.last_time}
    data = request.POST.copy()
    typed, more = data.get("body", "").rstrip(), offered.get(data["add"], "")
    data["body"] = f"{typed}\n\n{more}" if typed else more
    return data


def _say_saved(request, section, count):
    if count:
        messages.success(request, f"{section.heading} saved.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def _page(request, quarter, previous, form, known, *, is_added=False, status=200):
    section = form.section
    by_reference = {item.reference: item for item in known.figures}
    context = {
        "section": section,
        "form": form,
        "is_added": is_added,
        "errors": form.problems,
        "choices": form.choices if form.is_bound else form.open_choices(),
        "unknown": unknown_references(section.body, known.texts),
        "figures": known.figures,
        "starters": [(name, parts(f"{{{name}}}", by_reference)) for name in STARTERS],
        "last_quarter": previous.key.title if previous and section.last_time else "",
        "preview": preview(section.number, section.body, known.figures),
        "last_preview": preview(section.number, section.last_time, ()),
        "part_links": links_of(quarter, subjects.text(section.code), section.heading),
        "may_edit": Permission.EDIT_NARRATIVES in quarter.allowed.now,
    }
    return render_entry(request, "reports/commentary/section.html", quarter, context, status=status)
