"""Being told to stop."""

import signal


class Stop:
    """SIGTERM and SIGINT are blocked and waited for: no handler that could come at a bad moment.

    Make it before any thread is started, since a thread inherits what is blocked.
    """

    _SIGNALS = frozenset({signal.SIGTERM, signal.SIGINT})

    def __init__(self) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, self._SIGNALS)

    def wait(self, seconds: float) -> bool:
        """Sleep that long; True at once when it is time to stop."""
        return signal.sigtimedwait(self._SIGNALS, seconds) is not None
