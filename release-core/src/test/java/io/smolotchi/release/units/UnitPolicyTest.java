package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.SettingsFile;
import io.smolotchi.release.refusal.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitPolicyTest {

    @TempDir
    Path dir;

    private Releases release;

    @BeforeEach
    void begin() {
        release = new Releases(dir);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User=root",
                "User=%u",
                "User = root",
                "User=\\\nroot",
                "Group=docker",
                "SupplementaryGroups=smolotchi shadow",
                "ExecStartPre=+/bin/sh -c id",
                "ExecStartPre=-+/bin/sh",
                "ExecStartPre=!/bin/sh",
                "ExecStartPre=!!/bin/sh",
                "ExecStartPre=@+/bin/sh sh",
                "ExecStartPre=/bin/true ; +/bin/sh",
                "ExecStartPre=/bin/true a ; \\\n+/bin/sh",
                "ExecStartPre=\"+/bin/sh\"",
                "ExecStartPre='+/bin/sh'",
                "ExecStartPre=\\x2b/bin/sh",
                "ExecStartPre=-\"+/bin/sh\"",
                "ExecStartPre=%%",
                "ExecStart=+/usr/bin/python3",
                "ExecStop=+/bin/sh",
                "ExecStopPost=+/bin/sh",
                "ExecReload=+/bin/sh",
                "ExecCondition=+/bin/sh",
                "ExecStartPost=/bin/true ;\t+/bin/sh",
                "ExecStartPost=/bin/true \"unclosed",
                "PermissionsStartOnly=yes",
                "TemporaryFileSystem=/etc:mode=777",
                "TemporaryFileSystem=/run/smolotchi/cache /",
                "FailureAction=reboot-force",
                "StartLimitAction=poweroff",
                "Conflicts=ssh.service dbus.socket",
                "PropagatesStopTo=smolotchi-release-early.service",
                "AmbientCapabilities=CAP_SYS_ADMIN",
                "AmbientCapabilities=~CAP_CHOWN",
                "AmbientCapabilities=CAP_NET_RAW",
                "CapabilityBoundingSet=CAP_SYS_ADMIN CAP_NET_RAW",
                "SecureBits=keep-caps",
                "DynamicUser=yes",
                "PAMName=login",
                "RootDirectory=/var/lib/smolotchi/root",
                "RootImage=/var/lib/smolotchi/image",
                "MountImages=/var/lib/smolotchi/image:/mnt",
                "ExtensionImages=/var/lib/smolotchi/image",
                "BindPaths=/var/lib/smolotchi/shadow:/etc/shadow",
                "BindReadOnlyPaths=/var/lib/smolotchi/shadow:/etc/shadow",
                "LoadCredential=x:/etc/shadow",
                "StandardOutput=append:/etc/cron.d/x",
                "StandardError=file:/var/lib/smolotchi/x",
                "StandardInput=file:/etc/shadow",
                "EnvironmentFile=/etc/shadow",
                "EnvironmentFile=-/root/x",
                "EnvironmentFile=/etc/smolotchi/../shadow",
                "StateDirectory=dpkg",
                "StateDirectory=smolotchi dpkg",
                "StateDirectory=smolotchi/../dpkg",
                "RuntimeDirectory=systemd",
                "CacheDirectory=apt",
                "LogsDirectory=journal",
                "ConfigurationDirectory=ssh",
                "PIDFile=/etc/passwd",
                "Sockets=ssh.socket",
                "AppArmorProfile=unconfined",
            })
    void a_unit_may_not_say(String line) {
        assertThat(release.core(line).refused())
                .as(line)
                .singleElement()
                .asString()
                .startsWith("cannot install packaging/systemd/smolotchi-core.service:3: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User=smolotchi",
                "Group=smolotchi",
                "SupplementaryGroups=smolotchi",
                "# User=root",
                "ExecStartPre=-/bin/true",
                "ExecStartPre=@/bin/sh sh -c 'a ; +b'",
                "ExecStartPre=/bin/sh -c 'test -e x ; [ -e y ]'",
                "ExecStartPre=/bin/true + ! \\; +x",
                "ExecStartPre=:/bin/true",
                "CapabilityBoundingSet=",
                "CapabilityBoundingSet=~CAP_SYS_ADMIN",
                "AmbientCapabilities=",
                "PermissionsStartOnly=no",
                "DynamicUser=false",
                "StandardOutput=journal",
                "StandardInput=null",
                "EnvironmentFile=-/etc/smolotchi/environment",
                "EnvironmentFile=/etc/default/smolotchi",
                "EnvironmentFile=/opt/smolotchi/current/environment",
                "StateDirectory=smolotchi",
                "RuntimeDirectory=smolotchi smolotchi/locks",
                "CacheDirectory=smolotchi",
                "ConfigurationDirectory=smolotchi",
                "PIDFile=/run/smolotchi/core.pid",
                "ProtectSystem=strict",
                "TemporaryFileSystem=/run/smolotchi/cache:mode=700",
                "FailureAction=none",
                "Conflicts=smolotchi-core.service shutdown.target",
                "Type=notify",
            })
    void a_unit_may_say(String line) {
        assertThat(release.core(line).refused()).as(line).isEmpty();
    }

    @Test
    void drop_ins_are_judged_like_units() {
        release.core().with(Releases.UNITS + "dropins/smolotchi-core.service.d/x.conf", "[Service]\nUser=root\n");

        assertThat(release.refused())
                .singleElement()
                .asString()
                .startsWith("cannot install packaging/systemd/dropins/smolotchi-core.service.d/x.conf:2: User=root: ");
    }

    @Test
    void loose_drop_ins_are_judged_when_they_are_mapped() {
        release.core().with(Releases.UNITS + "dropins/x.conf", "[Service]\nUser=root\n");
        assertThat(release.refused()).isEmpty();

        release.with("release.yaml", "units: {drop-ins: {x.conf: [smolotchi-core.service]}}");
        assertThat(release.refused()).hasSize(1);
    }

    @Test
    void everything_is_said_at_once() {
        release.core("User=root", "ExecStartPre=+/bin/sh")
                .with(Releases.UNITS + "sshd.service", "[Service]\nExecStart=/bin/true\n")
                .with(Releases.UNITS + "tmpfiles.d/smolotchi.conf", "d /etc/cron.d 0777 - - -\n")
                .with(Releases.UNITS + "sysusers.d/smolotchi.conf", "m smolotchi shadow\n");

        assertThat(release.refused()).hasSize(5);
        assertThat(release.render().refusals()).allMatch(refusal -> refusal.code() == Code.UNIT_POLICY);
    }

    @Test
    void what_the_host_allows_is_allowed() {
        Application host = SettingsFile.parse("""
                policy:
                  users: [root]
                  groups: [video]
                  capabilities: [CAP_NET_RAW]
                  exec-prefixes: true
                """);

        assertThat(release.core(
                                "User=root",
                                "SupplementaryGroups=video",
                                "AmbientCapabilities=CAP_NET_RAW",
                                "CapabilityBoundingSet=cap_net_raw",
                                "ExecStartPre=+/bin/true")
                        .refused(host))
                .isEmpty();
        assertThat(release.core("AmbientCapabilities=CAP_NET_RAW CAP_SYS_ADMIN").refused(host))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sshd.service",
                "smolotchi.service",
                "smolotchi-release-web.service",
                "smolotchi-release.service",
                "data.mount",
                "dropins/ssh.service.d/x.conf",
                "dropins/smolotchi-release-web.service.d/x.conf",
                "dropins/service.d/x.conf",
                "dropins/smolotchi-core.service.d/a b.conf",
            })
    void a_name_outside_the_application_is_refused(String name) {
        assertThat(release.with(Releases.UNITS + name, "[Unit]\n").refused())
                .as(name)
                .hasSize(1);
    }

    @Test
    void a_release_cannot_name_units_of_others_for_installation() {
        release.with("release.yaml", "units: {install: [ssh.service]}");

        assertThat(release.refused()).singleElement().asString().contains("ssh.service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Install]\nAlias=sshd.service\n",
                "[Install]\nAlso=sshd.service\n",
                "[Timer]\nUnit=sshd.service\n",
                "[Unit]\nWants=debug-shell.service\n",
                "[Unit]\nOnFailure=poweroff.target\n",
            })
    void other_units_are_not_drawn_in(String text) {
        assertThat(release.with(Releases.UNITS + "smolotchi-prune.timer", text).refused())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ListenStream=/etc/x",
                "Symlinks=/etc/cron.d/x",
                "SocketUser=root",
                "ExecStartPre=+/bin/sh",
                "ListenSpecial=/dev/mem",
                "Service=ssh.service"
            })
    void a_socket_may_not_say(String line) {
        release.with("release.yaml", "units: {install: [smolotchi-web.socket]}")
                .with(Releases.UNITS + "smolotchi-web.socket", "[Socket]\n" + line + "\n");

        assertThat(release.refused()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListenStream=127.0.0.1:8080", "ListenStream=/run/smolotchi/web.sock", "ListenStream=80"})
    void a_socket_may_say(String line) {
        release.with("release.yaml", "units: {install: [smolotchi-web.socket]}")
                .with(Releases.UNITS + "smolotchi-web.socket", "[Socket]\n" + line + "\n");

        assertThat(release.refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d /etc/cron.d 0777 smolotchi smolotchi -",
                "d /run/smolotchi/../../etc 0777 - - -",
                "d /run/smolotchi/%h 0777 - - -",
                "d /run/smolotchi2 0755 smolotchi smolotchi -",
                "d /run/smolotchi/* 0755 - - -\nd /run/*/x 0755 - - -",
                "f /run/smolotchi/sh 4755 root root - x",
                "f /run/smolotchi/sh 06755 root root - x",
                "C /run/smolotchi/x 0644 smolotchi smolotchi - /etc/shadow",
                "L /run/smolotchi/x - - - - /etc/shadow",
                "c /run/smolotchi/mem 0666 - - - 1:1",
                "w /proc/sys/kernel/core_pattern - - - - x",
                "a /run/smolotchi - - - - u:x:rwx",
                "d /run/smolotchi 0755 daemon smolotchi -",
                "d \"/run/smolotchi\\x2f..\" 0755 - - -",
                "d",
            })
    void a_tmpfiles_line_may_not_say(String lines) {
        assertThat(release.with(Releases.UNITS + "tmpfiles.d/smolotchi.conf", lines + "\n")
                        .refused())
                .as(lines)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d /run/smolotchi 0755 smolotchi smolotchi -",
                "D! /run/smolotchi/x 755 - - 10d",
                "f /var/lib/smolotchi/x 0644 smolotchi smolotchi - text",
                "z /var/lib/smolotchi/* 0644 smolotchi smolotchi -",
                "# d /etc 0777",
            })
    void a_tmpfiles_line_may_say(String lines) {
        assertThat(release.with(Releases.UNITS + "tmpfiles.d/smolotchi.conf", lines + "\n")
                        .refused())
                .as(lines)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u other - x",
                "u smolotchi 0 x",
                "u smolotchi 0:0 x",
                "u smolotchi /etc/shadow x",
                "g shadow -",
                "g smolotchi 42",
                "m smolotchi shadow",
                "m other smolotchi",
                "r - 0-10",
            })
    void a_sysusers_line_may_not_say(String line) {
        assertThat(release.with(Releases.UNITS + "sysusers.d/smolotchi.conf", line + "\n")
                        .refused())
                .as(line)
                .hasSize(1);
    }

    @Test
    void characters_that_nobody_sees_are_refused() {
        assertThat(release.core("Nice=1\rUser=root").refused()).hasSize(2);
        assertThat(release.core("\uFEFFUser=root").refused()).hasSize(1);
        assertThat(release.core("Nice=1\0").refused()).hasSize(1);
    }

    @Test
    void a_unit_that_is_a_link_is_refused() throws IOException {
        release.core();
        Path unit = dir.resolve(Releases.UNITS + "smolotchi-web.service");
        Files.createSymbolicLink(unit, Path.of("/etc/hostname"));

        assertThat(release.refused()).singleElement().asString().contains("is not a regular file");
    }

    @Test
    void a_directory_of_units_that_is_reached_through_a_link_is_refused() throws IOException {
        Files.createSymbolicLink(dir.resolve("packaging"), Path.of("/usr/lib"));

        assertThat(release.refused()).allMatch(what -> what.contains("reached through a link"));
        assertThat(release.refused()).isNotEmpty();
    }
}
