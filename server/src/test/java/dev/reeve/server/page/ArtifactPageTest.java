package dev.reeve.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.ArtifactInfo;
import dev.reeve.client.RunPages;
import dev.reeve.server.http.Wire;
import dev.reeve.server.ledger.KeptArtifact;
import dev.reeve.server.ledger.TaskKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tasks kept for people, without harm to those who look at it. */
class ArtifactPageTest {
    private final Showcase show = Showcase.get();
    private final RunPages pages = show.server.admin().runPages();

    @Test
    void artifactsAreListedAndTakenHomeAsTheyWere() throws InterruptedException, IOException {
        List<ArtifactInfo> all = pages.artifacts(show.succeeded, null).items();
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        ByteArrayOutputStream picture = new ByteArrayOutputStream();

        assertThat(all)
                .extracting(each -> each.task() + " " + each.kind() + " " + each.name())
                .containsExactlyInAnyOrder("merge markdown report \"é\"", "merge image picture");
        for (ArtifactInfo each : all) {
            pages.artifact(show.succeeded, each, each.kind().equals("image") ? picture : report);
        }
        assertThat(report.toString(StandardCharsets.UTF_8)).isEqualTo("# <script>alert(1)</script>");
        assertThat(picture.toString(StandardCharsets.UTF_8)).isEqualTo("<svg></svg>");
    }

    @Test
    void noBrowserRunsOrShowsThemAsAPageOfOurs() {
        String path = "/api/v1/flow-runs/" + show.succeeded + "/artifacts/content?node=3&name=";
        Wire.Reply picture = show.server.wire().get(path + "picture", show.viewer);
        Wire.Reply report = show.server.wire().get(path + "report+%22%C3%A9%22", show.viewer);

        for (Wire.Reply reply : List.of(picture, report)) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("sandbox")
                    .contains("default-src 'none'");
        }
        assertThat(report.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"report ___.md\"; filename*=UTF-8''report%20%22%C3%A9%22.md");
        assertThat(report.header("Content-Type").replace(" ", "")).isEqualTo("text/markdown;charset=utf-8");
        assertThat(picture.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(show.server.wire().get(path + "none", show.viewer).status()).isEqualTo(404);
        assertThat(show.server.wire().get(path + "picture", show.stranger).status())
                .isEqualTo(404);
    }

    private static ArtifactContent content(String kind, String body) {
        return ArtifactContent.of(
                new KeptArtifact(TaskKey.of(0), "x\r\n..", kind, body.getBytes(StandardCharsets.UTF_8), Showcase.T0));
    }

    @Test
    void whatIsNotInAFormThatWeKnowIsJsonOrBytes() {
        assertThat(content("image", "{\"mediaType\":\"text/html\",\"base64\":\"PGI+\"}")
                        .type())
                .isEqualTo("application/octet-stream");
        assertThat(content("image", "{\"mediaType\":\"image/png\",\"base64\":\"%%\"}")
                        .type())
                .isEqualTo("application/json");
        assertThat(content("image", "\"\"").type()).isEqualTo("application/json");
        assertThat(content("html", "{\"text\":\"<b>\"}").type()).isEqualTo("application/json");
        assertThat(content("markdown", "null").type()).isEqualTo("application/json");
        assertThat(content("markdown", "{\"text\":\"a\"}").answer().headers().get("Content-Disposition"))
                .isEqualTo("attachment; filename=\"x__...md\"; filename*=UTF-8''x%0D%0A...md");
    }
}
