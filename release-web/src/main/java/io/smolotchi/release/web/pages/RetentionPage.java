package io.smolotchi.release.web.pages;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.refusal.Advice;
import java.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class RetentionPage {

    private final Changes changes;
    private final Inquiries inquiries;
    private final OneAtATime turn;
    private final Show show;
    private final Advice advice;

    RetentionPage(Changes changes, Inquiries inquiries, OneAtATime turn, Show show, Advice advice) {
        this.changes = changes;
        this.inquiries = inquiries;
        this.turn = turn;
        this.show = show;
        this.advice = advice;
    }

    @GetMapping("/retention")
    String retention(Principal principal, Model model) {
        boolean mayChange = CommonModel.of(principal).mayChange();
        Plan plan = turn.of(() -> changes.plan(new Request.Prune(Optional.empty(), false)));
        if (plan instanceof PrunePlan prune) {
            model.addAttribute("plan", PruneView.of(prune));
        }
        model.addAttribute("refusals", advice.in(plan.refusals()));
        ScheduleView schedule = ScheduleView.of(inquiries.schedule(), show);
        model.addAttribute("schedule", schedule);
        model.addAttribute(
                "prune",
                (plan.nothingToDo()
                                ? Action.not("prune", "Prune now…", "There is nothing to delete.")
                                : Action.of("prune", "Prune now…", "/review/prune"))
                        .forReader(mayChange));
        model.addAttribute(
                "disable",
                (schedule.enabled()
                                ? Action.of("unschedule", "Disable the schedule…", "/review/unschedule")
                                : Action.not("unschedule", "Disable the schedule…", "It is not enabled."))
                        .forReader(mayChange));
        return "retention";
    }
}
