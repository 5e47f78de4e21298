# shellcheck shell=bash
# Debian packages that a program of this folder needs: installed by apt when root, otherwise the line to type is
# printed. Sourced, after java.sh.

missing_packages=()

# need PACKAGE WHAT...: PACKAGE is missing unless each WHAT, a program or an absolute path or glob, is there.
need() {
    local package=$1 what
    shift
    for what; do
        case $what in
            /*) compgen -G "$what" >/dev/null && continue ;;
            *) PATH="$PATH:/usr/sbin:/sbin" command -v "$what" >/dev/null && continue ;;
        esac
        missing_packages+=("$package")
        return 0
    done
}

apt_has() {
    [ -n "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *//p' | grep -v '(none)')" ]
}

# install_missing PROGRAM: all of them at once, and the JDK. Ends PROGRAM when something is left missing.
install_missing() {
    local program=$1 jdk=openjdk-25-jdk-headless
    if find_jdk && [ ${#missing_packages[@]} -eq 0 ]; then
        return 0
    fi
    if ! command -v apt-get >/dev/null; then
        find_jdk || say_no_jdk "$program"
        [ ${#missing_packages[@]} -eq 0 ] ||
            echo "cannot run $program: because there is no apt-get here to install what these Debian packages hold: ${missing_packages[*]}" >&2
        exit 1
    fi
    if [ "$(id -u)" -eq 0 ]; then
        apt-get update -qq >&2 || echo "apt-get update failed; going on with the package lists that are there" >&2
    fi
    if ! find_jdk; then
        apt_has "$jdk" || { say_no_jdk "$program"; exit 1; }
        missing_packages+=("$jdk")
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "cannot run $program: because Debian packages are missing" >&2
        echo "next: sudo apt-get install --no-install-recommends ${missing_packages[*]}" >&2
        exit 1
    fi
    echo "installing ${missing_packages[*]}" >&2
    if ! DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "${missing_packages[@]}" >&2; then
        echo "cannot run $program: because apt-get could not install ${missing_packages[*]}" >&2
        exit 1
    fi
    missing_packages=()
    find_jdk || { say_no_jdk "$program"; exit 1; }
}
