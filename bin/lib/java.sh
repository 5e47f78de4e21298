# shellcheck shell=sh
# Finds the JDK. Sourced, by sh and bash; defines functions and changes nothing else.

# The version of the JDK in folder $1, such as 25, as jdk_version; fails when there is none.
read_jdk_version() {
    [ -x "$1/bin/javac" ] && read_java_version "$1"
}

# Likewise of a JRE. Reads a file: starting a JVM to ask it would cost every command a tenth of a second.
read_java_version() {
    jdk_version=
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    while IFS='=' read -r jdk_key jdk_value; do
        if [ "$jdk_key" = JAVA_VERSION ]; then
            jdk_version=${jdk_value#\"}
            jdk_version=${jdk_version%%[!0-9]*}
        fi
    done <"$1/release"
    [ -n "$jdk_version" ]
}

# Exports JAVA_HOME: the one that is set if it will do, else a 25, else a newer one. Fails when there is none.
find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && read_jdk_version "$JAVA_HOME" && [ "$jdk_version" -ge 25 ]; then
        export JAVA_HOME
        return 0
    fi
    jdk_newer=
    for jdk_home in /usr/lib/jvm/* /usr/java/* /opt/*jdk* "${HOME:-/root}"/.sdkman/candidates/java/*; do
        read_jdk_version "$jdk_home" || continue
        if [ "$jdk_version" -eq 25 ]; then
            export JAVA_HOME="$jdk_home"
            return 0
        fi
        [ "$jdk_version" -lt 25 ] || jdk_newer=$jdk_home
    done
    if [ -z "$jdk_newer" ] && jdk_java=$(command -v java); then
        jdk_home=$(readlink -f "$jdk_java")
        jdk_home=${jdk_home%/bin/java}
        if read_jdk_version "$jdk_home" && [ "$jdk_version" -ge 25 ]; then
            jdk_newer=$jdk_home
        fi
    fi
    [ -n "$jdk_newer" ] || return 1
    export JAVA_HOME="$jdk_newer"
}

# Says on stderr where find_jdk looked; $1 is the program that needs it.
say_no_jdk() {
    echo "cannot run $1: because no JDK 25 or newer was found" >&2
    echo "  looked at JAVA_HOME, /usr/lib/jvm, /usr/java, /opt, ~/.sdkman and the java on the PATH" >&2
    echo "next: install a JDK 25 (Debian's openjdk-25-jdk-headless where it has one, or Eclipse Temurin), or set JAVA_HOME to one" >&2
}

# Exports JAVA_HOME for the installed package, whatever the caller's environment says: Debian's 25, else any 25, else a newer one.
# The optional $1 is where to look instead of /usr/lib/jvm.
find_jre() {
    jre_newer=
    for jre_home in "${1:-/usr/lib/jvm}"/java-25-openjdk-* "${1:-/usr/lib/jvm}"/*; do
        read_java_version "$jre_home" || continue
        if [ "$jdk_version" -eq 25 ]; then
            export JAVA_HOME="$jre_home"
            return 0
        fi
        [ "$jdk_version" -lt 25 ] || jre_newer=$jre_home
    done
    [ -n "$jre_newer" ] || return 1
    export JAVA_HOME="$jre_newer"
}

# Says on stderr that find_jre found none; $1 is the program that needs it.
say_no_jre() {
    echo "cannot run $1: because there is no Java 25 or newer below /usr/lib/jvm" >&2
    echo "next: apt-get install openjdk-25-jre-headless" >&2
}
