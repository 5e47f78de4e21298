package io.smolotchi.release.web.pages;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Reason;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The only way from a page to a change: the plan is shown, and what is confirmed is that plan. */
@Controller
class ReviewPage {

    private static final int MEANWHILE = 10;

    private final Changes changes;
    private final Inquiries inquiries;
    private final Plans plans;
    private final Interruption interruption;
    private final Show show;
    private final Advice advice;

    ReviewPage(Changes changes, Inquiries inquiries, Plans plans, Interruption interruption, Show show, Advice advice) {
        this.changes = changes;
        this.inquiries = inquiries;
        this.plans = plans;
        this.interruption = interruption;
        this.show = show;
        this.advice = advice;
    }

    @GetMapping("/review/{verb}")
    String review(
            @PathVariable String verb, @RequestParam Map<String, String> values, Principal principal, Model model) {
        Request request = Verb.parse(verb, values);
        Plan plan = plans.of(request);
        Request agreed = request.agreedTo(plan);
        if (!agreed.equals(request) && !plan.refused()) {
            // a version that was found, perhaps from the time, is the one that is looked at and confirmed
            return "redirect:" + Verb.of(agreed).orElseThrow().href();
        }
        return review(request, plan, principal, model);
    }

    @PostMapping("/review/{verb}")
    String confirm(
            @PathVariable String verb,
            @RequestParam Map<String, String> values,
            @RequestParam(defaultValue = "") String digest,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String reason,
            Principal principal,
            HttpServletResponse response,
            Model model) {
        Request request = Verb.parse(verb, values);
        Reason.problem(reason).ifPresent(problem -> {
            throw new Refused(problem);
        });
        String why = Reason.line(reason);
        Plan plan = plans.of(request);
        if (plan.digest().hex().equals(digest) && !plan.refused() && !plan.nothingToDo()) {
            try {
                OperationId id = changes.ask(
                        request, new Caller(principal.getName(), Origin.WEB, why), Optional.of(plan.digest()));
                return "redirect:" + Words.href(request.kind(), id);
            } catch (Refused refused) {
                // what was read a moment ago may have changed already: the page shows the plan as it is now
                boolean stale = refused.refusals().stream().anyMatch(refusal -> refusal.code() == Code.PLAN_STALE);
                model.addAttribute("stale", stale);
                model.addAttribute("refused", advice.in(refused.refusals()));
                plan = plans.of(request);
            }
        } else {
            model.addAttribute("stale", !plan.digest().hex().equals(digest));
        }
        model.addAttribute("meanwhile", since(seen));
        model.addAttribute("reason", why);
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        return review(request, plan, principal, model);
    }

    private String review(Request request, Plan plan, Principal principal, Model model) {
        long newest = inquiries.history(HistoryFilter.newest(1)).stream()
                .mapToLong(row -> row.id().value())
                .findFirst()
                .orElse(0);
        boolean mayChange = CommonModel.of(principal).mayChange();
        if (plan instanceof ActivationPlan activation && !activation.stop().isEmpty()) {
            interruption.expected().ifPresent(words -> model.addAttribute("interruption", words));
        }
        model.addAttribute("review", ReviewView.of(request, plan, newest, mayChange, advice));
        return "review";
    }

    /** What changed what runs since the page was made, newest first. */
    private List<ActivationRow> since(String seen) {
        long last = Numbers.operation(seen).map(OperationId::value).orElse(0L);
        return inquiries.history(HistoryFilter.newest(MEANWHILE)).stream()
                .filter((Activation row) -> row.id().value() > last)
                .map(row -> ActivationRow.of(row, show))
                .toList();
    }
}
