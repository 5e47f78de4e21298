"""Smolotchi: a small creature that lives in a few systemd services."""

from pathlib import Path

# Read once, at import: `current` may point at another release later, this process does not.
__version__ = (Path(__file__).resolve().parent.parent / "VERSION").read_text().strip()
