package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.persistence.release.Release;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandidateTest {
    private static Config config(String settings) {
        return ConfigFactory.parseString(settings).withFallback(ConfigFactory.load());
    }

    private static Candidate candidate(String settings) {
        return Candidate.from(config(settings), Set.of("default"));
    }

    @Test
    void itIsKnownByHostAndPortOfItsRemoting() {
        assertThat(candidate("").address()).contains("florin@127.0.0.1:17355");
        assertThat(candidate("pekko.remote.artery.canonical.port = 0").address()).isEmpty();
        assertThat(
                        candidate("pekko.remote.artery.canonical.hostname = \"<getHostAddress>\"")
                                .address())
                .isEmpty();
    }

    @Test
    void itsSeedsHaveTheSameForm() {
        assertThat(
                        candidate("pekko.cluster.seed-nodes = [\"pekko://florin@127.0.0.2:17355\"]")
                                .seeds())
                .contains(Set.of("florin@127.0.0.2:17355"));
        assertThat(candidate("").seeds()).contains(Set.of());
        assertThat(candidate("florin.cluster.formation = kubernetes").seeds()).isEmpty();
    }

    @Test
    void pekkoKnowsTheReleaseOfTheBuild() {
        var candidate = candidate("");
        assertThat(candidate.release()).isEqualTo(Release.ofThisBuild());
        assertThat(candidate.tell(config("")).getString("pekko.cluster.app-version"))
                .isEqualTo(Release.ofThisBuild().toString());
    }
}
