package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitInstallationTest {

    private static final String UNITS = "etc/systemd/system/";

    @TempDir
    Path dir;

    private Machine machine;
    private UnitSet sample;
    private UnitSet builtIn;

    @BeforeEach
    void begin() {
        machine = new Machine(dir.resolve("root")).directory(UNITS);
        sample = new Releases(Releases.SAMPLE).render().set();
        builtIn = new Releases(dir.resolve("release")).render().set();
    }

    @Test
    void a_first_installation_and_its_undo_leave_nothing() {
        machine.directory("etc/tmpfiles.d").directory("etc/sysusers.d");
        Map<String, String> bare = machine.contents();
        UnitInstallation installation = installation(sample);

        installation.prepare();
        installation.apply();
        assertThat(onDisk().files()).extracting(UnitFile::path).isEqualTo(paths(sample));
        installation.revert();
        installation.discard();

        assertThat(machine.contents()).isEqualTo(bare);
    }

    @Test
    void files_are_installed_with_their_mode_and_nothing_is_left_beside_them() {
        UnitInstallation installation = installation(sample);

        installation.prepare();
        installation.apply();
        installation.discard();

        assertThat(onDisk().files()).allMatch(file -> file.mode() == 0644);
        assertThat(UnitDiff.between(onDisk(), sample).nothing()).isTrue();
        assertThat(machine.contents().keySet()).noneMatch(path -> path.contains("smolotchi-release-1"));
    }

    @Test
    void what_was_there_comes_back_byte_for_byte_with_its_mode_and_links() {
        machine.file(UNITS + "smolotchi-core.service", "[Service]\nExecStart=/bin/old\n", 0640)
                .bytes(UNITS + "smolotchi-web.service", new byte[] {'#', (byte) 0xff, '\n'})
                .file(UNITS + "smolotchi-ai.service", "[Service]\nExecStart=/bin/ai\n")
                .link(UNITS + "smolotchi-prune.timer", "/opt/elsewhere/smolotchi-prune.timer")
                .link(UNITS + "multi-user.target.wants/smolotchi-ai.service", "/" + UNITS + "smolotchi-ai.service")
                .file(UNITS + "smolotchi-core.service.d/override.conf", "[Service]\nNice=1\n")
                .directory("etc/tmpfiles.d")
                .directory("etc/sysusers.d");
        Map<String, String> old = machine.contents();
        UnitInstallation installation = installation(sample);

        installation.prepare();
        installation.apply();
        assertThat(machine.contents())
                .doesNotContainKeys(
                        UNITS + "smolotchi-ai.service", UNITS + "multi-user.target.wants/smolotchi-ai.service")
                .containsEntry(
                        UNITS + "smolotchi-core.service.d/override.conf",
                        old.get(UNITS + "smolotchi-core.service.d/override.conf"));
        // systemd enables what is new
        machine.link(UNITS + "multi-user.target.wants/smolotchi-display.service", "/x/smolotchi-display.service");
        installation.revert();
        installation.discard();

        assertThat(machine.contents()).isEqualTo(old);
    }

    @Test
    void preparing_changes_nothing_that_systemd_reads() {
        UnitInstallation installation = installation(sample);

        installation.prepare();

        assertThat(onDisk()).isEqualTo(UnitSet.empty());
        assertThat(machine.contents().entrySet())
                .filteredOn(entry -> !entry.getValue().equals("directory"))
                .allMatch(entry ->
                        entry.getKey().contains("/.") && !entry.getKey().endsWith(".conf"));
    }

    @Test
    void applying_needs_no_file_to_be_written_after_preparing() {
        UnitInstallation installation = installation(sample);
        installation.prepare();
        List<Object> inodes = inodes();

        installation.apply();

        assertThat(inodes()).isEqualTo(inodes);
    }

    @Test
    void a_mask_is_never_written_over() throws IOException {
        machine.link(UNITS + "smolotchi-web.service", "/dev/null");
        UnitInstallation installation = installation(sample);

        installation.prepare();
        installation.apply();
        installation.revert();
        installation.discard();

        assertThat(Files.readSymbolicLink(machine.dir.resolve(UNITS + "smolotchi-web.service")))
                .hasToString("/dev/null");
        assertThat(Files.getPosixFilePermissions(Path.of("/dev/null"))).isEqualTo(DiskPlaces.permissions(0666));
    }

    @Test
    void a_mask_that_comes_while_it_is_under_way_stays() throws IOException {
        UnitInstallation installation = installation(sample);
        installation.prepare();
        machine.link(UNITS + "smolotchi-web.service", "/dev/null");

        installation.apply();
        installation.revert();

        assertThat(Files.readSymbolicLink(machine.dir.resolve(UNITS + "smolotchi-web.service")))
                .hasToString("/dev/null");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void from_any_mixture_of_old_and_new_both_directions_arrive(int seed) throws IOException {
        machine.file(UNITS + "smolotchi-ai.service", "[Service]\n");
        UnitInstallation first = installation(builtIn);
        first.apply();
        UnitSet before = onDisk();
        HostRoot root = new HostRoot(machine.dir);
        new UnitInstallation(root, before, sample, "2").prepare();

        // As after a crash: some files are renamed, some temporary ones are gone
        Random chance = new Random(seed);
        for (UnitFile file : sample.files()) {
            Path place = root.resolve(file.path());
            Path temporary = place.resolveSibling("." + place.getFileName() + ".smolotchi-release-2.new");
            if (Files.exists(temporary) && chance.nextBoolean()) {
                Files.move(temporary, place, StandardCopyOption.REPLACE_EXISTING);
            } else if (chance.nextInt(4) == 0) {
                Files.deleteIfExists(temporary);
            }
        }

        UnitSet read = UnitSetJson.read(UnitSetJson.write(before));
        new UnitInstallation(root, read, sample, "2").apply();
        assertThat(UnitDiff.between(onDisk(), sample).nothing()).isTrue();
        new UnitInstallation(root, read, sample, "2").revert();
        new UnitInstallation(root, read, sample, "2").discard();
        assertThat(onDisk()).isEqualTo(before);
        new UnitInstallation(root, read, sample, "2").apply();
        assertThat(UnitDiff.between(onDisk(), sample).nothing()).isTrue();
    }

    @Test
    void every_call_can_be_repeated() {
        UnitInstallation installation = installation(sample);

        installation.prepare();
        installation.prepare();
        installation.apply();
        installation.apply();
        Map<String, String> once = machine.contents();
        installation.apply();
        assertThat(machine.contents()).isEqualTo(once);
        installation.discard();
        installation.discard();

        assertThat(UnitDiff.between(onDisk(), sample).nothing()).isTrue();
    }

    @Test
    void directories_of_removed_units_go_when_they_are_empty() {
        installation(sample).apply();
        UnitSet before = onDisk();
        machine.file(UNITS + "smolotchi-web.service.d/override.conf", "[Service]\nNice=1\n");

        UnitInstallation removal = new UnitInstallation(new HostRoot(machine.dir), before, UnitSet.empty(), "2");
        removal.apply();
        removal.discard();

        assertThat(machine.contents().keySet())
                .filteredOn(path -> path.startsWith(UNITS))
                .containsExactlyInAnyOrder(
                        UNITS + "smolotchi-web.service.d", UNITS + "smolotchi-web.service.d/override.conf");
    }

    @Test
    void an_image_whose_links_lead_out_of_it_is_refused() throws IOException {
        Path outside = Files.createDirectories(dir.resolve("outside"));
        machine.delete(UNITS).link("etc/systemd/system", outside.toString());

        assertThatThrownBy(() -> installation(sample).prepare())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("leads out of");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void a_set_reads_back_from_its_json() {
        machine.bytes(UNITS + "smolotchi-core.service", new byte[] {(byte) 0xff})
                .link(UNITS + "smolotchi-web.service", "/dev/null");
        UnitSet before = onDisk();

        assertThat(UnitSetJson.read(UnitSetJson.write(before))).isEqualTo(before);
        assertThat(UnitSetJson.read(UnitSetJson.write(sample))).isEqualTo(sample);
        assertThatThrownBy(() -> UnitSetJson.read("{\"format\":2,\"set\":{}}"))
                .hasMessageContaining("newer version of this program");
    }

    private UnitInstallation installation(UnitSet after) {
        return new UnitInstallation(new HostRoot(machine.dir), onDisk(), after, "1");
    }

    private UnitSet onDisk() {
        return new InstalledUnits(new HostRoot(machine.dir), Application.defaults()).read(List.of(sample, builtIn));
    }

    private List<Object> inodes() {
        return machine.contents().entrySet().stream()
                .filter(entry -> !entry.getValue().equals("directory"))
                .map(entry -> inode(machine.dir.resolve(entry.getKey())))
                .sorted()
                .<Object>map(inode -> inode)
                .toList();
    }

    private static Long inode(Path path) {
        try {
            return (Long) Files.getAttribute(path, "unix:ino");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> paths(UnitSet set) {
        return set.files().stream().map(UnitFile::path).toList();
    }
}
