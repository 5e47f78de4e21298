# shellcheck shell=sh
# Who types a line of the console: a person, or a unit of ours. Sourced, by sh and bash; defines functions alone.

# asked_by_unit WORD...: whether units start this program with such a line. The command is the first word that is no
# option, nor the value of one that may stand before it, as the console reads it.
asked_by_unit() {
    while [ $# -gt 0 ]; do
        case $1 in
        --root | --reason | --wait)
            shift
            [ $# -eq 0 ] || shift
            ;;
        -*) shift ;;
        *) break ;;
        esac
    done
    case ${1:-} in
    run | boot) return 0 ;;
    recover) asked_flag=--automatic ;;
    prune) asked_flag=--scheduled ;;
    *) return 1 ;;
    esac
    for asked_word; do
        case $asked_word in
        --) return 1 ;;
        "$asked_flag") return 0 ;;
        esac
    done
    return 1
}
