# shellcheck shell=sh
# What of this checkout is built, and what is out of date. Sourced, by sh and bash, in the checkout or with its path.

# Who wants to use a program need not wait for its tests to be compiled, nor for the formatter.
build_options="-Dmaven.test.skip=true -Dspotless.check.skip=true"

# is_built CHECKOUT MODULE DEPENDENCY...: nothing that MODULE is made of is younger than its last build.
is_built() {
    built_checkout=$1
    built_stamp=$1/$2/target/.built
    shift
    [ -f "$built_stamp" ] || return 1
    built_paths=$built_checkout/pom.xml
    for built_module; do
        for built_path in pom.xml src/main; do
            [ ! -e "$built_checkout/$built_module/$built_path" ] || built_paths="$built_paths
$built_checkout/$built_module/$built_path"
        done
    done
    built_ifs=$IFS
    IFS='
'
    # shellcheck disable=SC2086
    built_younger=$(find $built_paths -newer "$built_stamp" -print -quit 2>/dev/null)
    IFS=$built_ifs
    [ -z "$built_younger" ]
}

# begin_build CHECKOUT, then, when it was a success, end_build CHECKOUT MODULE...: a source that was saved while the
# build ran is younger than the build. The console that was built is trained. After start.sh.
begin_build() {
    mkdir -p "$1/target"
    built_begun=$1/target/.begun-$$
    : >"$built_begun"
}

end_build() {
    built_checkout=$1
    shift
    for built_module; do
        [ ! -d "$built_checkout/$built_module/target" ] || touch -r "$built_begun" "$built_checkout/$built_module/target/.built"
    done
    rm -f "$built_begun"
    case " $* " in *" release-shell "*) train "$built_checkout" ;; esac
}

# build_missing CHECKOUT PROGRAM MODULE...: builds the modules when one of them is out of date, with the build's output on
# stderr. Two programs that start together build once.
build_missing() {
    build_checkout=$1
    build_program=$2
    shift 2
    ! are_built "$@" || return 0
    if ! command -v mvn >/dev/null; then
        echo "cannot build $build_program: because there is no mvn here" >&2
        echo "next: apt-get install maven" >&2
        return 1
    fi
    if ! mkdir -p "$build_checkout/target" || ! [ -w "$build_checkout/target" ]; then
        echo "cannot build $build_program: because it is out of date, and $build_checkout can't be written to" >&2
        return 1
    fi
    (
        flock 9
        if ! are_built "$@"; then
            echo "building $build_program, which takes a minute the first time" >&2
            build_list=$(IFS=,; echo "$*")
            begin_build "$build_checkout"
            cd "$build_checkout"
            # shellcheck disable=SC2086
            if ! mvn -q -B -ntp -Dstyle.color=never -pl "$build_list" -am package $build_options >&2 9>&-; then
                echo "cannot build $build_program: because Maven failed, see above" >&2
                rm -f "$built_begun"
                exit 1
            fi
            end_build "$build_checkout" "$@"
        fi
    ) 9>"$build_checkout/target/.build.lock"
}

are_built() {
    for build_module; do
        is_built "$build_checkout" "$build_module" db release-core || return 1
    done
}
