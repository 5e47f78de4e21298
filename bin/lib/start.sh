# shellcheck shell=sh
# What makes a program of this checkout start quickly. Its absence only costs time: a JVM passes over a cache that does not
# fit the jars or itself. Sourced, by sh and bash; defines functions alone.

# How the console's JVM is set up, when it is trained too: a cache fits one collector only. Most of what a command makes is
# soon forgotten: a small place for what is new is swept more often, which costs nothing that can be measured, and saves
# ten to eighty megabytes of memory.
console_jvm="-XX:+UseSerialGC -Xmn4m --sun-misc-unsafe-memory-access=allow"

# Without the second compiler, a short command takes less of a small machine, and so does an activation, whose downtime
# nothing else should compete with. SHA-256 by the processor's own instructions is a matter of the second: what reads whole
# releases has it, and reckons five to ten times as fast.
brief_jvm="-XX:TieredStopAtLevel=1"

# reads_releases WORD...: whether a command line does, or what asked for it says so.
reads_releases() {
    [ -z "${SMOLOTCHI_RELEASE_READS:-}" ] || return 0
    for start_word; do
        case $start_word in
        stage | verify) return 0 ;;
        esac
    done
    return 1
}

# What the operator's has besides: it answers others, who must not fill the machine's memory, and is started again at once.
operator_jvm="-Xmx64m -XX:+ExitOnOutOfMemoryError"

# How the web's is: for a machine of 512 MB.
web_jvm="-Xms16m -Xmx64m -Xss256k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=32m
    -XX:MaxDirectMemorySize=16m -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData
    --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true"

# sqlite_option LIB: the option that has SQLite's library loaded from where the build unpacked it, as sqlite_option.
# Otherwise each start unpacks it into the directory for temporary files, and runs a program to learn whose machine it is.
sqlite_option() {
    case $(uname -m) in
    armv7l) sqlite_machine=armv7 ;;
    armv6l) sqlite_machine=armv6 ;;
    *) sqlite_machine=$(uname -m) ;;
    esac
    sqlite_option=
    sqlite_folder=$1/org/sqlite/native/Linux/$sqlite_machine
    [ ! -f "$sqlite_folder/libsqlitejdbc.so" ] || sqlite_option=-Dorg.sqlite.lib.path=$sqlite_folder
}

# use_utf8: Java takes the encoding of arguments and file names from the locale: in an ASCII one, other characters would be lost.
# Fails when it had to change the locale.
use_utf8() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) return 0 ;;
    esac
    LC_ALL=C.UTF-8
    export LC_ALL
    return 1
}

# start_console JAR CACHE NATIVE WORD...: becomes the console. CACHE and NATIVE need not be there.
start_console() {
    use_utf8 || {
        SMOLOTCHI_RELEASE_ASCII=1
        export SMOLOTCHI_RELEASE_ASCII
    }
    if [ -t 1 ] || [ -t 2 ]; then
        COLUMNS=$(stty size </dev/tty 2>/dev/null | cut -d ' ' -f 2) || COLUMNS=
        export COLUMNS
    fi
    start_jar=$1
    aot_option=
    [ ! -f "$2" ] || aot_option=-XX:AOTCache=$2
    sqlite_option "$3"
    shift 3
    [ "${1:-}" != operator ] || console_jvm="$console_jvm $operator_jvm"
    reads_releases "$@" || console_jvm="$console_jvm $brief_jvm"
    # shellcheck disable=SC2086
    exec "$JAVA_HOME/bin/java" $console_jvm ${aot_option:+"$aot_option"} ${sqlite_option:+"$sqlite_option"} \
        -Xlog:disable -Xlog:all=warning:stderr -Xlog:aot=off:stderr -Xlog:cds=off:stderr -jar "$start_jar" "$@"
}

# start_web JAR CACHE NATIVE WORD...: becomes the web process, likewise.
start_web() {
    use_utf8 || :
    start_jar=$1
    aot_option=
    [ ! -f "$2" ] || aot_option=-XX:AOTCache=$2
    sqlite_option "$3"
    shift 3
    # shellcheck disable=SC2086
    exec "$JAVA_HOME/bin/java" $web_jvm ${aot_option:+"$aot_option"} ${sqlite_option:+"$sqlite_option"} \
        -Xlog:disable -Xlog:all=warning:stderr -Xlog:aot=off:stderr -Xlog:cds=off:stderr -jar "$start_jar" "$@"
}

# train CHECKOUT: has the console of a checkout do its work once.
train() {
    train_console "$1/release-shell/target/smolotchi-release.jar" "$1/release-shell/target/native" "$1/samples/build" \
        "$1/release-shell/target"
}

# train_console JAR NATIVE SAMPLES FOLDER: has the console do its work once, below a root that is then gone, and keeps in FOLDER
# what its JVM loaded on the way. Says nothing; without python3 for the sample application there is no cache.
train_console() {
    train_work=$(mktemp -d) || return 0
    if "$3" 1.0.0 1.1.0 "$train_work/versions" >"$4/training.log" 2>&1; then
        mkdir "$train_work/root"
        sqlite_option "$2"
        {
            echo "stage $train_work/versions/smolotchi-1.0.0 --yes"
            echo "activate 1.0.0 --yes"
            echo "stage $train_work/versions/smolotchi-1.1.0 --yes"
            echo "activate 1.1.0 --yes"
            printf '%s\n' list status history 'show 1.1.0' 'show @1' 'rollback --yes' 'prune --dry-run' 'verify --all'
        } |
            # shellcheck disable=SC2086
            LC_ALL=C.UTF-8 "$JAVA_HOME/bin/java" $console_jvm $brief_jvm ${sqlite_option:+"$sqlite_option"} \
                -XX:AOTCacheOutput="$4/.training.aot" \
                -jar "$1" --root "$train_work/root" >>"$4/training.log" 2>&1 &&
            mv "$4/.training.aot" "$4/smolotchi-release.aot"
    fi
    rm -rf "$train_work"
}

# train_web JAR NATIVE FOLDER: likewise has the web process start, answer one request, and end.
train_web() {
    train_work=$(mktemp -d) || return 0
    sqlite_option "$2"
    # shellcheck disable=SC2086
    LC_ALL=C.UTF-8 python3 -I - "$JAVA_HOME/bin/java" $web_jvm ${sqlite_option:+"$sqlite_option"} \
        -XX:AOTCacheOutput="$3/.training-web.aot" -jar "$1" --root "$train_work" --port 0 \
        >"$3/training-web.log" 2>&1 <<'PYTHON' && mv "$3/.training-web.aot" "$3/smolotchi-release-web.aot"
import subprocess, sys, threading, urllib.request
web = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True)
limit = threading.Timer(300, web.kill)
limit.start()
try:
    address = next(line.strip() for line in web.stdout if line.startswith("http"))
    urllib.request.urlopen(address + "login", timeout=60).read()
finally:
    web.terminate()
    web.wait()
    limit.cancel()
PYTHON
    rm -rf "$train_work"
}
