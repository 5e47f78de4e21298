package io.smolotchi.release.shell.output;

import io.smolotchi.release.VerifiedRelease;
import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Version;
import java.util.List;
import java.util.Map;

/** Releases compared with what was sealed. */
public record VerificationView(List<VerifiedRelease> releases) implements View {

    @Override
    public void print(Page page) {
        if (releases.isEmpty()) {
            page.line("no releases are staged");
        }
        for (VerifiedRelease release : releases) {
            page.line(
                    Cell.of(Tone.STRONG, release.version().value()),
                    Cell.of(": "),
                    verdict(release),
                    Cell.of(", " + release.entries() + " entries, " + ByteCount.words(release.bytes())));
            page.bullets(release.findings().stream()
                    .map(VerifiedRelease.Finding::text)
                    .toList());
        }
    }

    private static Cell verdict(VerifiedRelease release) {
        int findings = release.findings().size();
        return release.intact()
                ? Cell.of(Tone.GOOD, "intact")
                : Cell.of(Tone.BAD, findings == 1 ? "1 finding" : findings + " findings");
    }

    @Override
    public void brief(Page page) {
        releases.forEach(
                release -> release.findings().forEach(finding -> page.line(release.version() + " " + finding.text())));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("releases", Members.each(releases, VerificationView::json))
                .map();
    }

    private static Members json(VerifiedRelease release) {
        return Members.of("version", release.version())
                .and("intact", release.intact())
                .and("entries", release.entries())
                .and("bytes", release.bytes())
                .and("findings", Members.each(release.findings(), VerificationView::json));
    }

    private static Members json(VerifiedRelease.Finding finding) {
        return Members.of("kind", finding.kind())
                .and("path", finding.path())
                .and("expected", finding.expected())
                .and("found", finding.found())
                .and("alsoIn", finding.alsoIn().stream().map(Version::value).toList());
    }
}
