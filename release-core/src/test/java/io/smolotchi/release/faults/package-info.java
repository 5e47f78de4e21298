/**
 * The fault suite: a program that only carries out one operation, a tracer that kills it, cuts its power or has its system calls fail at a chosen call,
 * and what has to be true afterwards.
 */
@NullMarked
package io.smolotchi.release.faults;

import org.jspecify.annotations.NullMarked;
