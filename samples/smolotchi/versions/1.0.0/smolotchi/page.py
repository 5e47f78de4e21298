"""What the page says."""

from html import escape

from smolotchi import __version__
from smolotchi.banner import FACE
from smolotchi.store import Store


def respond(path: str, store: Store | None) -> tuple[int, str]:
    """Status and body for a path; without a store while core has not made the database."""
    if path != "/":
        return 404, "<h1>404</h1><p>There is one page, and this is not it.</p>"
    events = store.count() if store else 0
    body = f"""<!doctype html>
<html lang="en">
<title>Smolotchi {__version__}</title>
<h1>Smolotchi</h1>
<pre>{escape(FACE)}</pre>
<p>Version <b id="version">{__version__}</b>, <b id="events">{events}</b> events.</p>
</html>
"""
    return 200, body
