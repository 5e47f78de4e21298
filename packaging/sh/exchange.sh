# shellcheck shell=sh
# Sourced; defines a function alone.

# refuse_while_exchanged PROGRAM WORD...: ends with 6, busy, while the package's files are being exchanged: half of them may be of one version. What
# the timer starts is left out instead, with 0: its unit did not fail. The maintainer scripts' own calls are let through.
refuse_while_exchanged() {
    [ -e /run/smolotchi-release-exchanging ] || return 0
    [ "${SMOLOTCHI_RELEASE_OF_PACKAGE:-}" != 1 ] || return 0
    case " $* " in
    *" prune "*" --scheduled "* | *" --scheduled "*" prune "*)
        echo "skipped: the package of $1 is being exchanged" >&2
        exit 0
        ;;
    esac
    echo "cannot run $1: because its package is being exchanged" >&2
    echo "next: wait for apt to end; should it have been cut off: dpkg --configure -a" >&2
    exit 6
}
