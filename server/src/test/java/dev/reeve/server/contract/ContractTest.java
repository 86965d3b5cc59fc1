package dev.reeve.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.TestServer;
import dev.reeve.server.http.Wire;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Nothing is lost between the files and what is served. */
class ContractTest {
    @Test
    void eachFileIsPartOfTheDocumentAndShortEnoughToBeRead() throws Exception {
        List<String> expected = new ArrayList<>(List.of("api.yaml", "components.yaml"));
        Contract.SUBJECTS.forEach(
                subject -> expected.addAll(List.of("paths/" + subject + ".yaml", "schemas/" + subject + ".yaml")));
        expected.add("schemas/" + Contract.SHARED + ".yaml");

        assertThat(files().keySet()).containsExactlyInAnyOrderElementsOf(expected);
        files().forEach((name, lines) -> assertThat(lines).as(name).isLessThanOrEqualTo(500));
    }

    /** How long each is, in lines. */
    private static Map<String, Integer> files() throws IOException, URISyntaxException {
        Path root = Path.of(
                Objects.requireNonNull(Contract.class.getResource("/openapi")).toURI());
        Map<String, Integer> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(
                        root.relativize(file).toString().replace('\\', '/'),
                        Files.readAllLines(file).size());
            }
        }
        return all;
    }

    @Test
    void nameThatStandsInTwoFilesIsRefusedByTheReader() throws Exception {
        YAMLMapper strict = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();

        assertThat(strict.readTree(Contract.yaml()).get("paths").size()).isGreaterThan(70);
    }

    @Test
    void bothFormsAreServedToWhoeverHasAKeyAndSayTheSame() throws InterruptedException {
        try (TestServer server = new TestServer()) {
            Wire.Reply yaml = server.wire().get("/api/v1/openapi.yaml", TestServer.ADMIN);
            Wire.Reply json = server.wire().get("/api/v1/openapi.json", TestServer.ADMIN);

            assertThat(yaml.text()).isEqualTo(Contract.yaml());
            assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
            assertThat(new JsonMapper().readTree(json.text())).isEqualTo(new YAMLMapper().readTree(Contract.yaml()));
            assertThat(server.wire().get("/api/v1/openapi.yaml", "").status()).isEqualTo(401);
        }
    }
}
