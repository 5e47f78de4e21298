package io.smolotchi.release.web;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.Status;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A front door every one of whose answers is hostile in every text that it holds, however deep, as far as the values themselves let it in. */
final class HostileFields {

    private final String hostile;
    /** Records that took no such text: values that validate themselves. */
    private final Set<String> closed = new TreeSet<>();

    HostileFields(String hostile) {
        this.hostile = hostile;
    }

    FrontDoor behind(StagedWorld world) {
        return new FrontDoor(
                proxy(Changes.class, world.changes()), proxy(Inquiries.class, world.inquiries()), () -> {});
    }

    Set<String> closed() {
        return closed;
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        return poisoned(method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private @Nullable Object poisoned(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            // requests, plans and settings are read again: their texts are poisoned where they come out as plans
            case String json when json.startsWith("{") -> json;
            case String _ -> hostile;
            case Optional<?> maybe -> maybe.map(this::poisoned);
            case List<?> list ->
                list.stream().<@Nullable Object>map(this::poisoned).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, member) -> copy.put(key, java.util.Objects.requireNonNull(poisoned(member))));
                yield copy;
            }
            // by its name, which systemd restricts, a page finds a unit
            case Status.UnitHealth unit -> named((Status.UnitHealth) record(unit), unit.unit());
            // a verdict decides whether a finding is shown at all, and is a word of the doctor
            case Diagnosis.Line line -> judged((Diagnosis.Line) record(line), line.verdict());
            case Record record -> record(record);
            default -> value;
        };
    }

    private static Status.UnitHealth named(Status.UnitHealth unit, String name) {
        return new Status.UnitHealth(
                name,
                unit.state(),
                unit.well(),
                unit.optional(),
                unit.mainPid(),
                unit.restarts(),
                unit.memoryBytes(),
                unit.since(),
                unit.fileState());
    }

    private static Diagnosis.Line judged(Diagnosis.Line line, String verdict) {
        return new Diagnosis.Line(line.check(), verdict, line.result(), line.details(), line.remedy(), line.mending());
    }

    private Record record(Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        List<@Nullable Object> members = new ArrayList<>();
        try {
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
                members.add(poisoned(component.getAccessor().invoke(record)));
            }
            Constructor<?> constructor = record.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(members.toArray());
        } catch (InvocationTargetException validated) {
            closed.add(record.getClass().getSimpleName());
            return record;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
