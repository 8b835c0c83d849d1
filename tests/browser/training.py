# ruff: noqa: S608
"""What a test enters for the open quarter of the training board, as it is to be stored."""

THIS_QUARTER = """
    quarter_id = (
        SELECT boards_boardquarter.id FROM boards_boardquarter
        JOIN boards_board ON boards_board.id = board_id
        JOIN boards_reportingperiod ON boards_reportingperiod.id = period_id
        WHERE slug = 'training' AND year = 2024 AND quarter = 2
    )
"""
RESIDENTIAL_ADMISSIONS = f"""
    SELECT actual, first_month, last_month FROM metrics_result
    JOIN metrics_metric ON metrics_metric.id = metric_id
    WHERE code = 'residential-admissions' AND {THIS_QUARTER}
"""
MITIGATION = f"""
    SELECT mitigation FROM metrics_result JOIN metrics_metric ON metrics_metric.id = metric_id
    WHERE code = 'discharge-to-usual-place' AND {THIS_QUARTER}
"""
CONDITION = f"""
    SELECT answer FROM schemes_conditionstatement
    JOIN schemes_plansection ON schemes_plansection.id = section_id
    WHERE code = 'nc3' AND {THIS_QUARTER}
"""
ACTION = f"""
    SELECT status, progress FROM schemes_actionupdate
    JOIN schemes_planaction ON schemes_planaction.id = action_id
    WHERE reference = 'NC3-2' AND {THIS_QUARTER}
"""
RISKS_CHECKED = f"""
    SELECT COUNT(*) FROM schemes_riskupdate JOIN schemes_risk ON schemes_risk.id = risk_id
    WHERE reference IN ('R5', 'R6', 'R8') AND {THIS_QUARTER}
"""
SECTIONS_OPEN = f"""
    SELECT COUNT(*) FROM reports_papersection JOIN reports_paper ON reports_paper.id = paper_id
    WHERE NOT is_complete AND {THIS_QUARTER}
"""
LINES_REVIEWED = f"""
    SELECT COUNT(*) FROM finance_linereturn
    WHERE reviewed_on IS NOT NULL AND forecast IS NOT NULL AND {THIS_QUARTER}
"""
LINE = f"""
    SELECT {{}} FROM finance_linereturn
    JOIN finance_expenditureline ON finance_expenditureline.id = line_id
    JOIN schemes_scheme ON schemes_scheme.id = scheme_id
    WHERE reference = '{{}}' AND {THIS_QUARTER}
"""
ENTERED = {
    MITIGATION: "- The hub looks at Fridays too",
    CONDITION: "MET",
    ACTION: ("ON_TRACK", "The review began in September."),
    RISKS_CHECKED: 3,
    SECTIONS_OPEN: 0,
    LINES_REVIEWED: 104,
    LINE.format("forecast", "TRN-2425-101"): 16_000_000,
    LINE.format("forecast", "TRN-2425-029"): 11_200_000,
    LINE.format("main_reason, explanation", "TRN-2425-092"): ("STAFFING", "Two surveyors left."),
}
