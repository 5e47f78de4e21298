package io.smolotchi.release.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {

    @ParameterizedTest
    @CsvSource({
        "PATH, /opt/smolotchi/current, true",
        "PATH, /, false",
        "PATH, opt, false",
        "PATH, /opt/../etc, false",
        "PATH, /opt/., false",
        "PATH, /opt//x, false",
        "PATH, /opt/..x/.y, true",
        "PATH, /opt/%h, false",
        "INSIDE, packaging/systemd, true",
        "INSIDE, ../x, false",
        "INSIDE, x/.., false",
        "INSIDE, /x, false",
        "INSIDE, x/, false",
        "ADDRESS, 127.0.0.1, true",
        "ADDRESS, ::1, true",
        "ADDRESS, fe80::1%eth0, false",
        "ADDRESS, -x, false",
        "SERVICE_ACCOUNT, root, false",
        "SERVICE_ACCOUNT, rooty, true",
        "ACCOUNT, root, true",
        "UNIT, smolotchi-core.service, true",
        "UNIT, smolotchi-x@.service, true",
        "UNIT, data.mount, false",
        "MODULE, smolotchi.cli core, true",
        "MODULE, smolotchi.cli  core, false",
        "MODULE, smolotchi.cli;core, false",
    })
    void a_value_fits_or_not(Form form, String value, boolean fits) {
        assertThat(form.fits(value)).isEqualTo(fits);
    }

    @Property
    void no_form_lets_a_line_end_through(@ForAll Form form, @ForAll String before, @ForAll String after) {
        assertThat(form.fits(before + "\n" + after)).isFalse();
    }
}
