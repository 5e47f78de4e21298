package io.smolotchi.release.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;

/**
 * Console and pages come in by the front door: of the core they see {@code Changes} and {@code Inquiries}, and the values that these speak in. The rule
 * lies in the core, and the modules around it hold their classes against it.
 */
public final class FrontDoorRule {

    private static final String CORE = "io.smolotchi.release";
    private static final Set<String> OPEN_ROOMS = Set.of(Rooms.FRONT_DOOR, "catalog", "plan", "refusal");
    private static final Set<String> OPEN_CLASSES = Set.of(
            "operation.DriftChoice",
            "operation.Request",
            "operation.RequestJson",
            "operation.Source",
            "operation.Progress",
            "operator.Operator",
            "operator.OperatorClient",
            "descriptor.HostRoot");

    private FrontDoorRule() {}

    /** Throws {@link AssertionError}, which names each violation, when a class of that module looks behind the front door. */
    public static void holdsForTheModuleOf(Class<?> type) {
        rule().check(Compiled.moduleOf(type));
    }

    /** The same for classes that were imported in another way. */
    public static void holdsFor(JavaClasses classes) {
        rule().check(classes);
    }

    static ArchRule rule() {
        return classes().should(new StayInFront(new Rooms(CORE)));
    }

    private static final class StayInFront extends ArchCondition<JavaClass> {

        private final Rooms rooms;

        StayInFront(Rooms rooms) {
            super("see of the core the front door and its values only");
            this.rooms = rooms;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                if (behind(dependency.getTargetClass())) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
        }

        /** The modules around the core have packages of their own beside its rooms. */
        private boolean behind(JavaClass target) {
            Optional<String> room = rooms.roomOf(target).filter(Rooms::known);
            return room.isPresent()
                    && !OPEN_ROOMS.contains(room.get())
                    && !OPEN_CLASSES.contains(rooms.outermost(target));
        }
    }
}
