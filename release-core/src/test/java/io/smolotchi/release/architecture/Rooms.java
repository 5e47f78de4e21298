package io.smolotchi.release.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packages below one root, and which of them each may know. What is not written here is forbidden; a package that is not written here has no place yet
 * and is reported.
 */
final class Rooms {

    /** The name of the root package's own room. */
    static final String FRONT_DOOR = "";

    private static final Map<String, Set<String>> KNOWS = new LinkedHashMap<>();
    /** Single classes of rooms that are closed otherwise. */
    private static final Map<String, Set<String>> KNOWS_CLASSES = new LinkedHashMap<>();

    static {
        // Every room can refuse, in the same shape.
        room("refusal");
        room("process", "refusal");
        room("catalog", "refusal");
        // What reaches the disk does so by the same calls everywhere.
        room("durable");
        room("catalog.jdbc", "catalog", "durable", "refusal");
        // Versions and their rules are the catalog's.
        room("descriptor", "catalog", "refusal");
        room("plan", "catalog", "refusal");
        room("git", "process", "refusal");
        room("systemd", "process", "refusal");
        room("python", "process", "catalog", "refusal");
        room("operation", "catalog", "plan", "refusal");
        room("store.disk", "durable", "refusal");
        // What a release came from may be a commit.
        room("store.manifest", "store.disk", "catalog", "git", "refusal");
        // And the release's own descriptor, so that what is refused at the activation is refused before it is staged.
        room("store.source", "store.manifest", "store.disk", "catalog", "git", "descriptor", "refusal");
        room(
                "store",
                "store.source",
                "store.manifest",
                "store.disk",
                "durable",
                "catalog",
                "python",
                "git",
                "process",
                "descriptor",
                "plan",
                "refusal");
        // Staging says how far it is; the store knows neither locks nor requests.
        for (String room : List.of("store.manifest", "store.source", "store")) {
            knowsClasses(room, "operation.Progress");
        }
        room("units", "systemd", "descriptor", "catalog", "process", "plan", "durable", "refusal");
        room("health", "systemd", "process", "descriptor", "catalog", "refusal");
        // What releases declare of the application's databases, and the copies of those.
        room("state", "store", "catalog", "descriptor", "plan", "durable", "refusal");
        // The retention that is configured is a part of the descriptor's Application.
        room("retention", "state", "store", "units", "operation", "catalog", "descriptor", "plan", "refusal");
        room("comparison", "store", "store.manifest", "units", "catalog", "descriptor", "plan", "refusal");
        room("schedule", "units", "systemd", "operation", "plan", "catalog", "descriptor", "refusal");
        room("boot", "units", "systemd", "descriptor", "process", "refusal");
        room(
                "doctor",
                "schedule",
                "units",
                "systemd",
                "store",
                "python",
                "process",
                "operation",
                "descriptor",
                "catalog",
                "refusal");
        // Which measures the space that staging measures.
        // A copy of a database may share its bytes.
        knowsClasses("state", "store.disk.CloneTarget");
        knowsClasses("doctor", "store.disk.FreeSpace");
        // A release that is damaged is not activated, and the refusal says what is.
        knowsClasses("activation", "store.manifest.Difference");
        String[] belowActivation = {
            "boot",
            "catalog",
            "descriptor",
            "process",
            "systemd",
            "python",
            "store",
            "state",
            "units",
            "health",
            "operation",
            "retention",
            "plan",
            "durable",
            "refusal"
        };
        room("activation.steps", belowActivation);
        // Not listed anywhere else: the steps belong to the activation.
        room("activation", with(belowActivation, "activation.steps"));
        // The root wires all rooms together, and no room behind it knows it.
        room(FRONT_DOOR, KNOWS.keySet().toArray(String[]::new));
        // In front of the door: the same two interfaces, over the bus.
        room("operator", FRONT_DOOR, "operation", "plan", "catalog", "refusal");
    }

    private final String root;

    /** @param root name of the package that the rooms lie in */
    Rooms(String root) {
        this.root = root;
    }

    /** The room of the class; empty when it lies elsewhere. A package that is no room of its own is named as it is, without the root. */
    Optional<String> roomOf(JavaClass type) {
        String packageName = type.getBaseComponentType().getPackageName();
        if (packageName.equals(root)) {
            return Optional.of(FRONT_DOOR);
        }
        if (!packageName.startsWith(root + ".")) {
            return Optional.empty();
        }
        String below = packageName.substring(root.length() + 1);
        return Optional.of(KNOWS.keySet().stream()
                .filter(room -> !room.equals(FRONT_DOOR))
                .filter(room -> below.equals(room) || below.startsWith(room + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(below));
    }

    static boolean known(String room) {
        return KNOWS.containsKey(room);
    }

    boolean mayKnow(String room, String other, JavaClass type) {
        return room.equals(other)
                || KNOWS.getOrDefault(room, Set.of()).contains(other)
                || KNOWS_CLASSES.getOrDefault(room, Set.of()).contains(outermost(type));
    }

    /** Name of the class that the type is nested in, without the root. */
    String outermost(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        int nested = name.indexOf('$');
        String outer = nested < 0 ? name : name.substring(0, nested);
        return outer.startsWith(root + ".") ? outer.substring(root.length() + 1) : outer;
    }

    private static void room(String name, String... knows) {
        KNOWS.put(name, new LinkedHashSet<>(Arrays.asList(knows)));
    }

    private static void knowsClasses(String name, String... classes) {
        KNOWS_CLASSES.put(name, Set.of(classes));
    }

    private static String[] with(String[] rooms, String another) {
        String[] all = Arrays.copyOf(rooms, rooms.length + 1);
        all[rooms.length] = another;
        return all;
    }
}
