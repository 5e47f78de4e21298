#!/usr/bin/env python3
"""Reports what the fault suite tried: a table for people, and docs/reliability.md.

    fault_report.py SECONDS DOCUMENT|- TALLY-DIRECTORY... [SUREFIRE-DIRECTORY]

A directory named surefire-reports is of tests on whole machines, each of which is one fault.

Exits with 0 only when something was tried and nothing was violated or missed.
"""

import datetime
import json
import os
import platform
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

HEAD = """# Reliability

**The promise.** Pull the plug at any instant, and the machine comes back running exactly the old release or exactly the new one, units included, and
`status` says which.

What that means after any fault and one recovery:

{invariants}

## What was tried

`{command}` makes this page. It ran on {date} on {machine}, in {minutes} minutes.{part}

| Fault | On | Tried | Violations |
|---|---|---:|---:|
{rows}
| **all** | | **{tried}** | **{bad}** |

Seeds: {seeds}. `bin/faults` takes one by `-Dsmolotchi.faults.seed=N` and draws the same faults again.

## How

- **SIGKILL at a system call**: a program that has the core alone carries out the operation on one thread below another root. A tracer on that thread kills
  it at the entry of a chosen call. The calls are those of a recorded run that change a file or make a change durable: every one of them is a point, and a
  point that is not hit counts as a violation.
- **Stopped at a system call for good**: the same, with the machine copied while the operation stands still, and the copy recovered. What lies on the disk
  is the same as after a kill, which the real kills compare.
- **Power cut**: the machine lies on disks of its own (ext4, xfs, for dropped syncs also btrfs; all on one, or `/etc`, `/opt` and the rest apart). The
  file systems are shut down by `FS_IOC_SHUTDOWN`, or what has reached the disks at an instant is copied; both lose what was not synced.
- **Nothing there but what was synced**: a model of a disk at its worst, which keeps the bytes of files that were synced, the names of directories that were, and
  nothing else. The machine comes up as it would after each sync.
- **Sync dropped**: one sync of the operation is answered by the tracer, or by that model, and never made. A cut at some instant after it must then violate an invariant: that
  is the proof that the sync is needed.
- **EIO, ENOSPC**: one call fails. The operation has to end, and to say what is so.
- **Hang**: the manager is stopped for good in the middle, and its deadline made one that is past. The next command has to end it, and to recover.
- **Bit flip**: one bit of the catalog's file. `status` has to name what is current; an activation that says it went through has to have; after one that says
  it did not, a rebuild of the catalog and a recovery have to make it one of the two.
- **Killed on a whole machine**: the service that carries the operation out is killed exactly between two of its rows, in either direction, held there by
  somebody who has the catalog's write lock; or gets another signal; or the machine is shut down. Nobody types anything.
- **Catalog lost**: after a kill the catalog is deleted, emptied, cut in half or made read-only, then the boot and a recovery come.
- **Whole machines**: a test host boots with a real systemd, its directories on a disk of its own. The console's process is killed as it enters a
  call, and the power cut; then it boots, and nobody types anything.
"""

NOTES = """
## Beside the violations

What was measured on the way, and what is open.

{notes}
"""


ON_MACHINES = {"KillEverywhereTest": "Killed, signalled or shut down on a whole machine with systemd"}


def on_machines(folder: Path) -> list[dict]:
    """A line for each test class: its tests are the faults, and those that failed the violations."""
    lines = []
    for report in sorted(folder.glob("TEST-*.xml")):
        cases = [case for case in ET.parse(report).getroot().iter("testcase") if case.find("skipped") is None]
        if not cases:
            continue
        name = report.stem.rsplit(".", 1)[-1]
        bad = [
            f"{name}: {case.get('name')}"
            for case in cases
            if case.find("failure") is not None or case.find("error") is not None
        ]
        lines.append(
            {
                "kind": ON_MACHINES.get(name, "Power cut of a whole machine with systemd, which boots again"),
                "what": name,
                "tried": len(cases),
                "bad": bad,
                "notes": [],
                "seed": None,
                "whole": True,
                "percent": 100,
            }
        )
    return lines


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, Linux {platform.release().split('-')[0]}"


def document(lines: list[dict], invariants: list[str], seconds: int) -> str:
    sums: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        tried_and_bad = sums.setdefault((line["kind"], line["what"]), [0, 0])
        tried_and_bad[0] += line["tried"]
        tried_and_bad[1] += len(line["bad"])
    rows = "\n".join(f"| {kind} | {what} | {tried:,} | {bad} |" for (kind, what), (tried, bad) in sorted(sums.items()))
    percent = min(line["percent"] for line in lines)
    text = HEAD.format(
        invariants="\n".join(f"- {words}" for words in invariants),
        date=datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
        machine=machine(),
        minutes=max(1, round(seconds / 60)),
        rows=rows,
        command="bin/faults" if percent == 100 else f"bin/faults -Dsmolotchi.faults.percent={percent}",
        part="" if percent == 100 else f" It drew {percent} % of the points at random; without the option all of them are tried.",
        tried=f"{sum(line['tried'] for line in lines):,}",
        bad=sum(len(line["bad"]) for line in lines),
        seeds=", ".join(sorted({str(line["seed"]) for line in lines if line["seed"] is not None})),
    )
    notes = [f"- {line['what']}: {note}" for line in lines for note in line["notes"]]
    return text + (NOTES.format(notes="\n".join(notes)) if notes else "")


def main(seconds: int, target: str, folders: list[Path]) -> int:
    lines = [
        json.loads(line)
        for folder in folders
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text().splitlines()
    ]
    lines += [line for folder in folders if folder.name == "surefire-reports" for line in on_machines(folder)]
    tried = sum(line["tried"] for line in lines)
    bad = [text for line in lines for text in line["bad"]]
    for line in lines:
        print(f"{line['tried']:6} tried, {len(line['bad'])} violations: {line['kind']}, {line['what']} (seed {line['seed']})")
        for note in line["notes"]:
            print(f"       {note}")
    for text in bad:
        print(f"VIOLATION {text}")
    print(f"{tried} faults tried, {len(bad)} violations, in {seconds // 60} min {seconds % 60} s")
    if target != "-" and tried and all(line["whole"] for line in lines):
        invariants = (folders[0] / "invariants.txt").read_text().splitlines()
        Path(target).write_text(document(lines, invariants, seconds))
        print(f"written: {target}")
    return 0 if tried and not bad else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2], [Path(folder) for folder in sys.argv[3:]]))
