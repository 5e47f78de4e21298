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

    ComparePage(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @GetMapping("/compare")
    String compare(@RequestParam String from, @RequestParam String to, Model model) {
        model.addAttribute("it", ComparisonPageView.of(inquiries.compare(Version.of(from), Version.of(to))));
        return "compare";
    }
}
