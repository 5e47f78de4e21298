#!/usr/bin/env python3
"""Writes debian/copyright: our own licence, and that of every library, from the package's SBOM.

    licences.py BOM.json >copyright
"""

import json
import sys
from pathlib import Path

HEAD = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: smolotchi-release
Comment:
 The libraries in /usr/lib/smolotchi-release/lib are unchanged files of their
 projects, each with its own licence, and mostly with its text inside:"""

OURS = """
Files: *
Copyright: 2026 Smolotchi maintainers
License: Apache-2.0

License: Apache-2.0
 On Debian systems, the text of the Apache License 2.0 is in
 /usr/share/common-licenses/Apache-2.0.
"""


def licences(component: dict) -> str:
    names = []
    for entry in component.get("licenses", []):
        licence = entry.get("license", {})
        names.append(entry.get("expression") or licence.get("id") or licence.get("name"))
    if not names:
        sys.exit(f"{component['name']} says no licence")
    return " or ".join(name.replace("\n", " ") for name in names)


def main(bom: Path) -> None:
    components = json.loads(bom.read_text())["components"]
    print(HEAD)
    for component in sorted(components, key=lambda each: (each.get("group", ""), each["name"])):
        if component.get("group") == "io.smolotchi":
            continue
        print(f" {component['name']} {component['version']} ({component.get('group', '-')}): {licences(component)}")
    print(OURS, end="")


main(Path(sys.argv[1]))
