package io.florin.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.release.Release;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which release can use which schema. */
class SchemaStateTest {
    @ParameterizedTest
    @CsvSource({
        // schema, unknown, own, refused with
        "     ,      , 0.1.0, ",
        "0.1.0,      , 0.1.0, ",
        "0.1.0,      , 0.2.0, ",
        "0.1.0,      , 0.9.0, ",
        "0.1.0,      , 1.0.0, ",
        "0.2.0,      , 0.1.0, ",
        "0.2.0, V201 , 0.1.0, ",
        "0.1.2, V102 , 0.1.0, ",
        "0.3.0,      , 0.1.0, schema of release 0.3.0",
        "0.3.0, V301 , 0.1.0, start release 0.3.0",
        "1.0.0,      , 0.9.0, schema of release 1.0.0",
        "0.1.0, V999 , 0.1.0, (V999)",
        "0.1.0, V999 , 0.2.0, (V999)",
        "     , V999 , 0.1.0, (V999)",
    })
    void itsOwnEveryOlderOneAndTheNext(
            String newest, String unknown, String own, String refusedWith) {
        var state =
                new SchemaState(
                        Optional.ofNullable(newest).map(Release::parse),
                        unknown == null ? List.of() : List.of(unknown));

        var refusal = state.refusal(Release.parse(own));

        if (refusedWith == null) {
            assertThat(refusal).isEmpty();
        } else {
            assertThat(refusal.orElseThrow())
                    .contains(refusedWith, own, "florin.database.url")
                    .endsWith(".");
        }
    }
}
