#!/usr/bin/env python3
"""Count a suite's tests from Surefire's XML reports.

Prints one line `TESTS PASSED FAILED SKIPPED`, then, for people, what failed with its message and
what was skipped with its reason.
"""

import collections
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

MESSAGE_LINES = 40


def name(case: ET.Element) -> str:
    folder = case.get("classname", "").rsplit(".", 1)[-1]
    return f"{folder}.{case.get('name')}" if case.get("name") else folder


def message(problem: ET.Element) -> str:
    """The message; the stack trace begins with it, and has all its lines."""
    lines = (problem.text or problem.get("message") or problem.get("type") or "no message").strip().splitlines()
    shown = [line.rstrip() for line in lines if line.strip()][:MESSAGE_LINES]
    return "\n".join(f"      {line}" for line in shown)


def main(folder: Path) -> int:
    tests = 0
    failed: list[str] = []
    skipped: collections.Counter[str] = collections.Counter()
    for report in sorted(folder.rglob("TEST-*.xml")):
        for case in ET.parse(report).getroot().iter("testcase"):
            tests += 1
            problem = case.find("failure")
            if problem is None:
                problem = case.find("error")
            reason = case.find("skipped")
            if problem is not None:
                failed.append(f"  FAILED {name(case)}\n{message(problem)}")
            elif reason is not None:
                # Of an assumption it stands in the text, behind the exception's name.
                words = reason.get("message") or (reason.text or "").strip().partition(": ")[2] or "no reason given"
                skipped[words.splitlines()[0]] += 1
    left_out = sum(skipped.values())
    print(tests, tests - len(failed) - left_out, len(failed), left_out)
    for text in failed:
        print(text)
    for text, times in skipped.most_common():
        print(f"  skipped {times}: {text.splitlines()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
