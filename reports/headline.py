"""What a report comes to, in one sentence each: for those who have two minutes to read it."""

from boards import formats


def headline(paper, plan):
    """The sentences on conditions, measures and spending of a BoardPaper and its plan."""
    return (conditions(plan), paper.metrics.summary, spending(paper.spending))


def conditions(plan):
    """“Three of the four national conditions are met; condition 4 is not.”"""
    asked = [section for section in plan if section.is_condition]
    unanswered = [section for section in asked if not section.answer]
    short = [section for section in asked if section.falls_short]
    if not asked:
        return "The plan names no national conditions."
    of_all = f"{formats.in_words(len(asked))} national condition{'s' * (len(asked) > 1)}"
    if unanswered:
        answered = formats.in_words(len(asked) - len(unanswered)).capitalize()
        return f"{answered} of the {of_all} {_are(asked[len(unanswered) :])} answered."
    if len(asked) == 1:
        return f"The national condition is {'not ' if short else ''}met."
    if not short:
        return f"All {of_all} are met."
    met = formats.in_words(len(asked) - len(short)).capitalize()
    named = formats.listed([section.called for section in short])
    return f"{met} of the {of_all} {_are(asked[len(short) :])} met; {named} {_are(short)} not."


def _are(found):
    return "is" if len(found) < 2 else "are"


def spending(report):
    """“The whole fund is forecast to be £818k under plan.”"""
    if report.is_empty("plan"):
        return "The amounts of the schemes are not provided."
    if report.missing("forecast"):
        lines = formats.counted(report.missing("forecast"), "line")
        return f"Spending is not complete: {lines} of {len(report.rows)} without a forecast."
    return f"The whole fund is forecast to be {formats.variance_in_words(report.variance)}."
