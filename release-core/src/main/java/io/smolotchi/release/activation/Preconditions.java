package io.smolotchi.release.activation;

import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.store.CurrentLink;
import java.util.List;
import java.util.Optional;

/** Reasons not to start that lie in the machine, whatever the target. */
final class Preconditions {

    private final OpenActivation open;
    private final CurrentLink link;

    Preconditions(OpenActivation open, CurrentLink link) {
        this.open = open;
        this.link = link;
    }

    List<Refusal> check(ReleaseHistory history) {
        // While one is open, link and history may well differ: that is no reason of its own.
        return open.refusal("change what runs").or(() -> currentRefusal(history)).stream()
                .toList();
    }

    /** The link is the truth about what is current; one that the history does not know is never written over. */
    private Optional<Refusal> currentRefusal(ReleaseHistory history) {
        return switch (link.read()) {
            case CurrentLink.Target.Absent _ ->
                history.current()
                        .map(version -> Refusal.of(
                                Code.CURRENT_UNKNOWN,
                                "cannot change what runs: current is gone, but by the history it is " + version,
                                "ln -s releases/" + version + " " + link.path()));
            case CurrentLink.Target.Release(Version version) ->
                history.current().equals(Optional.of(version))
                        ? Optional.empty()
                        : Optional.of(Refusal.of(
                                Code.CURRENT_UNKNOWN,
                                "cannot change what runs: current points at " + version + ", but by the history it is "
                                        + history.current().map(Version::value).orElse("nothing"),
                                history.current()
                                        .map(recorded -> "ln -sfn releases/" + recorded + " " + link.path())
                                        .orElse("rm " + link.path())));
            case CurrentLink.Target.Dangling(Version version) ->
                Optional.of(Refusal.of(
                        Code.CURRENT_UNKNOWN,
                        "cannot change what runs: current points at " + version + ", whose tree is not there",
                        "smolotchi-release stage SOURCE --version " + version));
            case CurrentLink.Target.Foreign(String target) ->
                Optional.of(Refusal.of(
                        Code.CURRENT_UNKNOWN,
                        "cannot change what runs: current points at " + target + ", which is no release of ours",
                        history.current()
                                .map(recorded -> "ln -sfn releases/" + recorded + " " + link.path())
                                .orElse("rm " + link.path() + ", when nothing needs it")));
            case CurrentLink.Target.NotALink(String kind) ->
                Optional.of(Refusal.of(
                        Code.CURRENT_NOT_A_LINK,
                        "cannot change what runs: " + link.path() + " is " + kind
                                + "; it was made by hand or by another installer",
                        kind.equals("a directory") ? "smolotchi-release adopt" : "move it away"));
        };
    }
}
