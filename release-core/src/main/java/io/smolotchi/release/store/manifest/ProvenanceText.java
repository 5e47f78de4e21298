package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.git.GitState;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms of a provenance: JSON on disk, lines for people. */
public final class ProvenanceText {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ProvenanceText() {}

    static List<String> lines(Provenance of) {
        List<String> lines = new ArrayList<>(List.of(
                "source: " + of.source(),
                "source digest: " + of.sourceDigest(),
                "digest: " + of.digest(),
                "content digest: " + of.contentDigest(),
                "staged at: " + of.stagedAt(),
                "staged by: " + of.actor() + " (" + of.origin() + ") on " + of.host()));
        of.git().ifPresent(git -> lines.add("commit: " + git.commit() + (git.dirty() ? ", with changes" : "")));
        if (!of.reason().isEmpty()) {
            lines.add("reason: " + of.reason());
        }
        lines.add("owner: " + of.owner());
        lines.add("bytecode: " + of.bytecode());
        of.warnings().forEach(warning -> lines.add("warning: " + warning));
        return List.copyOf(lines);
    }

    public static String write(Provenance of) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("format", of.format());
        json.put("version", of.version().value());
        json.put("digest", of.digest().hex());
        json.put("contentDigest", of.contentDigest().hex());
        json.put("source", of.source());
        json.put("sourceDigest", of.sourceDigest().hex());
        of.git().ifPresent(git -> {
            ObjectNode state = json.putObject("git");
            state.put("commit", git.commit());
            state.put("described", git.described());
            state.put("dirty", git.dirty());
        });
        json.put("actor", of.actor());
        json.put("origin", of.origin());
        json.put("reason", of.reason());
        json.put("host", of.host());
        json.put("stagedAt", of.stagedAt().toString());
        json.put("owner", of.owner());
        json.put("bytecode", of.bytecode());
        ArrayNode warnings = json.putArray("warnings");
        of.warnings().forEach(warnings::add);
        return MAPPER.writeValueAsString(json) + "\n";
    }

    /** @throws Refused when the text is not a provenance, or one of a newer format */
    static Provenance read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            int format = json.path("format").asInt(0);
            if (format > Provenance.FORMAT) {
                throw new Refused(
                        Code.FORMAT_NEWER,
                        "cannot read a provenance: because it is of format " + format + ", and this program knows "
                                + Provenance.FORMAT,
                        "upgrade smolotchi-release");
            }
            List<String> warnings = new ArrayList<>();
            json.path("warnings").forEach(warning -> warnings.add(warning.asString("")));
            return new Provenance(
                    format,
                    Version.of(string(json, "version")),
                    new Digest(string(json, "digest")),
                    new Digest(string(json, "contentDigest")),
                    string(json, "source"),
                    new Digest(string(json, "sourceDigest")),
                    git(json.path("git")),
                    string(json, "actor"),
                    string(json, "origin"),
                    string(json, "reason"),
                    string(json, "host"),
                    Instant.parse(string(json, "stagedAt")),
                    string(json, "owner"),
                    string(json, "bytecode"),
                    warnings);
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new Refused(
                    Code.RELEASE_DAMAGED,
                    "cannot read a provenance: because it is not what this program writes",
                    "smolotchi-release list");
        }
    }

    private static Optional<GitState> git(JsonNode json) {
        return json.isObject()
                ? Optional.of(new GitState(
                        string(json, "commit"),
                        string(json, "described"),
                        json.path("dirty").asBoolean(false)))
                : Optional.empty();
    }

    private static String string(JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (!value.isString()) {
            throw new IllegalArgumentException("no " + key);
        }
        return value.asString();
    }
}
