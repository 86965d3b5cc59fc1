package dev.reeve.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArtifactTest {
    @Test
    void namesStandOnOneLine() {
        for (String name : List.of("", "  ", "a\nb", "a\u0000", "a\u2028b", "x".repeat(201))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Artifact.markdown(name, "text"))
                    .withMessageContaining("1 to 200 characters on one line");
        }
        assertThat(Artifact.markdown("Curaçao 東京 <script>", "x").name()).isEqualTo("Curaçao 東京 <script>");
    }

    @Test
    void whatIsTooLargeIsRefusedWithItsSizeAndBound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Artifact.markdown("report", "x".repeat(1_000_001)))
                .withMessage("the text of artifact \"report\" has 1000001 characters, but at most 1000000 are kept."
                        + " Store it elsewhere, and keep a link.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Artifact.image("plot", "image/png", new byte[5 * 1024 * 1024 + 1]))
                .withMessageContaining("at most 5242880 are kept");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Artifact.table("rows", List.of("a"), Collections.nCopies(10_001, List.of(1))))
                .withMessageContaining("has 10001 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Artifact.table("rows", Collections.nCopies(201, "a"), List.of()))
                .withMessageContaining("has 201 columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Artifact.table("rows", List.of("a"), List.of(List.of("x".repeat(1_000_000)))))
                .withMessageContaining("has 1000001 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Artifact.link("link", URI.create("https://x/" + "a".repeat(2000))))
                .withMessageContaining("at most 2000");
        assertThat(Artifact.markdown("report", "x".repeat(1_000_000)).size()).isEqualTo(2_000_000);
    }

    @Test
    void aTableHasACellForEachColumn() {
        Artifact.Table table = (Artifact.Table) Artifact.table(
                "rows", List.of("country", "cases"), List.of(Arrays.asList("Italy", 7), Arrays.asList(null, 1.5)));
        assertThat(table.rows()).containsExactly(List.of("Italy", "7"), List.of("", "1.5"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Artifact.table("rows", List.of("a", "b"), List.of(List.of(1, 2), List.of(1))))
                .withMessageContaining("row 2 of the table of artifact \"rows\" has 1 cells for 2 columns");
        assertThatIllegalArgumentException().isThrownBy(() -> Artifact.table("rows", List.of(), List.of()));
    }

    @Test
    void aLinkLeadsOutsideAndIsNoScript() {
        for (String link :
                List.of("report.html", "//host/x", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Artifact.link("link", URI.create(link)))
                    .withMessageContaining("A link is absolute");
        }
        assertThat(Artifact.link("link", URI.create("s3://bucket/key"))).isInstanceOf(Artifact.Link.class);
    }

    @Test
    void anImageIsOneThatABrowserShowsAndKeepsItsBytes() {
        byte[] bytes = {1, 2, 3};
        Artifact.Image image = (Artifact.Image) Artifact.image("plot", "image/png", bytes);
        bytes[0] = 9;
        image.content()[1] = 9;
        assertThat(image.content()).containsExactly(1, 2, 3);
        assertThat(image)
                .isEqualTo(Artifact.image("plot", "image/png", new byte[] {1, 2, 3}))
                .hasSameHashCodeAs(Artifact.image("plot", "image/png", new byte[] {1, 2, 3}))
                .hasToString("Image[name=plot, mediaType=image/png, 3 bytes]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Artifact.image("plot", "text/html", bytes))
                .withMessageContaining("use one of image/png");
    }

    @Test
    void aMarkdownsTitleIsItsFirstLine() {
        assertThat(new Artifact.Markdown("report", "\n  ## Three rows dropped\nmore").title())
                .isEqualTo("Three rows dropped");
        assertThat(new Artifact.Markdown("report", " \n").title()).isEmpty();
    }
}
