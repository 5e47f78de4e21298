package io.smolotchi.release.catalog;

import io.smolotchi.release.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A row of the history, and how an operation ended, as members of a JSON object: the one form that console, pages and exports have. */
public final class ActivationMembers {

    private ActivationMembers() {}

    /** In order. Values are texts, numbers, instants, versions, digests, lists of such members, and optionals of these. */
    public static Map<String, Object> of(Activation row) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", row.id().value());
        members.put("kind", row.kind().word());
        members.put("from", row.from());
        members.put("to", row.to());
        members.put("digest", row.digest());
        members.put("openedAt", row.openedAt());
        members.put("endedAt", row.ended().map(Ended::at));
        members.putAll(of(row.ended().map(Ended::outcome)));
        members.put("live", row.live());
        members.put("position", row.position().value());
        members.put("parent", row.parent().map(OperationId::value));
        members.put("actor", row.caller().actor());
        members.put("origin", row.caller().origin().name().toLowerCase(Locale.ROOT));
        members.put("reason", row.caller().reason());
        return members;
    }

    /** @param outcome empty while it has none */
    public static Map<String, Object> of(Optional<Outcome> outcome) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("outcome", outcome.map(Outcome::word));
        outcome.ifPresent(ended -> particulars(ended, members));
        return members;
    }

    private static void particulars(Outcome outcome, Map<String, Object> members) {
        switch (outcome) {
            case Outcome.RolledBack back -> {
                members.put("step", back.step());
                members.put("code", back.code().name());
                members.put("cause", back.cause());
                members.put("blame", back.blame().name());
            }
            case Outcome.Stranded stranded -> {
                members.put("step", stranded.step());
                members.put("code", stranded.code().name());
                members.put("cause", stranded.cause());
            }
            case Outcome.Abandoned abandoned -> {
                members.put("code", abandoned.code().name());
                members.put("cause", abandoned.cause());
            }
            case Outcome.Failed failed -> {
                members.put("code", failed.code().name());
                members.put("cause", failed.cause());
            }
            case Outcome.Done done -> members.put("text", done.text());
            case Outcome.Refused refused -> members.put("refusals", each(refused.refusals()));
            case Outcome.Healthy _, Outcome.Unchecked _ -> {}
        }
    }

    private static List<Map<String, Object>> each(List<Refusal> refusals) {
        return refusals.stream().map(ActivationMembers::of).toList();
    }

    private static Map<String, Object> of(Refusal refusal) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("code", refusal.code().name());
        members.put("what", refusal.what());
        members.put("remedy", refusal.remedy());
        return members;
    }
}
