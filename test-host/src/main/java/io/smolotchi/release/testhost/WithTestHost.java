package io.smolotchi.release.testhost;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that gets a {@link TestHost} of its own: booted before the first test, shared by all of them as a method
 * parameter, closed after the last. It carries the tag {@code host}.
 */
@Documented
@Inherited
@Tag("host")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestHostExtension.class)
public @interface WithTestHost {
    /** What the host sees of the machine and may change: {@code /outside:/inside}, or one path for both. */
    String[] bind() default {};

    /** What the host sees of the machine, beside the checkout, and can't change; written as in {@link #bind()}. */
    String[] bindReadOnly() default {};
}
