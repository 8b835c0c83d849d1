from schemes.models.catalogue import (
    AreaOfSpend,
    CatalogueRow,
    FundingStream,
    NationalCondition,
    SchemeType,
)
from schemes.models.milestone import Milestone
from schemes.models.plan import (
    ActionUpdate,
    ConditionStatement,
    PlanAction,
    PlanSection,
    SectionUpdate,
)
from schemes.models.risk import Impact, Likelihood, Mitigation, MitigationUpdate, Risk, RiskUpdate
from schemes.models.scheme import ReportGroup, Scheme, led_by_name

__all__ = [
    "ActionUpdate",
    "AreaOfSpend",
    "CatalogueRow",
    "ConditionStatement",
    "FundingStream",
    "Impact",
    "Likelihood",
    "Milestone",
    "Mitigation",
    "MitigationUpdate",
    "NationalCondition",
    "PlanAction",
    "PlanSection",
    "ReportGroup",
    "Risk",
    "RiskUpdate",
    "Scheme",
    "SchemeType",
    "SectionUpdate",
    "led_by_name",
]
