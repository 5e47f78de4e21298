"""Ends or stops the service that carries out the next operation, exactly between two of its rows.

    kill-after.py SIGNAL SECONDS TYPE STEP

When the row has appeared the catalog's write lock is taken, so that the service goes on up to its next row and waits
there. SECONDS later it gets the signal. Prints the rows that were there then, from the one that was waited for.
"""

import sqlite3
import subprocess
import sys
import time

signal, seconds, kind, step = sys.argv[1], float(sys.argv[2]), sys.argv[3], sys.argv[4]
kind = kind.lower().replace("_", "-")
catalog = sqlite3.connect("/var/lib/smolotchi-release/catalog.db", isolation_level=None, timeout=20)
(last,) = catalog.execute("SELECT max(id) FROM operation").fetchone()
print("watching", flush=True)
deadline = time.monotonic() + 60
row = None
while row is None:
    if time.monotonic() > deadline:
        sys.exit(f"no row {kind} {step}")
    row = catalog.execute(
        "SELECT id, operation_id FROM event WHERE operation_id > ? AND type = ? AND step = ?", (last, kind, step)
    ).fetchone()
catalog.execute("BEGIN IMMEDIATE")
time.sleep(seconds)
# A unit that is gone has ended before: more rows than the one say so.
subprocess.run(["systemctl", "kill", "--kill-who=all", "-s", signal, f"smolotchi-release-run-{row[1]}.service"])
for found in catalog.execute("SELECT type, step FROM event WHERE id >= ? AND operation_id = ?", row):
    print(found[0].upper().replace("-", "_"), found[1])
# It may hold none of the catalog's locks when others go on.
time.sleep(0.05)
catalog.execute("ROLLBACK")
