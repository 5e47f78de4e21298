package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.web.uploads.UploadForm;
import io.smolotchi.release.web.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** An archive from the browser: received here, looked at in the review like any other change. */
@Controller
class UploadPage {

    private static final String SCRIPT = "X-Requested-With";

    private final Uploads uploads;
    private final Advice advice;

    UploadPage(Uploads uploads, Advice advice) {
        this.uploads = uploads;
        this.advice = advice;
    }

    @GetMapping("/upload")
    String form(Model model) {
        model.addAttribute("most", uploads.most());
        model.addAttribute("mostWords", ByteCount.words(uploads.most()));
        return "upload";
    }

    /** Null when the answer is written already. */
    @PostMapping("/upload")
    @Nullable
    String receive(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
        try {
            UploadForm form = UploadForm.receive(request, uploads);
            Map<String, String> values = new LinkedHashMap<>();
            values.put("upload", form.id());
            if (!form.version().isEmpty()) {
                values.put("version", form.version());
            }
            UriComponentsBuilder review = UriComponentsBuilder.fromPath("/review/stage");
            values.keySet().forEach(name -> review.queryParam(name, "{" + name + "}"));
            String address = review.encode().buildAndExpand(values).toUriString();
            if (request.getHeader(SCRIPT) != null) {
                // a script would follow a redirect and throw the page away, for which the whole archive is read
                response.setStatus(HttpServletResponse.SC_CREATED);
                response.setHeader("Location", address);
                return null;
            }
            return "redirect:" + address;
        } catch (Refused refused) {
            response.setStatus(Problems.status(refused.refusals().getFirst().code()));
            // what is left of the archive is not read: the connection ends with the answer
            response.setHeader("Connection", "close");
            model.addAttribute("refused", advice.in(refused.refusals()));
            return form(model);
        }
    }
}
