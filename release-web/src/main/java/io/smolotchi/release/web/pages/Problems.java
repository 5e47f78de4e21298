package io.smolotchi.release.web.pages;

import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What can't be shown, with every reason. */
@ControllerAdvice(basePackageClasses = Problems.class)
public class Problems {

    private final Advice advice;

    Problems(Advice advice) {
        this.advice = advice;
    }

    @ExceptionHandler(Refused.class)
    String refused(
            Refused refused,
            @Nullable Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setStatus(status(refused.refusals().getFirst().code()));
        model.addAttribute("refusals", advice.in(refused.refusals()));
        // the frame's attributes are not there when the page's own method did not end
        model.addAttribute("reader", CommonModel.of(principal));
        model.addAttribute("section", CommonModel.sectionOf(request));
        return "refused";
    }

    public static int status(Code code) {
        return switch (code) {
            case RELEASE_UNKNOWN, OPERATION_UNKNOWN, UNIT_UNKNOWN -> HttpServletResponse.SC_NOT_FOUND;
            case BUSY -> HttpServletResponse.SC_CONFLICT;
            case OPERATOR_AWAY -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            case SOURCE_TOO_LARGE -> HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
            default ->
                switch (code.kind()) {
                    case USAGE -> HttpServletResponse.SC_BAD_REQUEST;
                    case REFUSED, BUSY -> HttpServletResponse.SC_CONFLICT;
                    case FAULT -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
                };
        };
    }
}
