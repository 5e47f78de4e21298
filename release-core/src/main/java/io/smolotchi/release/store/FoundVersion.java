package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a source names, and where: release.yaml, else pyproject.toml, else its own name.
 *
 * @param from for people
 */
record FoundVersion(Version version, String from) {

    private static final Pattern IN_NAME = Pattern.compile("-(v?[0-9].*)");
    private static final Pattern ENDING = Pattern.compile("\\.(tar|tar\\.gz|tgz|tar\\.zst|tzst|zip)$");

    /** @throws Refused DESCRIPTOR_INVALID or VERSION_MISSING */
    static FoundVersion in(String sourceName, Optional<ReleaseDescriptor> yaml, Optional<byte[]> pyproject) {
        Optional<Version> declared = yaml.flatMap(ReleaseDescriptor::version);
        if (declared.isPresent()) {
            return new FoundVersion(declared.get(), ReleaseYaml.NAME);
        }
        return pyproject
                .flatMap(PyprojectToml::version)
                .flatMap(Version::parse)
                .map(version -> new FoundVersion(version, PyprojectToml.NAME))
                .or(() -> inName(sourceName))
                .orElseThrow(() -> new Refused(
                        Code.VERSION_MISSING,
                        "cannot stage " + sourceName + ": because no version was given, and neither " + ReleaseYaml.NAME
                                + " nor " + PyprojectToml.NAME + " nor its name has one",
                        "smolotchi-release stage SOURCE --version VERSION"));
    }

    private static Optional<FoundVersion> inName(String sourceName) {
        Matcher matcher = IN_NAME.matcher(ENDING.matcher(sourceName).replaceFirst(""));
        return matcher.find()
                ? Version.parse(matcher.group(1)).map(version -> new FoundVersion(version, "the name " + sourceName))
                : Optional.empty();
    }
}
