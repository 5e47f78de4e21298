package io.smolotchi.release.descriptor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a key of a {@code release.yaml} is for, and which form its value must have. docs/configuration.md is made of these. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {

    /** One or two sentences, with their full stops. */
    String value();

    /** Of the value, or of each element of a list or each key of a map. */
    Form form() default Form.TEXT;

    /** Of each value of a map. */
    Form valueForm() default Form.TEXT;

    /** Smallest number or number of seconds that is accepted. */
    long from() default 0;

    /** Largest number or number of seconds that is accepted. */
    long to() default Integer.MAX_VALUE;

    /** What is shown as default where it depends on other keys. */
    String shownDefault() default "";
}
