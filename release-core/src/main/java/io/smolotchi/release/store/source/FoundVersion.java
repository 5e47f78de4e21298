package io.smolotchi.release.store.source;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.git.GitState;
import io.smolotchi.release.refusal.Refused;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a source names, and where: release.yaml, else pyproject.toml, else git, else its own name; else the time.
 *
 * @param from for people
 */
public record FoundVersion(Version version, String from) {

    private static final Pattern IN_NAME = Pattern.compile("-(v?[0-9].*)");
    private static final Pattern ENDING = Pattern.compile("\\.(tar|tar\\.gz|tgz|tar\\.zst|tzst|zip)$");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd.HHmmss").withZone(ZoneOffset.UTC);

    /**
     * @param git what git says of the source, asked only when nothing better is there
     * @throws Refused DESCRIPTOR_INVALID
     */
    public static FoundVersion in(
            String sourceName,
            Optional<ReleaseDescriptor> yaml,
            Optional<byte[]> pyproject,
            Supplier<Optional<GitState>> git,
            Clock clock) {
        Optional<Version> declared = yaml.flatMap(ReleaseDescriptor::version);
        if (declared.isPresent()) {
            return new FoundVersion(declared.get(), ReleaseYaml.NAME);
        }
        return pyproject
                .flatMap(PyprojectToml::version)
                .flatMap(Version::parse)
                .map(version -> new FoundVersion(version, PyprojectToml.NAME))
                .or(() -> git.get()
                        .flatMap(state -> Version.parse(state.version().replace('/', '-')))
                        .map(version -> new FoundVersion(version, "git describe")))
                .or(() -> inName(sourceName))
                .orElseGet(() -> new FoundVersion(
                        Version.of(TIME.format(clock.instant())), "the time, in UTC: the source names none"));
    }

    private static Optional<FoundVersion> inName(String sourceName) {
        Matcher matcher = IN_NAME.matcher(ENDING.matcher(sourceName).replaceFirst(""));
        return matcher.find()
                ? Version.parse(matcher.group(1)).map(version -> new FoundVersion(version, "the name " + sourceName))
                : Optional.empty();
    }
}
