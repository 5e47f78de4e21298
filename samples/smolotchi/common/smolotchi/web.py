"""The page, on loopback."""

import socketserver
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from smolotchi import __version__, page
from smolotchi.errors import Refusal, say
from smolotchi.settings import Settings
from smolotchi.stop import Stop
from smolotchi.store import DatabaseMissing, Store


class Server(ThreadingHTTPServer):
    # The old process's connections in TIME_WAIT must not keep the new one from its port.
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__((settings.web_bind, settings.web_port), Handler)

    def server_bind(self) -> None:
        # HTTPServer's own asks the resolver for the host's name, which may take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.settings.web_bind, self.settings.web_port


class Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = 10

    def do_GET(self) -> None:
        try:
            status, body = self._answer()
        except Exception as error:
            say(traceback.format_exc())
            status, body = 500, f"<h1>500</h1><p>smolotchi {__version__}: {type(error).__name__}</p>"
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Smolotchi-Version", __version__)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_HEAD = do_GET

    def _answer(self) -> tuple[int, str]:
        path = self.path.partition("?")[0]
        try:
            with Store.open(self.server.settings.database) as store:
                return page.respond(path, store)
        except DatabaseMissing:
            return page.respond(path, None)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: whoever watches asks every second, and the journal is on an SD card."""


def run(settings: Settings) -> int:
    stop = Stop()
    try:
        server = Server(settings)
    except OSError as error:
        where = f"{settings.web_bind}:{settings.web_port}"
        raise Refusal(f"cannot listen on {where}: {error.strerror}") from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"web {__version__} listens on {settings.web_bind}:{settings.web_port}")
    while not stop.wait(3600):
        pass
    # Not server.shutdown(), which waits for the next poll: the port is free as soon as it is closed.
    server.server_close()
    say("web stopped")
    return 0
