package io.smolotchi.release.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Some methods of the JDK are called, or referred to, in named places only. */
final class OnlyIn extends ArchCondition<JavaClass> {

    /** Stands for every method and constructor of a class. */
    static final String ANYTHING = "*";

    private final Predicate<JavaClass> places;
    private final Map<Class<?>, Set<String>> methods;

    /** @param methods names by class; overloads and references count, and so do calls through a subclass */
    OnlyIn(String places, Predicate<JavaClass> isPlace, Map<Class<?>, Set<String>> methods) {
        super("be in " + places + " when they call any of " + methods);
        this.places = isPlace;
        this.methods = methods;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (places.test(type)) {
            return;
        }
        type.getAccessesFromSelf().stream()
                .filter(JavaCodeUnitAccess.class::isInstance)
                .map(JavaCodeUnitAccess.class::cast)
                .filter(this::meant)
                .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
    }

    private boolean meant(JavaCodeUnitAccess<?> access) {
        return methods.entrySet().stream()
                .anyMatch(entry -> access.getTargetOwner().isAssignableTo(entry.getKey())
                        && (entry.getValue().contains(ANYTHING)
                                || entry.getValue().contains(access.getTarget().getName())));
    }
}
