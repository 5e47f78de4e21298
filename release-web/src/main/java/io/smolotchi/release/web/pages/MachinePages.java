package io.smolotchi.release.web.pages;

import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.InstalledUnit;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Units with their journals, and what the doctor says. */
@Controller
class MachinePages {

    private static final int LINES = 200;

    private final Inquiries inquiries;
    private final OneAtATime turn;
    private final Lookout lookout;
    private final Show show;
    private final Advice advice;

    MachinePages(Inquiries inquiries, OneAtATime turn, Lookout lookout, Show show, Advice advice) {
        this.inquiries = inquiries;
        this.turn = turn;
        this.lookout = lookout;
        this.show = show;
        this.advice = advice;
    }

    @GetMapping("/units")
    String units(Principal principal, Model model) {
        boolean mayChange = CommonModel.of(principal).mayChange();
        model.addAttribute(
                "units",
                inquiries.units().stream()
                        .map(unit -> UnitRow.of(unit, mayChange, show))
                        .toList());
        model.addAttribute(
                "changes",
                inquiries.unitChanges(Optional.empty()).stream()
                        .map(ActivationPlanView::change)
                        .toList());
        return "units";
    }

    @GetMapping("/units/{name}")
    String unit(@PathVariable String name, Principal principal, Model model) {
        boolean mayChange = CommonModel.of(principal).mayChange();
        InstalledUnit unit = inquiries.units().stream()
                .filter(one -> one.health().unit().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Code.UNIT_UNKNOWN,
                        "cannot show that unit: because it is none of the installed ones",
                        "smolotchi-release units status"));
        model.addAttribute("unit", UnitRow.of(unit, mayChange, show));
        try {
            model.addAttribute(
                    "lines",
                    inquiries.log(name, Optional.empty(), LINES).lines().stream()
                            .map(line -> JournalRow.of(line, show))
                            .toList());
            model.addAttribute("noLog", "");
        } catch (Refused none) {
            model.addAttribute("lines", List.of());
            model.addAttribute("noLog", none.refusals().getFirst().what());
        }
        return "unit";
    }

    @GetMapping("/doctor")
    String doctor(Principal principal, Model model) {
        Diagnosis diagnosis = turn.of(inquiries::diagnosis);
        lookout.found(diagnosis);
        model.addAttribute(
                "checks",
                diagnosis.lines().stream()
                        .map(line -> CheckRow.of(line, advice))
                        .toList());
        model.addAttribute(
                "wrong",
                diagnosis.lines().stream().filter(Diagnosis.Line::wrong).count());
        List<String> mendings = diagnosis.mendings();
        model.addAttribute("mendings", mendings);
        model.addAttribute(
                "mend",
                (mendings.isEmpty()
                                ? Action.not(
                                        "mend", "Mend…", "There is nothing that could be mended without a decision.")
                                : Action.of("mend", "Mend…", "/review/mend"))
                        .forReader(CommonModel.of(principal).mayChange()));
        return "doctor";
    }
}
