"""How the creature feels."""

_MOODS = ("asleep", "curious", "content", "proud")


def mood(events: int) -> str:
    """Better with every digit of the number of events."""
    return _MOODS[min(len(str(events)), len(_MOODS)) - 1]
