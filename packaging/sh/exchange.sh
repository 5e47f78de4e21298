# shellcheck shell=sh
# Sourced; defines a function alone.

# refuse_while_exchanged PROGRAM: ends with 6, busy, while the package's files are being exchanged: half of them may be of one version.
refuse_while_exchanged() {
    [ -e /run/smolotchi-release-exchanging ] || return 0
    echo "cannot run $1: because its package is being exchanged" >&2
    echo "next: wait for apt to end; should it have been cut off: dpkg --configure -a" >&2
    exit 6
}
