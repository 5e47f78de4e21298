package io.smolotchi.release.shell;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.shell.line.Values;
import io.smolotchi.release.shell.output.Look;
import io.smolotchi.release.shell.output.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One run of one command: its options, the screen, and the core, which is opened when it is first needed. */
public final class Session implements AutoCloseable {

    private final Values values;
    private final Screen screen;
    private final FrontDoor.Opener opener;
    private final String actor;
    private Optional<FrontDoor> door = Optional.empty();

    Session(Values values, Screen screen, FrontDoor.Opener opener, String actor) {
        this.values = values;
        this.screen = screen;
        this.opener = opener;
        this.actor = actor;
    }

    public Values values() {
        return values;
    }

    public Screen screen() {
        return screen;
    }

    public HostRoot root() {
        return root(values);
    }

    static HostRoot root(Values values) {
        return new HostRoot(Path.of(values.option("root").orElse("/")));
    }

    public Changes changes() {
        return door().changes();
    }

    public Inquiries inquiries() {
        return door().inquiries();
    }

    /** See {@link FrontDoor#serve}. */
    public void serve(Duration idle) {
        door().serve(idle);
    }

    private FrontDoor door() {
        if (door.isEmpty()) {
            door = Optional.of(opener.open(root(), values.flag("foreground")));
        }
        return door.get();
    }

    public Caller caller() {
        String reason = values.option("reason").orElse("");
        if (values.flag("scheduled")) {
            return new Caller("timer", Origin.TIMER, reason);
        }
        return values.flag("automatic")
                ? new Caller("recovery", Origin.RECOVERY, reason)
                : new Caller(actor, Origin.CONSOLE, reason);
    }

    public boolean json() {
        return values.flag("json");
    }

    public boolean quiet() {
        return values.flag("quiet");
    }

    /** Standard output, for data. */
    public Page out() {
        return new Page(screen.out(), timed(screen.outLook(values.flag("no-color"))));
    }

    /** Standard error, for everything else. */
    public Page err() {
        return new Page(screen.err(), timed(screen.errLook(values.flag("no-color"))));
    }

    private Look timed(Look look) {
        return values.flag("utc") ? look.inUtc() : look;
    }

    /** Closing would wait for an operation that this process carries out: it is to be left where it is. */
    public void abandon() {
        door = Optional.empty();
    }

    /** How to type a command for the same root. */
    public String typed(String command) {
        return advice().line(command);
    }

    /** For texts that say what to type. */
    public Advice advice() {
        return advice(values);
    }

    static Advice advice(Values values) {
        return values.option("root").map(Advice::new).orElseGet(Advice::here);
    }

    @Override
    public void close() {
        door.ifPresent(FrontDoor::close);
    }
}
