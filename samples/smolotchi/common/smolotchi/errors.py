"""What the commands refuse to do, in words for the operator."""

import sys


class Refusal(Exception):
    """A reason not to run. Shown without a traceback; the command exits with 1."""


def say(text: str) -> None:
    """One line for the journal. Flushed at once, because a killed process loses its buffers."""
    print(text, file=sys.stderr, flush=True)
