package io.smolotchi.release.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URL;

/** Compiled classes to hold against a rule. */
final class Compiled {

    private Compiled() {}

    /** Everything that was compiled together with that class, and nothing of another module. */
    static JavaClasses moduleOf(Class<?> type) {
        URL place = type.getProtectionDomain().getCodeSource().getLocation();
        JavaClasses classes = new ClassFileImporter().importUrl(place);
        if (!classes.contain(type)) {
            throw new IllegalStateException("no classes were found at " + place);
        }
        return classes;
    }

    static JavaClasses below(String packageName) {
        return new ClassFileImporter().importPackages(packageName);
    }
}
