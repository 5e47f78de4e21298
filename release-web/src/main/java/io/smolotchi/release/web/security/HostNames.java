package io.smolotchi.release.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only to names it knows. A page of a stranger can make its own name point at the loopback address (DNS rebinding), and its scripts would then
 * count as ours; the {@code Host} header gives it away.
 */
public final class HostNames extends OncePerRequestFilter {

    private static final int MISDIRECTED_REQUEST = 421;

    private final Set<String> names;

    /** @param names without port, an IPv6 address in brackets */
    public HostNames(Collection<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (names.contains(name(request.getHeader("Host")))) {
            chain.doFilter(request, response);
            return;
        }
        if (ApiErrors.isApi(request)) {
            ApiProblem.send(response, MISDIRECTED_REQUEST, "Misdirected", "This server does not answer to that name");
            return;
        }
        response.setStatus(MISDIRECTED_REQUEST);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter()
                .println("This server does not answer to that name. Add it to smolotchi.web.hosts in"
                        + " /etc/smolotchi-release/application.yaml when it should.");
    }

    private static String name(@org.jspecify.annotations.Nullable String host) {
        if (host == null) {
            return "";
        }
        int port = host.lastIndexOf(':');
        String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return name.toLowerCase(Locale.ROOT);
    }
}
