# While this is there, nothing new is begun: the launcher refuses. A boot takes it away, and so does postinst.
exchanging=/run/smolotchi-release-exchanging

# Waits until nobody changes anything, and refuses while an activation is open: whoever carries it out or recovers it needs the
# program that it was begun with. The locks are POSIX locks, which the shell's flock does not take.
wait_for_the_manager() {
    guard_state=/var/lib/smolotchi-release
    if [ ! -d "$guard_state" ]; then
        : >"$exchanging"
        return 0
    fi
    if ! command -v python3 >/dev/null; then
        echo "smolotchi-release: there is no python3 to look whether somebody changes something; going on" >&2
        : >"$exchanging"
        return 0
    fi
    python3 -I - "$guard_state" "${SMOLOTCHI_RELEASE_WAIT:-600}" "$1" "$exchanging" <<'PYTHON'
import fcntl, os, sys, time

state, limit, what, mark = sys.argv[1], float(sys.argv[2]), sys.argv[3], sys.argv[4]
deadline = time.monotonic() + limit
told = False


def refuse(reason, advice):
    print(f"cannot {what} smolotchi-release: because {reason}", file=sys.stderr)
    print(f"next: {advice}, then again", file=sys.stderr)
    sys.exit(1)


# In this order, as everybody who needs both.
for name in ("stage.lock", "lock"):
    try:
        file = open(os.path.join(state, name), "r+b", buffering=0)
    except FileNotFoundError:
        continue
    while True:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except OSError:
            if time.monotonic() > deadline:
                refuse("an operation still goes on", "smolotchi-release watch")
            if not told:
                told = True
                print("smolotchi-release: waiting for the operation that goes on", file=sys.stderr)
            time.sleep(0.2)
try:
    entries = sorted(name for name in os.listdir(os.path.join(state, "open")) if not name.startswith("."))
except FileNotFoundError:
    entries = []
if entries:
    refuse(f"activation @{entries[0]} is open", "smolotchi-release recover")
# Under the locks still.
os.close(os.open(mark, os.O_CREAT | os.O_WRONLY, 0o644))
PYTHON
}
