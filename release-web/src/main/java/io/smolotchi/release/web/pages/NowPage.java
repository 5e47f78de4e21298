package io.smolotchi.release.web.pages;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.Status;
import io.smolotchi.release.refusal.Advice;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class NowPage {

    private final Inquiries inquiries;
    private final Show show;
    private final Advice advice;

    NowPage(Inquiries inquiries, Show show, Advice advice) {
        this.inquiries = inquiries;
        this.show = show;
        this.advice = advice;
    }

    @GetMapping("/")
    String now(Principal principal, Model model) {
        Status status = inquiries.status();
        boolean mayChange = CommonModel.of(principal).mayChange();
        model.addAttribute("now", NowView.of(status, mayChange, show, advice));
        return "now";
    }
}
