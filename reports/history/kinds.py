"""What is said of each kind of event; one that is not listed here fails the tests.

A value that changed is called by a phrase, in which {} is what it belongs to, and reads in a
shape. Of anything else done there is a sentence, in which {} is what it was done to.
"""

from finance.models import LineReturn
from metrics.models import Result
from reports.history.shapes import (
    count,
    dated,
    day,
    figure,
    money,
    month,
    one_of,
    percentage,
    plain,
    words,
    yes_or_no,
)
from schemes.models import ActionUpdate, ConditionStatement
from schemes.models.risk import Impact, Likelihood

OF_A_MEASURE = {
    "state": ("Whether there is a figure for {}", one_of(Result.State)),
    "actual": ("Figure for {}", figure),
    "numerator": ("Number counted for {}", count),
    "denominator": ("Number in all for {}", count),
    "first_month": ("First month covered by {}", month),
    "last_month": ("Last month covered by {}", month),
    "different_target": ("Different target for {}", figure),
    "different_target_reason": ("Reason for the different target for {}", words),
    "source": ("Source of the figure for {}", words),
    "as_at": ("Date of the data for {}", day),
    "national_value": ("National figure for {}", figure),
    "national_source": ("Source of the national figure for {}", words),
    "national_differs_because": ("Why the national figure for {} differs", words),
    "unlikely_because": ("Why the unusual figure for {} is correct", words),
    "unavailable_because": ("Why there is no figure for {}", words),
    "expected_on": ("Day on which the figure for {} is expected", day),
    "comment": ("Comment on {}", words),
    "off_target_because": ("Why {} is off target", words),
    "mitigation": ("What is being done about {}", words),
    "year_outcome": ("Outcome of the year for {}", one_of(Result.YearOutcome)),
}
OF_A_LINE = {
    "spent.recorded": ("Spending to date of {}", money),
    "forecast.recorded": ("Forecast of {}", money),
    "outputs.recorded": ("Outputs to date of {}", count),
    "main_reason.recorded": (
        "Main reason for the difference from plan of {}", one_of(LineReturn.Reason)
    ),
    "explanation.recorded": ("Why {} differs from plan", words),
    "effect.recorded": ("Effect on people using {}", words),
    "money_use.recorded": ("Use of the money left from {}", one_of(LineReturn.MoneyUse)),
    "unlikely.explained": ("Why the unusual figure of {} is correct", words),
}  # fmt: skip
OF_A_PLAN = {
    "condition.answered": ("Answer on {}", one_of(ConditionStatement.Answer)),
    "condition.because.recorded": ("Why {} is not met", words),
    "condition.by_when.recorded": ("Day by which {} will be met", day),
    "section.summary.recorded": ("Summary of {}", words),
    "action.progress.recorded": ("Progress of {}", words),
    "action.status.recorded": ("Status of {}", one_of(ActionUpdate.Status)),
    "action.checked.recorded": ("Whether the words on {} are still right", yes_or_no),
    "risk.description.recorded": ("Description of {}", words),
    "risk.owner_role.recorded": ("Owner of {}", words),
    "risk.likelihood.recorded": ("Likelihood of {}", one_of(Likelihood)),
    "risk.impact.recorded": ("Impact of {}", one_of(Impact)),
    "risk.money_at_risk.recorded": ("Money at risk by {}", money),
    "risk.comment.recorded": ("Comment on {}", words),
    "risk.mitigation.status.recorded": ("Status of {}", words),
}
OF_A_SCHEME = {
    "name": ("Name of {}", words),
    "scheme_type": ("National scheme type of {}", words),
    "local_heading": ("Heading of {}", words),
    "led_by": ("Who leads {}", words),
    "streams": ("Funding streams of {}", words),
    "planned_outputs": ("Planned outputs of {}", count),
    "starts_on": ("First day of {}", day),
}
VALUES = {
    **{f"metrics.{name}.recorded": said for name, said in OF_A_MEASURE.items()},
    **{f"finance.{name}": said for name, said in OF_A_LINE.items()},
    **{f"schemes.{name}": said for name, said in OF_A_PLAN.items()},
    **{f"scheme.{name}.changed": said for name, said in OF_A_SCHEME.items()},
    "metrics.figure.restated": ("Restated figure for {}", figure),
    "metrics.restatement.withdrawn": ("Restated figure for {}, taken back,", figure),
    "reports.section.recorded": ("Text of {}", words),
    "reports.section_is_complete.recorded": ("Whether {} is complete", yes_or_no),
    "paper.report_number.recorded": ("Report number", words),
    "paper.meeting_on.recorded": ("Day of the meeting", day),
    "grant.starts_on.changed": ("First day of a role", day),
    "grant.ends_on.changed": ("Last day of a role", day),
}
# Measured in per cent, where the measure is.
PERCENTAGES = {figure: percentage}
DONE = {
    "finance.line.reviewed": ("{} reviewed and confirmed", money),
    "finance.paste.recorded": ("A column was pasted: {after}", plain),
    "finance.paste.undone": ("A paste was undone", plain),
    "schemes.risk.added": ("{} added", plain),
    "schemes.risk.mitigation.added": ("{} added", words),
    "schemes.risk.confirmed": ("{} checked and left as it is, score {after}", plain),
    "schemes.risk.closed": ("{} closed", plain),
    "schemes.risk.reopened": ("{} opened again", plain),
    "quarter.opened": ("This quarter was opened", plain),
    "quarter.sent": ("{} sent to the signatories, check code {code}", plain),
    "quarter.taken_back": ("{} taken back", plain),
    "quarter.changes_requested": ("Changes asked for in {}", plain),
    "quarter.correction_begun": ("Opened again for a correction of {}", plain),
    "quarter.signed": ("{} signed by all who sign it, check code {code}", plain),
    "quarter.published": ("{} published: {after}", dated),
    "signature.given": ("Signed: {}, check code {code}", plain),
    "signature.carried": ("Signature carried over to {}", plain),
    "signature.cancelled": ("Signature cancelled by changes: {}", plain),
    "version.released": ("{} released for the agenda: {after}", dated),
    "version.submitted": ("{} submitted to NHS England: {after}", dated),
    "version.decided": ("Decision of the Board on {} recorded: {after}", dated),
    "version.ratified": ("{} ratified by the Board: {after}", dated),
    "version.withdrawn": ("{} withdrawn: {after}", dated),
    "owners.cleared": ("All owners of parts of the report taken off: {before}", plain),
    "plan.carried": ("Plan of {} begun with {after} schemes of the year before", plain),
    "paper.carried": ("Texts carried over from the last quarter: {after}", plain),
    "comment.added": ("Internal comment added on {}", plain),
    "reports.paper.exported": ("Board paper downloaded: {}", plain),
    "reports.workbook.exported": ("Expenditure table downloaded: {}", plain),
    "reports.dates.exported": ("Dates downloaded: {}", plain),
    "reports.history.exported": ("This history downloaded: {}", plain),
    "access.refused": ("Refused: {}", plain),
    "grant.given": ("Role given: {after}", plain),
    "grant.ended": ("Role ended: {before}", plain),
    "invitation.sent": ("Invitation sent: {after}", plain),
    "scheme.added": ("Scheme added: {after}", plain),
    "scheme.stopped": ("{} stopped, its last day being {after}", day),
    "scheme.resumed": ("{} goes on and is no longer stopped", plain),
    "people.administrator.created": ("System administrator made", plain),
    "sign_in.succeeded": ("Signed in", plain),
    "sign_in.ended": ("Signed out", plain),
    "sign_in.failed": ("Wrong password", plain),
    "sign_in.throttled": ("Refused after too many wrong passwords", plain),
    "password.changed": ("Password changed", plain),
    "password.reset": ("Password set by a link", plain),
}
