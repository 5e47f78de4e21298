package io.smolotchi.release.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Whatever goes wrong below {@code /api} and {@code /actuator}, a program gets a problem of RFC 9457, never the page that a person would see. */
public final class ApiErrors extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isApi(request);
    }

    static boolean isApi(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/api")
                || path.startsWith("/api/")
                || path.equals("/actuator")
                || path.startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, new WithoutPages(response));
        } catch (IOException gone) {
            throw gone;
        } catch (ServletException | RuntimeException fault) {
            LOG.error("cannot answer {} {}", request.getMethod(), request.getRequestURI(), fault);
            if (response.isCommitted()) {
                throw fault;
            }
            response.reset();
            problem(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    private static void problem(HttpServletResponse response, int status) throws IOException {
        switch (status) {
            case 403 ->
                ApiProblem.send(
                        response, status, "Not from there", "The request does not come from where it may come from");
            case 404 -> ApiProblem.send(response, status, "Not found", "There is nothing at that address");
            case 405 -> ApiProblem.send(response, status, "Not that method", "That address does not take that method");
            case 406 -> ApiProblem.send(response, status, "Not in that form", "The answer would be JSON");
            case 415 ->
                ApiProblem.send(
                        response, status, "Not in that form", "Send application/json, or an archive as octet-stream");
            case 500 -> ApiProblem.send(response, status, "A fault", "The log of the server says what went wrong");
            default -> ApiProblem.send(response, status, "That did not work", "The request can not be answered");
        }
    }

    /** The server would make a page of an error that is sent: the problem is written instead. */
    private static final class WithoutPages extends HttpServletResponseWrapper {

        private final HttpServletResponse response;

        WithoutPages(HttpServletResponse response) {
            super(response);
            this.response = response;
        }

        @Override
        public void sendError(int status) throws IOException {
            response.resetBuffer();
            problem(response, status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            sendError(status);
        }
    }
}
