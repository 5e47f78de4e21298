package io.smolotchi.release.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;

/** A class depends on its own room and on those that {@link Rooms} lets it know. */
final class Directions extends ArchCondition<JavaClass> {

    private final Rooms rooms;

    Directions(Rooms rooms) {
        super("know only the rooms that theirs may know");
        this.rooms = rooms;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Optional<String> room = rooms.roomOf(type);
        if (room.isEmpty()) {
            return;
        }
        if (!Rooms.known(room.get())) {
            String sentence = type.getName() + " lies in a package that has no place in the directions yet";
            events.add(SimpleConditionEvent.violated(type, sentence));
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            Optional<String> other = rooms.roomOf(dependency.getTargetClass());
            if (other.isPresent() && !rooms.mayKnow(room.get(), other.get(), dependency.getTargetClass())) {
                String sentence =
                        named(room.get()) + " may not know " + named(other.get()) + ": " + dependency.getDescription();
                events.add(SimpleConditionEvent.violated(type, sentence));
            }
        }
    }

    private static String named(String room) {
        return room.equals(Rooms.FRONT_DOOR) ? "the front door" : room;
    }
}
