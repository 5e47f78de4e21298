package io.smolotchi.release.operator;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** What the operator understands. Public for the library that calls it; nobody else does. */
@DBusInterfaceName(ReleaseBus.NAME)
public interface ReleaseBus extends DBusInterface {

    /** Of the interface, and on the bus. */
    String NAME = "io.smolotchi.Release1";

    String PATH = "/io/smolotchi/Release1";

    /**
     * @param method one of {@link io.smolotchi.release.Inquiries}
     * @param arguments a JSON array
     * @return what it answers, as JSON
     */
    String Read(String method, String arguments);

    /**
     * @param request as {@link io.smolotchi.release.operation.RequestJson} writes it
     * @return the plan, as JSON
     */
    String Plan(String request);

    /**
     * @param actor who asks behind the caller; heard of the web's user alone
     * @param expectedPlan digest of the plan that was agreed to; empty when there was none
     * @return the operation's number
     */
    long Ask(String request, String actor, String reason, String expectedPlan);

    /** @return whether it was told to stop */
    boolean Cancel(long operation, String actor);
}
