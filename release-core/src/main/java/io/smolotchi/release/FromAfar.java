package io.smolotchi.release;

import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What somebody may have done who is not at the machine. Neither may he name what lies on it, nor have it call whom he likes: behind the machine's address is
 * often a network that trusts it, and the answer, or how long it took, would already tell what is there. So repositories are those that its settings name.
 *
 * @param repositories addresses that the host's settings allow; asked for only where they matter
 */
record FromAfar(Supplier<List<String>> repositories) {

    /** Why not; empty when it may be planned and asked. */
    Optional<Refusal> refusal(Request request) {
        Optional<Refusal> never = request.notFromAfar();
        if (never.isEmpty()
                && request instanceof Request.Stage(Source.Git repository, var _)
                && repositories.get().stream().noneMatch(repository::liesBelow)) {
            return Optional.of(Refusal.of(
                    Code.SOURCE_NOT_FROM_AFAR,
                    "cannot stage that: because the settings of this machine name no such repository for people who are not at it",
                    "smolotchi-release stage URL#REF at the machine, or name it in its settings, store.git-from-afar"));
        }
        return never;
    }
}
