package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import org.junit.jupiter.api.Test;

/** A release that brings its dependencies as wheels, and runs with the venv that is built of them. */
@WithTestHost
class VenvJourneyTest {

    private static final String PYTHON = "/opt/smolotchi/releases/1.0.0/.venv/bin/python";

    /** A wheel of one module, and a release.yaml that asks for it, in the source tree. */
    private static final String WITH_A_WHEEL = """
            cd "$1" && mkdir wheels && printf 'greeting==1.0\\n' >requirements.txt \\
              && printf 'python:\\n  venv: true\\n  requirements: requirements.txt\\n  wheels: wheels\\n' >>release.yaml \\
              && python3 -c '
            import zipfile
            with zipfile.ZipFile("wheels/greeting-1.0-py3-none-any.whl", "w") as wheel:
                info = "greeting-1.0.dist-info/"
                wheel.writestr("greeting.py", "WORD = \\"hello\\"\\n")
                wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: greeting\\nVersion: 1.0\\n")
                wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
                wheel.writestr(info + "RECORD", f"greeting.py,,\\n{info}METADATA,,\\n{info}WHEEL,,\\n{info}RECORD,,\\n")
            '""";

    @Test
    void it_is_built_in_a_sandbox_of_systemd_and_runs(TestHost host) {
        Operator operator = new Operator(host);
        operator.hasTheSample("1.0.0");
        operator.watchesBriefly();
        host.execOk("sh", "-c", WITH_A_WHEEL, "sh", operator.tree("1.0.0"));

        operator.does("stage", operator.tree("1.0.0"), "--yes");

        assertThat(host.execOk("journalctl", "--output=cat", "_PID=1").stdout())
                .as("services that systemd ran")
                .contains("-m venv", "-m pip");
        assertThat(host.execOk(PYTHON, "-c", "import greeting; print(greeting.WORD)")
                        .stdout()
                        .strip())
                .isEqualTo("hello");
        assertThat(host.execOk("sh", "-c", "find /opt/smolotchi/releases/1.0.0 ! -uid 0 | wc -l")
                        .stdout()
                        .strip())
                .as("files that are not root's")
                .isEqualTo("0");

        operator.does("activate", "1.0.0", "--yes");

        assertThat(host.execOk("systemctl", "show", "--property=ExecStart", "smolotchi-web.service")
                        .stdout())
                .contains("/opt/smolotchi/current/.venv/bin/python");
        operator.does("verify", "--all");
    }
}
