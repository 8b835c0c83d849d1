from reports.models.paper import CoverItem, Paper, PaperSection

__all__ = ["CoverItem", "Paper", "PaperSection"]
