from schemes.views.plan import actions, plan, section
from schemes.views.risks import new_risk, risk, risks

__all__ = ["actions", "new_risk", "plan", "risk", "risks", "section"]
