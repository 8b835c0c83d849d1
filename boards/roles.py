from django.db import models


class Role(models.TextChoices):
    VIEWER = "VIEWER", "Viewer"
    COMMISSIONER = "COMMISSIONER", "Commissioner"
    FINANCE_OFFICER = "FINANCE_OFFICER", "Finance officer"
    CLERK = "CLERK", "Board clerk"
    SIGNATORY = "SIGNATORY", "Signatory"
    AREA_ADMINISTRATOR = "AREA_ADMINISTRATOR", "Area administrator"
    SYSTEM_ADMINISTRATOR = "SYSTEM_ADMINISTRATOR", "System administrator"

    @classmethod
    def of_a_board(cls):
        """The roles that are held in one board, and given by its administrators."""
        return [role for role in cls if role != cls.SYSTEM_ADMINISTRATOR]
