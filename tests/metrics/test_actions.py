import pytest

from boards.workflow import ReportLocked, Status
from metrics.models import Result
from tests.builders import make_metric, make_quarter, report_metric


@pytest.mark.django_db
@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_a_measure_of_a_report_that_is_no_draft_cannot_be_changed(status):
    quarter = make_quarter(status=status)
    metric = make_metric(quarter)

    with pytest.raises(ReportLocked):
        report_metric(quarter, metric, actual="5")

    assert not Result.objects.exists()
