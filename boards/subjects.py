"""Keys of the parts of a report, by which owners and comments name what they belong to."""


def metric(code):
    return f"metric:{code}"


def scheme(reference):
    return f"scheme:{reference}"


def section(code):
    """A heading of the plan: a national condition, or a local priority beside them."""
    return f"section:{code}"


def text(code):
    """A section of the commentary."""
    return f"text:{code}"


RISKS = "risks"
SPENDING = "spending"
