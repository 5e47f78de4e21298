package io.smolotchi.release.operator;

import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.function.Supplier;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors on their way over the bus and back. There they have the names of these classes. */
final class Answered {

    private static final Logger LOG = LoggerFactory.getLogger(Answered.class);

    /** Its message: the refusals, as JSON. */
    static final class WithRefusal extends DBusExecutionException {
        WithRefusal(String refusals) {
            super(refusals);
        }
    }

    /** Its message: what is wrong with the catalog. */
    static final class WithBrokenCatalog extends DBusExecutionException {
        WithBrokenCatalog(String message) {
            super(message);
        }
    }

    /** Its message: what is wrong. */
    static final class WithFault extends DBusExecutionException {
        WithFault(String message) {
            super(message);
        }
    }

    private Answered() {}

    /** What the work answers; what it throws in a form that travels. */
    static <T> T from(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            throw new WithRefusal(BusJson.writeRefusals(refused.refusals()));
        } catch (CatalogException broken) {
            throw new WithBrokenCatalog(String.valueOf(broken.getMessage()));
        } catch (RuntimeException | Error fault) {
            LOG.error("a call could not be answered", fault);
            throw new WithFault(String.valueOf(fault.getMessage()));
        }
    }

    /** The other way. */
    static RuntimeException thrown(BusFailure failure) {
        if (failure.is(WithRefusal.class)) {
            return new Refused(BusJson.readRefusals(String.valueOf(failure.getMessage())));
        }
        if (failure.is(WithBrokenCatalog.class)) {
            return new CatalogException(String.valueOf(failure.getMessage()), failure);
        }
        if (failure.is(WithFault.class)) {
            return new IllegalStateException(failure.getMessage(), failure);
        }
        // Nobody there, nobody who may be asked, or one of another version.
        return new Refused(
                Code.OPERATOR_AWAY,
                "cannot ask the operator of root: because " + failure.words(),
                "systemctl status smolotchi-release-operator.service");
    }
}
