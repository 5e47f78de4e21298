package io.smolotchi.release.web;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** A front door behind which one world takes the place of another, so that a server is started once for many tests. */
final class Stage {

    private volatile FrontDoor behind = door(new StagedWorld());

    void shows(StagedWorld world) {
        behind = door(world);
    }

    void shows(FrontDoor other) {
        behind = other;
    }

    FrontDoor frontDoor() {
        return new FrontDoor(
                door(Changes.class, FrontDoor::changes), door(Inquiries.class, FrontDoor::inquiries), () -> {});
    }

    private static FrontDoor door(StagedWorld world) {
        return new FrontDoor(world.changes(), world.inquiries(), () -> {});
    }

    private <T> T door(Class<T> type, Function<FrontDoor, T> part) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        return method.invoke(part.apply(behind), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
