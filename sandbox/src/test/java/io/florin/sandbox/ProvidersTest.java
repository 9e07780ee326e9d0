package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    private static final List<URI> EDGES = List.of(URI.create("http://127.0.0.1:1"));

    @TempDir Path folder;

    @Test
    void aNodeIsToldWhereTheSimulatorsAreAndWithWhichKeys() throws Exception {
        try (var providers =
                Providers.start(new DataFolder(folder), EDGES, ConfigFactory.empty())) {
            assertThat(providers.settings())
                    .containsOnlyKeys(
                            "florin.providers.stripe.api-base",
                            "florin.providers.omise.api-base",
                            "florin.providers.openai.base-url",
                            "florin.providers.openai-fallback.base-url");
            assertThat(providers.secrets())
                    .containsOnlyKeys(
                            "florin.providers.stripe.secret-key",
                            "florin.providers.stripe.webhook-secret",
                            "florin.providers.omise.secret-key",
                            "florin.providers.omise.webhook-secret",
                            "florin.providers.openai.api-key",
                            "florin.providers.openai-fallback.api-key");
            assertThat(providers.settings().get("florin.providers.openai.base-url"))
                    .matches("http://127\\.0\\.0\\.1:[0-9]+/v1");
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("providers/stripe.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theKeysStayTheSameOverRestarts() {
        var data = new DataFolder(folder);
        var none = ConfigFactory.empty();
        try (var before = Providers.start(data, EDGES, none);
                var after = Providers.start(data, EDGES, none)) {
            assertThat(after.secrets()).isEqualTo(before.secrets());
        }
    }

    @Test
    void whoHasAKeyOfHisOwnUsesTheRealProvider() {
        var given =
                ConfigFactory.parseString(
                        "florin.providers { stripe.secret-key = sk_live_1, omise.secret-key = \"\""
                                + " }");
        try (var providers = Providers.start(new DataFolder(folder), EDGES, given)) {
            assertThat(providers.addresses())
                    .containsOnlyKeys("omise", "openai", "openai-fallback");
            assertThat(providers.secrets()).doesNotContainKey("florin.providers.stripe.secret-key");
        }
    }
}
