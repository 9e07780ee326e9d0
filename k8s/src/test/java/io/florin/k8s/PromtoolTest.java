package io.florin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The alerts as Prometheus itself reads them: what makes each fire, and what does not. */
class PromtoolTest {
    private static final Path STORIES = Bundle.HOME.resolve("src/test/promtool/florin.test.yml");

    @Test
    void theRulesAreRulesAndFireWhenTheyShould() throws IOException {
        var promtool = Tool.named("promtool");
        var folder =
                Files.createTempDirectory(
                        Files.createDirectories(Bundle.HOME.resolve("target")), "rules");
        var rule = Bundle.ofBase().of("PrometheusRule").findFirst().orElseThrow();
        var yaml = YAMLMapper.builder().build().writeValueAsString(rule.at("/spec"));
        Files.writeString(folder.resolve("rules.yml"), yaml);
        Files.copy(STORIES, folder.resolve("florin.test.yml"));
        var checked = promtool.run(folder, "check", "rules", "rules.yml");
        assertThat(checked.code()).as(checked.said()).isZero();
        var tested = promtool.run(folder, "test", "rules", "florin.test.yml");
        assertThat(tested.code()).as(tested.said()).isZero();
    }
}
