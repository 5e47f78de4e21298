"""What the page says."""

from smolotchi import __version__
from smolotchi.mood import mood
from smolotchi.store import Store

# The fault of this version: nothing fills in {theme}, so every request ends in a KeyError.
_PAGE = """<!doctype html>
<html lang="en" data-theme="{theme}">
<title>Smolotchi {version}</title>
<h1>{heading}</h1>
<p>Version <b id="version">{version}</b>, <b id="events">{events}</b> events.</p>
</html>
"""


def respond(path: str, store: Store | None) -> tuple[int, str]:
    """Status and body for a path; without a store while core has not made the database."""
    events = store.count() if store else 0
    heading = f"Smolotchi feels {mood(events)}" if path == "/" else "There is one page"
    body = _PAGE.format(version=__version__, heading=heading, events=events)
    return (200 if path == "/" else 404), body
