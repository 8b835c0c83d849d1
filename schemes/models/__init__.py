from schemes.models.catalogue import CatalogueRow, FundingStream, NationalCondition, SchemeType
from schemes.models.plan import ActionUpdate, PlanAction, PlanSection, SectionUpdate
from schemes.models.scheme import ReportGroup, Scheme, led_by_name

__all__ = [
    "ActionUpdate",
    "CatalogueRow",
    "FundingStream",
    "NationalCondition",
    "PlanAction",
    "PlanSection",
    "ReportGroup",
    "Scheme",
    "SchemeType",
    "SectionUpdate",
    "led_by_name",
]
