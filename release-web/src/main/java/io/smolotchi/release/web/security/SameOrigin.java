package io.smolotchi.release.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes changes from our own pages only. The application that is deployed has a web UI on another port of the same host: the same site for cookies, so
 * {@code SameSite} does not keep it out, and browsers say so in {@code Sec-Fetch-Site}. Comes on top of the CSRF token.
 */
public final class SameOrigin extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String from = request.getHeader("Sec-Fetch-Site");
        if (READING.contains(request.getMethod())
                || from == null
                || from.equals("same-origin")
                || from.equals("none")) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
