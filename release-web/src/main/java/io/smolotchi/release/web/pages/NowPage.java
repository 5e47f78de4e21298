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
    private final Lookout lookout;
    private final Show show;
    private final Advice advice;

    NowPage(Inquiries inquiries, Lookout lookout, Show show, Advice advice) {
        this.inquiries = inquiries;
        this.lookout = lookout;
        this.show = show;
        this.advice = advice;
    }

    @GetMapping("/")
    String now(Principal principal, Model model) {
        Status status = inquiries.status();
        boolean mayChange = CommonModel.of(principal).mayChange();
        model.addAttribute("now", NowView.of(status, mayChange, show, advice));
        model.addAttribute("outlook", OutlookView.of(lookout.glance(), show, advice));
        return "now";
    }

    /** The parts of the page that take longer, once they are up to date. */
    @GetMapping("/now/more")
    String more(Model model) {
        model.addAttribute("outlook", OutlookView.of(lookout.patiently(), show, advice));
        return "now-more";
    }
}
