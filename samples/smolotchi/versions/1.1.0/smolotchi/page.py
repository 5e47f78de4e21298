"""What the page says."""

from html import escape
from time import gmtime, strftime

from smolotchi import __version__
from smolotchi.mood import mood
from smolotchi.store import Store


def respond(path: str, store: Store | None) -> tuple[int, str]:
    """Status and body for a path; without a store while core has not made the database."""
    if path != "/":
        return 404, "<h1>404</h1><p>There is one page, and this is not it.</p>"
    events = store.count() if store else 0
    rows = "\n".join(_row(*event) for event in (store.latest(5) if store else []))
    body = f"""<!doctype html>
<html lang="en">
<title>Smolotchi {__version__}</title>
<h1>Smolotchi feels {mood(events)}</h1>
<p>Version <b id="version">{__version__}</b>, <b id="events">{events}</b> events.</p>
<table>
<tr><th>When</th><th>What</th><th>More</th></tr>
{rows}
</table>
</html>
"""
    return 200, body


def _row(at: int, kind: str, detail: str) -> str:
    when = strftime("%Y-%m-%d %H:%M:%SZ", gmtime(at))
    return f"<tr><td>{when}</td><td>{escape(kind)}</td><td>{escape(detail)}</td></tr>"
