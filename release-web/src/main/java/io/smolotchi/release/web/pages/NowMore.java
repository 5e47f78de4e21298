package io.smolotchi.release.web.pages;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PrunePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What belongs to the page for now and takes too long for it: the page asks for it once it is shown. Without JavaScript its links lead there. */
@Controller
class NowMore {

    /** A sentence and where it is told in full. */
    public record More(String sentence, String href, String label) {}

    private final Changes changes;
    private final Inquiries inquiries;
    private final OneAtATime turn;

    NowMore(Changes changes, Inquiries inquiries, OneAtATime turn) {
        this.changes = changes;
        this.inquiries = inquiries;
        this.turn = turn;
    }

    @GetMapping("/now/more")
    String more(Model model) {
        List<More> more = new ArrayList<>();
        Plan plan = turn.of(() -> changes.plan(new Request.Prune(Optional.empty(), false)));
        if (plan instanceof PrunePlan prune && !plan.refused()) {
            PruneView view = PruneView.of(prune);
            more.add(new More(
                    plan.nothingToDo()
                            ? "A prune now would delete nothing."
                            : "A prune now would delete " + view.deletions()
                                    + (view.deletions() == 1 ? " release" : " releases") + " and free " + view.freed()
                                    + ".",
                    "/retention",
                    "Retention"));
        }
        int changed = turn.of(() -> inquiries.unitChanges(Optional.empty())).size();
        if (changed > 0) {
            more.add(new More(
                    changed
                            + (changed == 1
                                    ? " installed file is not what was installed."
                                    : " installed files are not what was installed."),
                    "/units",
                    "Units"));
        }
        model.addAttribute("more", more);
        return "now-more";
    }
}
