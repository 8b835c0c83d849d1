from django.urls import path

from finance.funding import screens
from finance.funding.views import boxes, carry_forward, changes, income, virement

app_name = "fund"
urlpatterns = [
    path("income/", income.income, name="income"),
    path("plan-changes/", changes.changes, name="changes"),
    path("plan-changes/virement/", virement.virement, name="virement"),
    path("plan-changes/carry-forward/", carry_forward.propose, name="carry_forward"),
    path("plan-changes/carry-forward/<int:proposal>/", carry_forward.settle, name="proposal"),
    path("plan-changes/lines/", boxes.boxes, {"screen": screens.PLANS}, name="plans"),
    path("plan-changes/lines/<int:line>/", boxes.months, name="months"),
    path("plan-changes/reserves/", boxes.boxes, {"screen": screens.RESERVES}, name="reserves"),
    path(
        "plan-changes/risk-share/", boxes.boxes, {"screen": screens.RISK_SHARES}, name="risk_shares"
    ),
    path("plan-changes/minimums/", boxes.boxes, {"screen": screens.MINIMA}, name="minima"),
    path("plan-changes/printed/", boxes.boxes, {"screen": screens.PRINTED}, name="printed"),
    path(
        "plan-changes/milestones/", boxes.boxes, {"screen": screens.MILESTONES}, name="milestones"
    ),
]
