# shellcheck shell=sh
# What of this checkout is built, and what is out of date. Sourced, by sh and bash, in the checkout or with its path.

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
# build ran is younger than the build.
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
}
