class CannotSet(Exception):
    """A value cannot stand beside the others; the text completes “<box> …”.

    `edit` is about the box; there is none where the sum of all boxes is wrong.
    """

    def __init__(self, message, edit=None):
        super().__init__(message)
        self.edit = edit


class SumDiffers(CannotSet):
    """The months come to something else than the plan."""

    def __init__(self, together, plan):
        super().__init__("The months do not add up to the plan")
        self.together, self.plan = together, plan


class CannotMove(Exception):
    """Money cannot be moved so; the text says why, `field` at which answer."""

    def __init__(self, message, field):
        super().__init__(message)
        self.field = field
