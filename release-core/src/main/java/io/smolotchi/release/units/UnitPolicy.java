package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.Form;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.UnitText.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a release may ask systemd for. A unit, a tmpfiles line and a sysusers line are read by root, so a release that could say anything there could
 * become root. Judged is what is written, line by line, also where a later line takes it back.
 */
final class UnitPolicy {

    private static final String REMEDY =
            "change it in the release, or allow it under 'policy' in /etc/smolotchi-release/release.yaml";

    private final Application application;
    private final UnitRules rules;
    private final List<Refusal> refusals = new ArrayList<>();

    UnitPolicy(Application application) {
        this.application = application;
        this.rules = new UnitRules(application);
    }

    /** All that was found, in the order in which it was looked at. */
    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    void refuseAll(List<Refusal> found) {
        refusals.addAll(found);
    }

    /** Names of files, whether they would be installed or not: a release has no business with other units than its application's. */
    void names(ShippedUnits shipped, ReleaseDescriptor descriptor) {
        Set<String> names = new TreeSet<>(shipped.units().keySet());
        names.addAll(shipped.dropIns().keySet());
        names.addAll(descriptor.units().install());
        for (String name : names) {
            if (name.startsWith("smolotchi-release")) {
                refuse("unit " + Shown.of(name), "units of that name are the release manager's own");
            } else if (!name.startsWith(application.unitPrefix())) {
                refuse("unit " + Shown.of(name), "its name does not begin with '" + application.unitPrefix() + "'");
            } else if (!UnitName.isUnitName(name) && !isPrefixDropIn(name)) {
                refuse("unit " + Shown.of(name), "that is not the name of a unit");
            }
        }
        shipped.dropIns()
                .forEach((unit, files) -> files.forEach(file -> {
                    if (!Form.DROP_IN.fits(file.name())) {
                        refuse(Shown.of(file.where()), "its name is not " + Form.DROP_IN.words());
                    }
                }));
    }

    /** A unit file or a drop-in. */
    void unit(ShippedFile file) {
        odd(file);
        UnitText text = UnitText.parse(file.content());
        text.oddities().forEach(oddity -> refuseMalformed(file, oddity.line(), oddity.what()));
        for (Assignment assignment : text.assignments()) {
            rules.problem(assignment)
                    .ifPresent(problem -> refuse(file, assignment.line(), shown(assignment) + ": " + problem));
        }
    }

    /** @return whether the text is for the accounts that the services run as; when not, it is not used, and not judged */
    boolean tmpfiles(ShippedFile file) {
        List<AccountLine> lines = AccountLine.parse(file.content());
        if (otherAccounts(TmpfilesRules.accounts(lines))) {
            return false;
        }
        odd(file);
        TmpfilesRules tmpfiles = new TmpfilesRules(application);
        lines.forEach(line -> tmpfiles.problem(line).ifPresent(problem -> refuse(file, line.number(), problem)));
        return true;
    }

    /** @return whether the text is for the accounts that the services run as; when not, it is not used, and not judged */
    boolean sysusers(ShippedFile file) {
        List<AccountLine> lines = AccountLine.parse(file.content());
        if (otherAccounts(SysusersRules.accounts(lines))) {
            return false;
        }
        odd(file);
        SysusersRules sysusers = new SysusersRules(application);
        lines.forEach(line -> sysusers.problem(line).ifPresent(problem -> refuse(file, line.number(), problem)));
        return true;
    }

    /** The release was made for its default account, and this host runs it as another one: no ill will, and no use. */
    private boolean otherAccounts(Set<String> named) {
        String usual = application.name();
        boolean hostHasOthers =
                !application.user().equals(usual) || !application.group().equals(usual);
        return hostHasOthers && named.equals(Set.of(usual));
    }

    /** Characters that a reader does not see, and that the parsers may see differently. */
    private void odd(ShippedFile file) {
        int line = 1;
        String text = file.content();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (c != '\t' && (Character.isISOControl(c) || c == '\uFEFF' || c == '\u2028' || c == '\u2029')) {
                refuseMalformed(file, line, "the character U+%04X".formatted((int) c));
                return;
            }
        }
    }

    private static boolean isPrefixDropIn(String name) {
        return UnitName.isUnitName(name.replaceFirst("-\\.", "-x."));
    }

    private static String shown(Assignment assignment) {
        return Shown.of(assignment.key() + "=" + assignment.value());
    }

    private void refuse(ShippedFile file, int line, String why) {
        refuse(Shown.of(file.where()) + ":" + line, why);
    }

    private void refuse(String what, String why) {
        refusals.add(Refusal.of(Code.UNIT_POLICY, "cannot install " + what + ": " + why, REMEDY));
    }

    private void refuseMalformed(ShippedFile file, int line, String what) {
        refusals.add(Refusal.of(
                Code.UNIT_INVALID,
                "cannot install " + Shown.of(file.where()) + ":" + line + ": it holds " + Shown.of(what),
                "correct the file in the release"));
    }

    /** For rules that find something or nothing. */
    static Optional<String> when(boolean broken, String problem) {
        return broken ? Optional.of(problem) : Optional.empty();
    }
}
