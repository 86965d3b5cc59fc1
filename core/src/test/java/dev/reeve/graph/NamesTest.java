package dev.reeve.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "downloadData, download_data",
        "parseJSONFile, parse_json_file",
        "run, run",
        "Run, run",
        "URL, url",
        "loadURL, load_url",
        "loadURLs, load_ur_ls",
        "toS3Bucket, to_s3_bucket",
        "step2Load, step2_load",
        "aB, a_b",
        "ABTest, ab_test",
        "already_snake_case, already_snake_case",
        "mixed_caseName, mixed_case_name",
        "größeÄndern, größe_ändern",
        "with space, with space",
        "'', ''"
    })
    void camelCaseBecomesSnakeCase(String camelCase, String snakeCase) {
        assertThat(Names.snakeCase(camelCase)).isEqualTo(snakeCase);
        assertThat(Names.snakeCase(snakeCase)).isEqualTo(snakeCase);
    }

    @Test
    void theLanguageOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Names.snakeCase("loadINDEX")).isEqualTo("load_index");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void kindsThatAreAFlowRunOfTheirOwnLaunchOne() {
        assertThat(Kind.values()).filteredOn(Kind::launches).containsExactly(Kind.DYNAMIC, Kind.SUBFLOW, Kind.FAN_OUT);
    }
}
