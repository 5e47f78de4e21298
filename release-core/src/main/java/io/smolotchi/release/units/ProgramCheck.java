package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whether what the units run is there, and part of the release: what is not comes back with no rollback. */
final class ProgramCheck {

    private static final List<String> KEYS = List.of(
            "ExecCondition", "ExecStartPre", "ExecStart", "ExecStartPost", "ExecReload", "ExecStop", "ExecStopPost");

    private final HostRoot root;
    private final Application application;
    private final Placement placement;
    private final MachinePaths paths;
    private final Path release;

    ProgramCheck(HostRoot root, Application application, Placement placement, MachinePaths paths, Path release) {
        this.root = root;
        this.application = application;
        this.placement = placement;
        this.paths = paths;
        this.release = release;
    }

    void check(UnitSet set, Findings.Book book) {
        for (UnitName unit : UnitVerification.services(set)) {
            EffectiveUnit effective = set.effective(unit);
            for (String key : KEYS) {
                for (String value : effective.all("Service", key)) {
                    CommandLine.split(value).commands().forEach(command -> program(unit, key, command, book));
                }
            }
            module(set, unit, effective, book);
        }
    }

    private void program(UnitName unit, String key, String command, Findings.Book book) {
        String program = CommandLine.program(command);
        boolean mayFail = CommandLine.prefixes(command).contains("-");
        if (program.isEmpty() || !program.startsWith("/") || program.contains("%") || mayFail) {
            return;
        }
        boolean interpreter = program.equals(placement.interpreter());
        boolean image = interpreter && !root.running() && !paths.inRelease(program);
        if (!paths.executable(program) && image) {
            book.warn("the interpreter " + Shown.of(program) + " is not there below " + root.dir());
        } else if (!paths.executable(program)) {
            book.refuse(
                    interpreter ? Code.INTERPRETER_MISSING : Code.UNIT_INVALID,
                    "cannot install " + unit + ": " + key + "= runs " + Shown.of(program)
                            + ", which is not there or not executable",
                    interpreter
                            ? "install it, or name another one with --python"
                            : "ship it in the release, or set units.exec to layout");
        } else if (key.equals("ExecStart") && !interpreter && !paths.inRelease(program)) {
            book.warn(unit + " runs " + Shown.of(program)
                    + ", which is no part of the release: a rollback does not bring it back");
        }
    }

    /** A module may also come with a venv, which is not looked into. */
    private void module(UnitSet set, UnitName unit, EffectiveUnit effective, Findings.Book book) {
        Map<String, String> modules = application.units().modules();
        String expected = placement.interpreter() + " -m " + modules.get(unit.value());
        if (!effective.all("Service", "ExecStart").contains(expected) || paths.inRelease(placement.interpreter())) {
            return;
        }
        String module = expected.substring(placement.interpreter().length() + " -m ".length())
                .split(" ", 2)[0];
        Path path = release.resolve(module.replace('.', '/'));
        if (Files.isRegularFile(path.resolveSibling(path.getFileName() + ".py"))
                || Files.isRegularFile(path.resolve("__main__.py"))) {
            return;
        }
        String what = "the release has no module " + module + ", which " + unit + " runs";
        if (set.optional().contains(unit)) {
            book.warn(what);
        } else {
            book.refuse(
                    Code.UNIT_INVALID,
                    "cannot install " + unit + ": " + what,
                    "take the unit out of units.install, or name its module in units.modules");
        }
    }
}
