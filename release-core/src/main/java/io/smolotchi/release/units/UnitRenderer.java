package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what is installed for a release: its own files where it ships them, built-in texts otherwise, and what the layout decides on top. */
public final class UnitRenderer {

    private final Application application;

    public UnitRenderer(Application application) {
        this.application = application;
    }

    /** @param release the tree, where this process finds it */
    public Rendering render(Path release, ReleaseDescriptor descriptor, Placement placement) {
        ShippedUnits shipped = ShippedUnits.read(release, descriptor);
        return new Run(application.during(descriptor), descriptor, placement, shipped).render();
    }

    private static final class Run {

        private final Application application;
        private final ReleaseDescriptor descriptor;
        private final ShippedUnits shipped;
        private final UnitPolicy policy;
        private final BuiltInUnits builtIn;
        private final LayoutDropIn layout;

        private final List<UnitFile> files = new ArrayList<>();
        private final List<UnitName> units = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Run(Application application, ReleaseDescriptor descriptor, Placement placement, ShippedUnits shipped) {
            this.application = application;
            this.descriptor = descriptor;
            this.shipped = shipped;
            this.policy = new UnitPolicy(application);
            this.builtIn = new BuiltInUnits(application);
            this.layout = new LayoutDropIn(application, placement);
        }

        Rendering render() {
            policy.refuseAll(shipped.refusals());
            policy.names(shipped, descriptor);
            application.units().install().forEach(this::unit);
            leftOut();
            accounts();
            List<UnitName> optional = units.stream()
                    .filter(unit -> application.units().optional().contains(unit.value()))
                    .toList();
            return new Rendering(new UnitSet(files, List.of(), units, optional), warnings, policy.refusals());
        }

        private void unit(String name) {
            if (name.equals(application.unitPrefix() + "display.service")
                    && !application.units().withDisplay()) {
                return;
            }
            Optional<ShippedFile> own = Optional.ofNullable(shipped.units().get(name));
            Optional<String> text = own.map(ShippedFile::content).or(() -> builtInText(name));
            if (text.isEmpty()) {
                warnings.add(name + " is not installed: the release does not ship it, and there is no built-in text");
                return;
            }
            own.ifPresent(policy::unit);
            units.add(UnitName.of(name));
            files.add(UnitFile.rendered(UnitPaths.unit(name), text.get()));
            for (ShippedFile dropIn : dropIns(name)) {
                policy.unit(dropIn);
                String path = UnitPaths.dropIn(name, UnitPaths.RELEASE_DROP_IN + dropIn.name());
                files.add(UnitFile.rendered(path, dropIn.content()));
            }
            layout.text(name, own.isEmpty())
                    .ifPresent(dropIn ->
                            files.add(UnitFile.rendered(UnitPaths.dropIn(name, UnitPaths.LAYOUT_DROP_IN), dropIn)));
        }

        /** A built-in service without a module to run would have no command. */
        private Optional<String> builtInText(String name) {
            boolean runs =
                    !name.endsWith(".service") || application.units().modules().containsKey(name);
            return runs ? builtIn.text(name) : Optional.empty();
        }

        private List<ShippedFile> dropIns(String unit) {
            List<ShippedFile> all = new ArrayList<>(shipped.dropIns().getOrDefault(unit, List.of()));
            descriptor.units().dropIns().forEach((file, mapped) -> {
                ShippedFile loose = shipped.loose().get(file);
                if (loose != null && mapped.contains(unit)) {
                    all.add(loose.named("loose-" + file));
                }
            });
            return all;
        }

        private void leftOut() {
            List<String> installed = application.units().install();
            shipped.units().keySet().stream()
                    .filter(name -> !installed.contains(name))
                    .forEach(name -> warnings.add(Shown.of(name)
                            + " is shipped and not installed: neither the host's settings nor release.yaml name it"));
            shipped.dropIns().keySet().stream()
                    .filter(unit -> !installed.contains(unit))
                    .forEach(unit ->
                            warnings.add("dropins/" + Shown.of(unit) + ".d is left out: the unit is not installed"));
            Map<String, List<String>> mapped = descriptor.units().dropIns();
            shipped.loose().keySet().stream()
                    .filter(file -> !mapped.containsKey(file))
                    .forEach(file -> warnings.add("dropins/" + Shown.of(file)
                            + " is left out: it lies in no UNIT.d directory, and release.yaml does not map it"));
            mapped.keySet().stream()
                    .filter(file -> !shipped.loose().containsKey(file))
                    .forEach(file -> warnings.add("dropins/" + file + " is mapped in release.yaml and not shipped"));
        }

        private void accounts() {
            String name = application.name() + ".conf";
            String tmpfiles = Optional.ofNullable(shipped.tmpfiles().get(name))
                    .filter(file -> usable(file, policy.tmpfiles(file)))
                    .map(ShippedFile::content)
                    .orElseGet(() -> BuiltInAccounts.tmpfiles(application));
            files.add(UnitFile.rendered(UnitPaths.tmpfiles(application), tmpfiles));
            String sysusers = Optional.ofNullable(shipped.sysusers().get(name))
                    .filter(file -> usable(file, policy.sysusers(file)))
                    .map(ShippedFile::content)
                    .orElseGet(() -> BuiltInAccounts.sysusers(application));
            files.add(UnitFile.rendered(UnitPaths.sysusers(application), sysusers));
            others(shipped.tmpfiles(), "tmpfiles.d", name);
            others(shipped.sysusers(), "sysusers.d", name);
        }

        private boolean usable(ShippedFile file, boolean forTheseAccounts) {
            if (!forTheseAccounts) {
                warnings.add(file.where() + " is for other accounts than " + application.user() + " and "
                        + application.group() + ": the built-in text takes its place");
            }
            return forTheseAccounts;
        }

        private void others(Map<String, ShippedFile> files, String directory, String used) {
            files.keySet().stream()
                    .filter(file -> !file.equals(used))
                    .forEach(file -> warnings.add(
                            directory + "/" + Shown.of(file) + " is left out: only " + used + " is installed"));
        }
    }
}
