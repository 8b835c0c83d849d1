"""Pages without a sign-in: what was published, and nothing else of any board."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from boards.forms import error_list
from reports.copies import kept_paper, late_of, paper_of_version
from reports.kept_files import Kind as FileKind
from reports.kept_files import published_file, sizes
from reports.models import PaperFile, Snapshot
from reports.origins import origins
from reports.tables import tables_of_paper
from reports.versions.forms import CodeForm
from reports.versions.public import (
    NotPublished,
    Withdrawn,
    found_by_code,
    public_version,
    published_reports,
)
from reports.versions.queries import Kind
from reports.versions.rows import public_rows
from reports.views.files import XLSX, download


@login_not_required
@require_safe
def public(request):
    """Every board with the reports that it has published."""
    return render(request, "reports/public/list.html", {"boards": published_reports()})


@login_not_required
@require_safe
def public_report(request, board, period, number=None):
    """A published version, as it was kept."""
    return _public(request, _report, board, period, number)


@login_not_required
@require_safe
def public_paper(request, board, period, number=None):
    """The board paper of a published version."""
    return _public(request, _paper, board, period, number)


@login_not_required
@require_safe
def public_workbook(request, board, period, number=None):
    """The expenditure table of a published version."""
    return _public(request, _workbook, board, period, number)


@login_not_required
@require_safe
def public_addendum(request, board, period, number=None):
    """The addendum of a published version that corrects another."""
    return _public(request, _addendum, board, period, number)


def _public(request, answer, board, period, number):
    """The answer about a PublicVersion: 410 for what was withdrawn, 404 for all that never was."""
    try:
        return answer(request, public_version(board, period, number), number)
    except NotPublished:
        raise Http404 from None
    except Withdrawn as gone:
        context = {"gone": gone, "fact": gone.version.fact(Kind.WITHDRAWN)}
        return render(request, "reports/public/withdrawn.html", context, status=410)


def _report(request, found, number):
    snapshot = Snapshot.objects.of(found.quarter, found.version.number)
    paper = paper_of_version(snapshot, late_of(snapshot))
    context = {
        "found": found,
        "version": found.version,
        "paper": paper,
        "rows": public_rows(found.version),
        "published": found.version.fact(Kind.PUBLISHED),
        "replaced": found.replaced and (found.replaced, found.replaced.fact(Kind.PUBLISHED)),
        "files": _files(found, number),
        "demonstration": paper.is_demonstration,
        **tables_of_paper(paper),
    }
    return render(request, "reports/public/report.html", context)


FILES = (
    (FileKind.PAPER, "Download the board paper (PDF)", "public_paper"),
    (FileKind.WORKBOOK, "Download the expenditure table (Excel)", "public_workbook"),
    (
        FileKind.ADDENDUM,
        "Download what this version corrects (PDF)",
        "public_addendum",
    ),
)


def _files(found, number):
    """The files of what is shown: pairs of (words, address)."""
    address = found.quarter.address | ({"number": number} if number else {})
    of, kept = "_version" if number else "", sizes(found.version.snapshot, is_draft=False)
    return [
        (words, reverse(f"reports:{page}{of}", kwargs=address))
        for kind, words, page in FILES
        if kind in kept
    ]


def _paper(request, found, number):
    return download(published_file(FileKind.PAPER, found.version.snapshot), "application/pdf")


def _workbook(request, found, number):
    return download(published_file(FileKind.WORKBOOK, found.version.snapshot), XLSX)


def _addendum(request, found, number):
    try:
        made = published_file(FileKind.ADDENDUM, found.version.snapshot)
    except PaperFile.DoesNotExist:
        raise Http404 from None
    return download(made, "application/pdf")


@login_not_required
@require_safe
def find_code(request):
    """Where a check code is entered."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("reports:check_code", check_code=form.cleaned_data["code"])
    context = {"form": form, "errors": error_list(form)}
    return render(request, "reports/public/find_code.html", context)


@login_not_required
@require_safe
def check_code(request, check_code):
    """The versions with a check code that somebody may know of."""
    found = [
        (item, public_rows(item.version), _origins(item))
        for item in found_by_code(check_code, request.user)
    ]
    if not found:
        raise Http404
    return render(request, "reports/public/code.html", {"code": check_code, "found": found})


def _origins(item):
    snapshot = Snapshot.objects.of(item.quarter, item.version.number)
    return origins(snapshot, kept_paper(snapshot))
