package io.smolotchi.release.web.api;

import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.web.pages.Problems;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;

/** Why a program does not get what it asked for, with every reason. */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
class ApiProblems {

    private final Advice advice;

    ApiProblems(Advice advice) {
        this.advice = advice;
    }

    @ExceptionHandler(Refused.class)
    ResponseEntity<String> refused(Refused refused) {
        Refusal first = refused.refusals().getFirst();
        return answer(
                Problems.status(first.code()),
                first.code().name(),
                first.what(),
                Documents.Reason.of(refused.refusals(), advice));
    }

    @ExceptionHandler(JacksonException.class)
    ResponseEntity<String> malformed(JacksonException malformed) {
        return answer(400, "Malformed JSON", malformed.getOriginalMessage(), List.of());
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<String> malformed(MethodArgumentTypeMismatchException malformed) {
        return answer(400, "VALUE_MALFORMED", "The value of '" + malformed.getName() + "' is malformed", List.of());
    }

    @ExceptionHandler(ResponseStatusException.class)
    ResponseEntity<String> status(ResponseStatusException why) {
        int status = why.getStatusCode().value();
        return answer(status, "Not now", why.getReason() == null ? "" : why.getReason(), List.of());
    }

    @ExceptionHandler(CatalogException.class)
    ResponseEntity<String> catalog(CatalogException broken) {
        return answer(500, "CATALOG_DAMAGED", String.valueOf(broken.getMessage()), List.of());
    }

    static ResponseEntity<String> answer(int status, String title, String detail, List<Documents.Reason> refusals) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Documents.write(new Documents.Problem(title, status, detail, refusals)));
    }
}
