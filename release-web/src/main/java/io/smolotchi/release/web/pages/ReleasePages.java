package io.smolotchi.release.web.pages;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Version;
import java.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class ReleasePages {

    private final Inquiries inquiries;
    private final OneAtATime turn;
    private final Show show;

    ReleasePages(Inquiries inquiries, OneAtATime turn, Show show) {
        this.inquiries = inquiries;
        this.turn = turn;
        this.show = show;
    }

    @GetMapping("/releases")
    String releases(Model model) {
        model.addAttribute(
                "rows",
                inquiries.releases().stream()
                        .map(release -> ReleaseRow.of(release, show))
                        .toList());
        return "releases";
    }

    /** @param verify present when the reader asked for it: every byte of the release is read */
    @GetMapping("/releases/{version}")
    String release(
            @PathVariable String version,
            @RequestParam(required = false) Optional<String> verify,
            Principal principal,
            Model model) {
        boolean mayChange = CommonModel.of(principal).mayChange();
        model.addAttribute("it", ReleaseView.of(inquiries.release(Version.of(version)), mayChange, show));
        if (verify.isPresent()) {
            model.addAttribute(
                    "verified",
                    turn.of(() -> inquiries.verify(Optional.of(Version.of(version))))
                            .getFirst());
        }
        return "release";
    }
}
