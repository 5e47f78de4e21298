package io.smolotchi.release.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Only the core's room {@code process} starts processes: in the core nobody else, and in the modules around it nobody at all. */
public final class ProcessRule {

    private static final Map<Class<?>, Set<String>> STARTS =
            Map.of(ProcessBuilder.class, Set.of(OnlyIn.ANYTHING), Runtime.class, Set.of("exec"));

    private ProcessRule() {}

    /** Throws {@link AssertionError}, which names each violation, when a class of that module, which is not the core, starts a process. */
    public static void holdsForTheModuleOf(Class<?> type) {
        outsideTheCore().check(Compiled.moduleOf(type));
    }

    static ArchRule outsideTheCore() {
        return only("no place", _ -> false);
    }

    static ArchRule only(String places, Predicate<JavaClass> isPlace) {
        return classes().should(new OnlyIn(places, isPlace, STARTS));
    }
}
