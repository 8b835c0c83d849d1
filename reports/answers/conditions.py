from reports.answers.cards import Answer, Card, Part


def conditions(sections):
    """A card for each heading of the plan: what is said of it and of its actions."""
    return Part("Conditions and actions", tuple(_card(section) for section in sections))


def _card(section):
    summary = Answer("Summary", section.summary)
    actions = (
        Answer(f"{action.reference} {action.title}", action.progress) for action in section.actions
    )
    return Card(section.title, (summary, *actions))
