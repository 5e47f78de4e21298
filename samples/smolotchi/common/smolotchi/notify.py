"""The protocol of sd_notify: datagrams to the socket that systemd names."""

import contextlib
import os
import socket
import time


class Notifier:
    def __init__(self) -> None:
        address = os.environ.get("NOTIFY_SOCKET", "")
        # A leading @ stands for the zero byte of an abstract socket.
        self._address = "\0" + address[1:] if address.startswith("@") else address
        ours = os.environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        microseconds = int(os.environ.get("WATCHDOG_USEC", "0")) if ours else 0
        self.watchdog_interval: float | None = microseconds / 2e6 or None
        self._next_ping = 0.0

    def send(self, *lines: str) -> None:
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            # Whoever does not hear us decides what that means; dying of it would be worse.
            with contextlib.suppress(OSError):
                sender.sendto("\n".join(lines).encode(), self._address)

    def ping(self) -> None:
        """Feed the watchdog when it is due, at half of its time."""
        if self.watchdog_interval is not None and time.monotonic() >= self._next_ping:
            self._next_ping = time.monotonic() + self.watchdog_interval
            self.send("WATCHDOG=1")
