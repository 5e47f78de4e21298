package io.smolotchi.release;

import java.util.List;

/**
 * How the catalog is, or what was done about it.
 *
 * @param findings what is wrong, a clause each; empty when it is sound
 * @param done what was done, a sentence each; empty when nothing was
 */
public record CatalogReport(List<String> findings, List<String> done) {

    public CatalogReport {
        findings = List.copyOf(findings);
        done = List.copyOf(done);
    }

    public boolean sound() {
        return findings.isEmpty();
    }
}
