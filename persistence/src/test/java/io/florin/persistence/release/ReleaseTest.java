package io.florin.persistence.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2.3, true",
        "1.2.3, 1.2.9, true",
        "1.2.3, 1.3.0, true",
        "1.2.3, 1.1.0, true",
        "1.2.3, 1.4.0, false",
        "1.2.3, 1.0.9, false",
        "1.9.0, 1.10.0, true",
        "1.9.0, 2.0.0, false",
        "1.2.3, 2.2.3, false",
        "1.2.3-SNAPSHOT, 1.3.0+7-abc, true"
    })
    void whatGoesWithWhat(String one, String other, boolean together) {
        assertThat(Release.parse(one).goesWith(Release.parse(other))).isEqualTo(together);
        assertThat(Release.parse(other).goesWith(Release.parse(one))).isEqualTo(together);
    }

    @Test
    void theyAreOrderedAsNumbers() {
        assertThat(Release.parse("0.10.0")).isGreaterThan(Release.parse("0.9.9"));
        assertThat(Release.parse("1.0.0")).isGreaterThan(Release.parse("0.10.0"));
        assertThat(Release.parse("1.0.1")).isGreaterThan(Release.parse("1.0.0-rc1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "1.2.x", "v1.2.3", "1.2.3.4", "${project.version}"})
    void whatIsNoReleaseIsRefused(String text) {
        assertThatThrownBy(() -> Release.parse(text)).hasMessageContaining("'" + text + "'");
    }

    @Test
    void theBuildSaysWhichItIs() {
        assertThat(Release.ofThisBuild()).isGreaterThanOrEqualTo(Release.parse("0.1.0"));
    }
}
