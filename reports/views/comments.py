"""What people who prepare a report tell each other about it."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from boards import actions, drafts
from boards.comments import comments as written
from boards.forms import TextField, error_list
from boards.pages import render_entry, render_page
from boards.permissions import Permission, get_quarter
from reports.subjects import titles

LONGEST = 4_000


class CommentForm(forms.Form):
    text = TextField(
        label="Comment", longest=LONGEST, error_messages={"required": "Enter a comment"}
    )

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        if not text:
            raise forms.ValidationError("Enter a comment")
        return text


@require_safe
def comments(request, board, period):
    """Every comment of the quarter, by what it is about."""
    quarter = get_quarter(request.user, Permission.VIEW_COMMENTS, board=board, period=period)
    by_subject = {}
    for comment in written(quarter):
        by_subject.setdefault(comment.subject, []).append(comment)
    named = titles(quarter)
    order = [key for key in named if key in by_subject]
    # What was taken out of the plan keeps its comments, under its key.
    gone = [key for key in by_subject if key not in named]
    context = {
        "groups": [(key, named[key], by_subject[key]) for key in order],
        "gone": [(key, by_subject[key]) for key in gone],
        "parts": named.items() if Permission.ADD_COMMENT in quarter.allowed.now else (),
    }
    return render_page(request, "reports/comments.html", quarter, context)


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request, board, period, subject):
    """The comments on one part of the report, and a box for another."""
    needed = Permission.ADD_COMMENT if request.method == "POST" else Permission.VIEW_COMMENTS
    quarter = get_quarter(request.user, needed, board=board, period=period)
    title = titles(quarter).get(subject)
    if title is None:
        raise Http404
    form = CommentForm(drafts.data(request))
    if request.method == "POST" and form.is_valid():
        with drafts.settled(request):
            actions.add_comment(
                quarter=quarter, subject=subject, text=form.cleaned_data["text"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        return redirect("reports:comment", board=board, period=period, subject=subject)
    context = {
        "title": title,
        "comments": written(quarter, subject=subject),
        "form": form,
        "errors": error_list(form),
        "may_add": Permission.ADD_COMMENT in quarter.allowed.now,
    }
    return render_entry(request, "reports/comment.html", quarter, context)
