package io.smolotchi.release.web.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/** Back to the page that was asked for. A session lasts long only from here on: those of strangers are short, since anybody can begin one. */
final class LoggedIn extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Duration session;

    LoggedIn(RequestCache comeBack, Duration session) {
        this.session = session;
        setRequestCache(comeBack);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        request.getSession().setMaxInactiveInterval((int) session.toSeconds());
        super.onAuthenticationSuccess(request, response, authentication);
    }
}
