package io.smolotchi.release.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an address answers, for the description that is made of all of them. Handlers write their answers themselves, so their types don't tell. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Answers {

    /** A sentence without its full stop. */
    String value();

    /** A record of {@link Documents}; {@code String} for what is no JSON. */
    Class<?> with();

    /** Whether it is a list of them. */
    boolean list() default false;

    int status() default 200;

    /** What it is when it is no JSON. */
    String[] as() default {};
}
