package io.smolotchi.release.web.pages;

import io.smolotchi.release.web.accounts.Accounts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
class LoginPage {

    private final Accounts accounts;

    LoginPage(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/login")
    String login(
            @RequestParam(required = false) String failed,
            @RequestParam(required = false) String locked,
            @RequestParam(required = false) String out,
            Model model) {
        if (failed != null) {
            model.addAttribute("problem", "Name and password do not belong together.");
        } else if (locked != null) {
            model.addAttribute("problem", "Too many attempts failed. Wait a while, then try again.");
        } else if (out != null) {
            model.addAttribute("notice", "You are logged out.");
        }
        model.addAttribute("noAccount", accounts.list().isEmpty());
        return "login";
    }

    /** That the process answers; nothing else, since anybody may ask. */
    @GetMapping(path = "/healthz", produces = "text/plain")
    @ResponseBody
    String health() {
        return "ok\n";
    }
}
