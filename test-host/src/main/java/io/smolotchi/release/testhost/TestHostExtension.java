package io.smolotchi.release.testhost;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives a test class its host, see {@link WithTestHost}. Nested classes share the host of the class around them. A host
 * that leaves something behind, or a damaged /dev/null, fails the class.
 */
public final class TestHostExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(TestHostExtension.class);

    private record Lease(String owner, TestHost host) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        if (lease(context).isPresent()) {
            return;
        }
        TestHostBuilder builder = TestHost.builder();
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithTestHost.class)
                .ifPresent(annotation -> configure(builder, annotation));
        context.getStore(NAMESPACE).put(Lease.class, new Lease(context.getUniqueId(), builder.boot()));
    }

    private static void configure(TestHostBuilder builder, WithTestHost annotation) {
        for (String bind : annotation.bind()) {
            builder.bind(Bind.parse(bind, false));
        }
        for (String bind : annotation.bindReadOnly()) {
            builder.bind(Bind.parse(bind, true));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Optional<TestHost> own = lease(context)
                .filter(lease -> lease.owner().equals(context.getUniqueId()))
                .map(Lease::host);
        try {
            own.ifPresent(TestHost::close);
        } finally {
            NullDevice.check();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestHost.class;
    }

    @Override
    public TestHost resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return lease(context)
                .map(Lease::host)
                .orElseThrow(() -> new ParameterResolutionException("the host boots after the constructor has run"));
    }

    private static Optional<Lease> lease(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(Lease.class, Lease.class));
    }
}
