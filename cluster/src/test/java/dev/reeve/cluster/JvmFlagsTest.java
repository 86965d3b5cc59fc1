package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class JvmFlagsTest {
    @Test
    void theManifestOpensWhatTheFlagsOpen() throws Exception {
        Matcher opens = Pattern.compile("<Add-Opens>(.*)</Add-Opens>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(opens.find()).isTrue();
        assertThat(List.of(opens.group(1).split(" ")))
                .isEqualTo(JvmFlags.all().stream()
                        .map(flag -> flag.replace("--add-opens=", "").replace("=ALL-UNNAMED", ""))
                        .toList());
    }

    @Test
    void addressesAreHostsWithPortsOrWithout() {
        assertThat(Address.parseAll("node1, node2:48000,[::1]:47501"))
                .containsExactly(
                        new Address("node1", Address.DEFAULT_PORT),
                        new Address("node2", 48000),
                        new Address("[::1]", 47501));
        for (String wrong : List.of("", "a b", "node:", "node:x", "node:0", "node:70000", "a,,b", "::1")) {
            assertThatThrownBy(() -> Address.parseAll(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"");
        }
    }

    @Test
    void tagsAreThereOrAreSoMany() {
        assertThat(WorkerOptions.tags(List.of("gpu", "mem=64g", "licence=2")))
                .isEqualTo(Map.of("gpu", WorkerOptions.UNCOUNTED, "mem", 64, "licence", 2));
        for (String wrong : List.of("", "=1", "mem=", "mem=0", "mem=1.5", "mem=g")) {
            assertThatThrownBy(() -> WorkerOptions.tags(List.of(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no tag of a worker");
        }
    }
}
