# shellcheck shell=sh
# Sourced, by sh and bash.

# maven_errors LOG: what Maven had to complain about, once and without its advice; the end of the log when it said nothing.
maven_errors() {
    grep -E '^\[ERROR\]|^\[FATAL\]|^Error' "$1" |
        sed 's/ -> \[Help [0-9]*\]$//' |
        grep -vE 'Tests run:|There are test failures|^\[ERROR\] (-> )?\[Help|For more information|full stack trace|e-run Maven|After correcting|mvn <args>|COMPILATION ERROR|^\[ERROR\] *$' |
        awk '!seen[$0]++' | head -n 30 | sed 's/^/  /' | grep . || tail -n 20 "$1" | sed 's/^/  /'
}

# package_all LOG WHAT: builds every module, without the tests, for a program that is about to WHAT. After build.sh.
package_all() {
    mkdir -p "$(dirname "$1")"
    begin_build .
    # shellcheck disable=SC2086
    if ! mvn -B -ntp package $build_options >"$1" 2>&1; then
        maven_errors "$1" >&2
        echo "cannot $2: because the build failed, see $1" >&2
        exit 1
    fi
    end_build . release-shell release-web
}
