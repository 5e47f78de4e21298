package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.util.Optional;

/** Masks units whose file lies below {@code /etc}, which systemctl can't: a link to /dev/null takes the place of the file. */
public final class UnitMask {

    private final DiskPlaces disk;

    public UnitMask(HostRoot root) {
        this.disk = new DiskPlaces(root);
    }

    public boolean masked(UnitName unit) {
        return disk.at(UnitPaths.unit(unit.value())).mask();
    }

    /** One rename, and durable when it returns. The text is lost; what was installed is recorded. */
    public void mask(UnitName unit) {
        Path place = disk.resolve(UnitPaths.unit(unit.value()));
        Path next = beside(place);
        DurableFiles.link(next, "/dev/null");
        exchange(next, place);
    }

    /** Likewise the other way. A unit that is not masked is left alone. */
    public void unmask(UnitFile recorded) {
        if (disk.at(recorded.path()).mask()) {
            Path place = disk.resolve(recorded.path());
            Path next = beside(place);
            DurableFiles.write(next, recorded);
            exchange(next, place);
        }
    }

    private static void exchange(Path next, Path place) {
        DurableFiles.rename(next, place);
        DurableFiles.sync(Optional.ofNullable(place.getParent()).orElseThrow());
    }

    private static Path beside(Path place) {
        return place.resolveSibling("." + place.getFileName() + ".smolotchi-release-mask");
    }
}
