package io.smolotchi.release.web.pages;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Version;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class ComparePage {

    private final Inquiries inquiries;
    private final OneAtATime turn;

    ComparePage(Inquiries inquiries, OneAtATime turn) {
        this.inquiries = inquiries;
        this.turn = turn;
    }

    @GetMapping("/compare")
    String compare(@RequestParam String from, @RequestParam String to, Model model) {
        model.addAttribute(
                "it", ComparisonPageView.of(turn.of(() -> inquiries.compare(Version.of(from), Version.of(to)))));
        return "compare";
    }
}
