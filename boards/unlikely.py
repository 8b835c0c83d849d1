"""Values that are possible but unlikely: asked about once, on one page, before they are saved."""

from dataclasses import dataclass, replace

from boards import formats
from boards.pages import render_entry
from boards.texts import CannotKeepText, parse_text

ASKED, CHANGE = "asked", "change"
LONGEST_REASON = 500


@dataclass(frozen=True)
class Question:
    """A doubt about one box of a form.

    `name` is the name of the box, `subject` what it holds (“the falls rate”), `facts` what was
    typed and what makes it unlikely, `reason` why it is correct all the same.
    """

    name: str
    subject: str
    facts: str
    reason: str = ""
    error: str = ""

    @property
    def reason_name(self):
        return f"reason-{self.name}"

    @property
    def href(self):
        return f"#{self.reason_name}"

    @property
    def message(self):
        return self.error

    @property
    def is_answered(self):
        return bool(self.reason) and not self.error


def times_apart(new, before, times):
    """“10 times higher” when `new` is at least so many times `before`, or so small a part of it.

    Empty when the figure is likely, or when there is nothing to hold it against.
    """
    if not new or not before:
        return ""
    larger, smaller = max(abs(new), abs(before)), min(abs(new), abs(before))
    if larger < smaller * times:
        return ""
    side = "higher" if abs(new) > abs(before) else "lower"
    return f"{formats.number(larger / smaller, 0)} times {side}"


def answered(questions, data):
    """The questions with the reasons typed for them; those of a page already shown get an error."""
    return tuple(_answered(question, data) for question in questions)


def _answered(question, data):
    typed = data.get(question.reason_name, "").strip()
    try:
        reason = parse_text(typed, LONGEST_REASON)
    except CannotKeepText as error:
        return replace(question, reason=typed, error=f"Why {question.subject} is correct {error}")
    missing = f"Enter why {question.subject} is correct"
    return replace(question, reason=reason, error="" if reason or ASKED not in data else missing)


def must_ask(questions, data):
    """Whether the page with the questions comes next: not when the person went back to change."""
    return CHANGE not in data and not all(question.is_answered for question in questions)


def interruption(request, quarter, questions):
    """The page that asks; it carries everything typed, so that nothing is lost either way."""
    own = {question.reason_name for question in questions} | {ASKED, "csrfmiddlewaretoken"}
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in own
        for value in values
    ]
    context = {
        "questions": questions,
        "carried": carried,
        "errors": [question for question in questions if question.error],
    }
    return render_entry(request, "boards/interruption.html", quarter, context)
