package io.smolotchi.release.shell;

import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Grammar;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The completion of bash, written from the grammar. It starts no Java: what is on the machine is read from the names of directories. */
final class BashCompletion {

    private final Grammar grammar;
    private final StringBuilder text = new StringBuilder();

    BashCompletion(Grammar grammar) {
        this.grammar = grammar;
    }

    String script() {
        line("# Completion of bash for smolotchi-release. Generated from the help texts; see docs/cli.md.");
        line(
                "# Versions are read from the releases' directory, newest first, so that nothing has to be started for them.");
        line("");
        function("commands", () -> {
            line("    echo '" + String.join(" ", firstWords()) + "'");
        });
        cases(
                "second",
                firstWords().stream()
                        .filter(first -> !grammar.below(first).isEmpty())
                        .map(first -> new Case(
                                first,
                                grammar.below(first).stream()
                                        .map(form -> form.name().substring(first.length() + 1))
                                        .collect(Collectors.joining(" "))))
                        .toList());
        cases(
                "options",
                shown().stream()
                        .map(form -> new Case(
                                form.name(),
                                form.accepted().stream()
                                        .map(option -> "--" + option.name())
                                        .collect(Collectors.joining(" "))))
                        .toList());
        cases(
                "operands",
                shown().stream()
                        .filter(form -> !form.operands().isEmpty())
                        .map(form -> new Case(
                                form.name(),
                                form.operands().stream()
                                        .map(BashCompletion::kind)
                                        .collect(Collectors.joining(" "))))
                        .toList());
        Set<Case> values = new LinkedHashSet<>();
        Stream.concat(Form.EVERYWHERE.stream(), Form.OF_CHANGES.stream()).forEach(option -> value("", option, values));
        shown().forEach(form -> form.accepted().stream()
                .filter(option -> !Form.EVERYWHERE.contains(option))
                .forEach(option -> value(form.name(), option, values)));
        cases("value", List.copyOf(values));
        function("codes", () -> line("    echo '" + String.join(" ", Shape.codes()) + "'"));
        text.append(FIXED);
        return text.toString();
    }

    private record Case(String name, String words) {}

    private List<Form> shown() {
        return grammar.shown();
    }

    private List<String> firstWords() {
        return shown().stream()
                .map(form -> form.name().split(" ", 2)[0])
                .distinct()
                .toList();
    }

    private static void value(String command, Option option, Set<Case> into) {
        if (option.value().isPresent()) {
            into.add(new Case(command + " --" + option.name(), kind(option.shape())));
        }
    }

    private static String kind(Operand operand) {
        return operand.name().equals("UNIT") ? "unit" : kind(operand.shape());
    }

    private static String kind(Shape shape) {
        return switch (shape) {
            case Shape.VersionName _, Shape.VersionOrOperation _ -> "version";
            case Shape.Choice choice -> String.join(",", choice.words());
            case Shape.CodeName _ -> "code";
            case Shape.CommandName _ -> "command";
            case Shape.Directory _ -> "directory";
            case Shape.AnyPath _ -> "path";
            case Shape.OperationName _, Shape.Text _, Shape.Why _, Shape.Count _, Shape.Moment _, Shape.HowLong _ ->
                "nothing";
        };
    }

    private void function(String name, Runnable body) {
        line("_smolotchi_release_" + name + "() {");
        body.run();
        line("}");
        line("");
    }

    private void cases(String name, List<Case> cases) {
        function(name, () -> {
            line("    case \"$1\" in");
            cases.forEach(one -> line("        '" + one.name() + "') echo '" + one.words() + "' ;;"));
            line("    esac");
        });
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static final String FIXED = """
            # ROOT: the versions that are sealed below it, by the time of staging, newest first. Only what has the form of a version is one:
            # the shell would expand other names.
            _smolotchi_release_versions() {
                local base
                base=$(sed -n 's/^ \\{1,\\}base: *//p' "$1/etc/smolotchi-release/release.yaml" 2>/dev/null)
                base=${base//[\\"\\']/}
                ls -1t "$1${base:-/opt/smolotchi}/releases/.meta/"*/provenance.json 2>/dev/null |
                    sed -n 's:^.*/\\([A-Za-z0-9][A-Za-z0-9.+~_-]*\\)/provenance\\.json$:\\1:p'
            }

            # ROOT
            _smolotchi_release_units() {
                local unit
                for unit in "$1"/etc/systemd/system/*.{service,timer,socket}; do
                    [[ -e $unit && $unit != */smolotchi-release-* && ${unit##*/} =~ ^[A-Za-z0-9:_.@-]+$ ]] && echo "${unit##*/}"
                done
            }

            # KIND TYPED ROOT
            _smolotchi_release_reply() {
                local words
                case "$1" in
                    version) words=$(_smolotchi_release_versions "$3") ;;
                    unit) words=$(_smolotchi_release_units "$3") ;;
                    code) words=$(_smolotchi_release_codes) ;;
                    command) words=$(_smolotchi_release_commands) ;;
                    directory) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$2"); return ;;
                    path) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$2"); return ;;
                    '' | nothing) return ;;
                    *) words=${1//,/ } ;;
                esac
                compopt -o nosort 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -W "$words" -- "$2")
            }

            _smolotchi_release() {
                local typed=${COMP_WORDS[COMP_CWORD]} root='' command='' word option='' kind index
                local -a operands=() kinds=()
                COMPREPLY=()
                for ((index = 1; index < COMP_CWORD; index++)); do
                    word=${COMP_WORDS[index]}
                    if [[ -n $option && $word == '=' ]]; then
                        continue
                    elif [[ -n $option ]]; then
                        [[ $option == --root ]] && root=${word%/}
                        option=''
                    elif [[ $word == --* ]]; then
                        kind=$(_smolotchi_release_value "$command $word")
                        [[ -n $kind ]] || kind=$(_smolotchi_release_value " $word")
                        [[ -n $kind ]] && option=$word
                    elif [[ $word == -* ]]; then
                        continue
                    elif [[ -z $command ]]; then
                        command=$word
                    elif [[ $command != *' '* && -n $(_smolotchi_release_second "$command") ]]; then
                        command+=" $word"
                    else
                        operands+=("$word")
                    fi
                done
                root=${root/#\\~/$HOME}
                if [[ -n $option ]]; then
                    [[ $typed == '=' ]] && typed=''
                    _smolotchi_release_reply "$kind" "$typed" "$root"
                elif [[ $typed == -* ]]; then
                    mapfile -t COMPREPLY < <(compgen -W "$(_smolotchi_release_options "${command:-help}")" -- "$typed")
                elif [[ -z $command ]]; then
                    _smolotchi_release_reply command "$typed" "$root"
                elif [[ $command != *' '* && -n $(_smolotchi_release_second "$command") ]]; then
                    mapfile -t COMPREPLY < <(compgen -W "$(_smolotchi_release_second "$command")" -- "$typed")
                else
                    read -ra kinds <<<"$(_smolotchi_release_operands "$command")"
                    _smolotchi_release_reply "${kinds[${#operands[@]}]-}" "$typed" "$root"
                fi
            }

            complete -F _smolotchi_release smolotchi-release
            """;
}
