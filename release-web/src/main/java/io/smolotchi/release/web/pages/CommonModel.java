package io.smolotchi.release.web.pages;

import io.smolotchi.release.web.security.Member;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page shows. */
@ControllerAdvice
class CommonModel {

    /** The reader of the page. */
    public record Reader(String name, String role, boolean mayChange) {}

    private static final Reader STRANGER = new Reader("", "", false);

    @ModelAttribute("reader")
    Reader reader(@Nullable Principal principal) {
        return of(principal);
    }

    @ModelAttribute("section")
    String section(HttpServletRequest request) {
        return sectionOf(request);
    }

    /** The first word of the path: what the navigation marks as the page that is read. */
    static String sectionOf(HttpServletRequest request) {
        String path = request.getRequestURI();
        int end = path.indexOf('/', 1);
        return end < 0 ? path.substring(1) : path.substring(1, end);
    }

    static Reader of(@Nullable Principal principal) {
        return principal instanceof Member member
                ? new Reader(
                        member.account().name(),
                        member.account().role().word(),
                        member.account().role().mayChange())
                : STRANGER;
    }
}
