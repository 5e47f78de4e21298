"""Is it well? Asked from the command line; there is no page for it."""

import http.client
import sqlite3
from collections.abc import Callable

from smolotchi import __version__
from smolotchi.errors import Refusal
from smolotchi.settings import Settings
from smolotchi.store import Store


def run(settings: Settings) -> int:
    results = [_report("web", _web, settings), _report("db", _database, settings)]
    return 0 if all(results) else 1


def _report(name: str, check: Callable[[Settings], str], settings: Settings) -> bool:
    try:
        detail, well = check(settings), True
    except (Refusal, OSError, sqlite3.Error, http.client.HTTPException) as error:
        detail, well = str(error) or type(error).__name__, False
    print(f"{name}: {'ok' if well else 'FAILED'}: {detail}")
    return well


def _web(settings: Settings) -> str:
    host = "127.0.0.1" if settings.web_bind == "0.0.0.0" else settings.web_bind
    connection = http.client.HTTPConnection(host, settings.web_port, timeout=5)
    try:
        connection.request("GET", "/")
        answer = connection.getresponse()
        version = answer.getheader("X-Smolotchi-Version")
        text = f"{host}:{settings.web_port} answers {answer.status} as version {version}"
    finally:
        connection.close()
    if answer.status != 200 or version != __version__:
        raise Refusal(f"{text}, expected 200 as version {__version__}")
    return text


def _database(settings: Settings) -> str:
    with Store.open(settings.database) as store:
        result = store.check()
        if result != "ok":
            raise Refusal(f"{settings.database}: {result}")
        return f"schema {store.schema_version()}, {store.count()} events"
