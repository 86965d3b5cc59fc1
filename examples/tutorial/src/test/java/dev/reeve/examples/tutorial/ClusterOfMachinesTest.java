package dev.reeve.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.examples.tutorial.Documents.Block;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page about three machines and the script that makes them. */
class ClusterOfMachinesTest {
    private static List<String> commands() throws IOException {
        return Documents.blocks().stream()
                .filter(block -> block.document().endsWith("cluster-of-machines.md"))
                .filter(block -> block.language().equals("sh"))
                .map(Block::lines)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void everyCommandOfThePageIsOneThatTheScriptTypes() throws IOException {
        List<String> script = Documents.read("scripts/test-network.sh").lines().toList();

        assertThat(commands())
                .hasSizeGreaterThan(6)
                .allSatisfy(command -> assertThat(script)
                        .as(command)
                        .anyMatch(line -> line.endsWith(command) || line.contains(command + " >")));
    }

    @Test
    void theFlowOfThePageCountsPrimeNumbers() {
        assertThat(Primes.flow().run(Map.of("parts", 2)).task("total").value())
                .isEqualTo(41_538); // so many are below half a million
    }
}
