# shellcheck shell=sh
# Sourced, by sh and bash.

# maven_errors LOG: what Maven had to complain about, once and without its advice; the end of the log when it said nothing.
maven_errors() {
    grep -E '^\[ERROR\]|^\[FATAL\]|^Error' "$1" |
        sed 's/ -> \[Help [0-9]*\]$//' |
        grep -vE 'Tests run:|There are test failures|^\[ERROR\] (-> )?\[Help|For more information|full stack trace|e-run Maven|After correcting|mvn <args>|COMPILATION ERROR|^\[ERROR\] *$' |
        awk '!seen[$0]++' | head -n 30 | sed 's/^/  /' | grep . || tail -n 20 "$1" | sed 's/^/  /'
}
