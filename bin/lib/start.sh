# shellcheck shell=sh
# What makes a program of this checkout start quickly. Its absence only costs time: a JVM passes over a cache that does not
# fit the jars or itself. Sourced, by sh and bash; defines functions alone.

# How the console's JVM is set up, when it is trained too: a cache fits one collector only.
console_jvm="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow"

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

# train CHECKOUT: has the console do its work once, below a root that is then gone, and keeps what its JVM loaded on the way.
# Says nothing; without python3 for the sample application there is no cache.
train() {
    train_target=$1/release-shell/target
    train_work=$(mktemp -d) || return 0
    if "$1/samples/build" 1.0.0 1.1.0 "$train_work/versions" >"$train_target/training.log" 2>&1; then
        mkdir "$train_work/root"
        sqlite_option "$train_target/native"
        {
            echo "stage $train_work/versions/smolotchi-1.0.0 --yes"
            echo "activate 1.0.0 --yes"
            echo "stage $train_work/versions/smolotchi-1.1.0 --yes"
            echo "activate 1.1.0 --yes"
            printf '%s\n' list status history 'show 1.1.0' 'show @1' 'rollback --yes' 'prune --dry-run' 'verify --all'
        } |
            # shellcheck disable=SC2086
            LC_ALL=C.UTF-8 "$JAVA_HOME/bin/java" $console_jvm ${sqlite_option:+"$sqlite_option"} \
                -XX:AOTCacheOutput="$train_target/.training.aot" \
                -jar "$train_target/smolotchi-release.jar" --root "$train_work/root" >>"$train_target/training.log" 2>&1 &&
            mv "$train_target/.training.aot" "$train_target/smolotchi-release.aot"
    fi
    rm -rf "$train_work"
}
