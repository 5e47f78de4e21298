package io.smolotchi.release.web.api;

import io.smolotchi.release.web.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Archives from programs: the body is the archive. What it becomes is planned and asked for like any other change. */
@RestController
@RequestMapping("/api/v1")
class Uploading {

    private final Uploads uploads;

    Uploading(Uploads uploads) {
        this.uploads = uploads;
    }

    /** @param name of the file, where its version may be found */
    @PostMapping(path = "/uploads", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Answers(value = "Receives an archive, which a staging then names", with = Documents.Received.class, status = 201)
    ResponseEntity<String> receive(@RequestParam(defaultValue = "archive") String name, HttpServletRequest request)
            throws IOException {
        Uploads.refuseUnlessSmaller(request.getContentLengthLong(), uploads.most());
        String id = uploads.receive(request.getInputStream(), name, request.getContentLengthLong());
        return ResponseEntity.status(201)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Documents.write(new Documents.Received(id)));
    }
}
