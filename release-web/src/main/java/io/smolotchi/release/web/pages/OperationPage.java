package io.smolotchi.release.web.pages;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One operation: an activation under its own address, anything else under the general one. */
@Controller
class OperationPage {

    private final Changes changes;
    private final Inquiries inquiries;
    private final Show show;
    private final Advice advice;

    OperationPage(Changes changes, Inquiries inquiries, Show show, Advice advice) {
        this.changes = changes;
        this.inquiries = inquiries;
        this.show = show;
        this.advice = advice;
    }

    @GetMapping({"/activations/{id}", "/operations/{id}"})
    String operation(
            @PathVariable String id,
            @RequestParam(required = false) Optional<String> late,
            HttpServletRequest request,
            Model model) {
        OperationId number = Numbers.operation(id).orElseThrow(OperationPage::notFound);
        // the operation before its events: what is missed in between comes by the stream, not twice and not never
        Operation operation = find(number).orElseThrow(OperationPage::notFound);
        String address = Words.href(operation.kind(), number);
        if (!request.getRequestURI().equals(address)) {
            return "redirect:" + address;
        }
        boolean left = operation.ended().isEmpty() && inquiries.deserted(number);
        EventPages events = new EventPages(inquiries, number);
        model.addAttribute("it", OperationView.of(operation, activation(operation), left, events, show, advice));
        model.addAttribute("left", left);
        model.addAttribute("late", late.isPresent());
        return "operation";
    }

    /** What has already ended, or can't be taken back any more, goes its way, and the page says so. */
    @PostMapping("/operations/{id}/cancel")
    String cancel(@PathVariable String id, Principal principal) {
        OperationId number = Numbers.operation(id).orElseThrow(OperationPage::notFound);
        Operation operation = find(number).orElseThrow(OperationPage::notFound);
        boolean told = changes.cancel(number, principal.getName());
        return "redirect:" + Words.href(operation.kind(), number) + (told ? "" : "?late");
    }

    private Optional<Operation> find(OperationId id) {
        try {
            return Optional.of(inquiries.operation(id));
        } catch (Refused unknown) {
            return Optional.empty();
        }
    }

    /** Its row opens once the lock is held, so it may not be there yet, or never come. */
    private Optional<Activation> activation(Operation operation) {
        if (!Words.isActivation(operation.kind())) {
            return Optional.empty();
        }
        try {
            return Optional.of(inquiries.activation(operation.id()));
        } catch (Refused notOpened) {
            return Optional.empty();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
