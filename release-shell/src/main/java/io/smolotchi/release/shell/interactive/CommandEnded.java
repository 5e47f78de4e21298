package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.shell.ExitCode;
import java.lang.reflect.InvocationTargetException;
import org.springframework.shell.core.command.ExitStatus;

/** Carries an exit code through Spring Shell, whose adapter for methods knows no other way. The console has said all there is to say. */
final class CommandEnded extends RuntimeException {

    private final ExitCode exit;

    CommandEnded(ExitCode exit) {
        super(exit.name(), null, false, false);
        this.exit = exit;
    }

    /** What Spring Shell makes of anything that its adapter throws. */
    static ExitStatus status(Exception thrown) {
        Throwable cause = thrown instanceof InvocationTargetException invocation ? invocation.getCause() : thrown;
        ExitCode exit = cause instanceof CommandEnded ended ? ended.exit : ExitCode.FAULT;
        return new ExitStatus(exit.value(), exit.about());
    }
}
