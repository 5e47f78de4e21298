package io.smolotchi.release.plan;

/**
 * One installed file that an activation would add, change or remove.
 *
 * @param path absolute on the machine, such as /etc/systemd/system/smolotchi-web.service
 * @param diff unified, without a header; empty when added or removed as a whole
 * @param effect what it means at run time, such as "restart smolotchi-web.service"
 */
public record UnitChange(String path, Kind kind, String diff, String effect) {
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }
}
