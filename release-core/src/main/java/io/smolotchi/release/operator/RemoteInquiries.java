package io.smolotchi.release.operator;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every read by its name. Lists that have no end are read a page at a time: a message has a largest size, and the operator a small heap. */
final class RemoteInquiries implements InvocationHandler {

    private static final int ROWS = 100;
    private static final int EVENTS = 500;

    private final OperatorClient client;

    private RemoteInquiries(OperatorClient client) {
        this.client = client;
    }

    static Inquiries over(OperatorClient client) {
        return (Inquiries) Proxy.newProxyInstance(
                Inquiries.class.getClassLoader(), new Class<?>[] {Inquiries.class}, new RemoteInquiries(client));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) {
        Object[] values = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(method, values);
        }
        if (values.length == 1 && values[0] instanceof HistoryFilter filter) {
            return history(method, filter);
        }
        if (values.length == 2 && method.getReturnType() == List.class && values[0] instanceof OperationId id) {
            return events((Inquiries) proxy, id, (long) values[1]);
        }
        if (method.getName().equals("releaseAt")) {
            // Paths of the machine don't travel, and nothing that would come of one does.
            return Optional.empty();
        }
        return read(method, values);
    }

    private Object read(Method method, Object... values) {
        String arguments = BusJson.writeArguments(values, method.getGenericParameterTypes());
        Object answer = client.read("Read", "ss", method.getName(), arguments);
        return BusJson.read(String.valueOf(answer), method.getGenericReturnType());
    }

    @SuppressWarnings("unchecked")
    private List<Activation> history(Method method, HistoryFilter filter) {
        List<Activation> rows = new ArrayList<>();
        Optional<OperationId> before = filter.before();
        while (rows.size() < filter.limit()) {
            int wanted = Math.min(ROWS, filter.limit() - rows.size());
            List<Activation> some =
                    (List<Activation>) read(method, filter.atMost(wanted).before(before));
            rows.addAll(some);
            if (some.size() < wanted) {
                break;
            }
            before = Optional.of(some.getLast().id());
        }
        return rows;
    }

    private static List<Event> events(Inquiries whole, OperationId id, long after) {
        List<Event> events = new ArrayList<>();
        List<Event> page = whole.events(id, after, EVENTS);
        while (!page.isEmpty()) {
            events.addAll(page);
            page = whole.events(id, page.getLast().id(), EVENTS);
        }
        return events;
    }

    private Object ofObject(Method method, Object[] values) {
        return switch (method.getName()) {
            case "equals" ->
                values[0] != null
                        && Proxy.isProxyClass(values[0].getClass())
                        && equals(Proxy.getInvocationHandler(values[0]));
            case "hashCode" -> hashCode();
            default -> "inquiries of the operator";
        };
    }
}
