package dev.reeve.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.Guard;
import dev.reeve.graph.Input;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class WritersTest {
    static List<String> hostileNames() {
        return List.of(
                "a\"b",
                "it's",
                "<script>alert(1)</script>",
                "</title></svg>",
                "]]>",
                "&amp; &lt; &#0;",
                "a\\nb\\",
                "new\nline\r\n\ttab",
                "nul\u0000bell\u0007esc\u001b[2J",
                "\u202eturned\u2066",
                "\ud800 half a pair \uffff",
                "👩‍🚀 rocket",
                "表示データ قهوة",
                "",
                " ",
                "end",
                "#quot; style x:#35;",
                "`code` %%{init}%% {{a}} |b| [c] $$x$$",
                "x".repeat(10_000));
    }

    private static FlowGraph named(String name) {
        FlowFixture flow = new FlowFixture(name).description(name);
        Input parameter = flow.parameter(name);
        Input first = flow.in(name).task(name, parameter);
        flow.guarded(new Guard(first, true, name)).in(name, name).task(name + "2", first);
        return flow.graph();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document document) {
        NodeList nodes = document.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void svgIsWellFormedAndShowsTheNameWhateverItIs(String name) throws Exception {
        Document document = parsed(Drawing.of(named(name)).withBlocks().svg());
        assertThat(texts(document)).contains(BoxText.label(name), BoxText.label(name + "2"));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void dotKeepsEveryStringWithinItsQuotes(String name) {
        String dot = Drawing.of(named(name)).withBlocks().dot();
        Pattern string = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"");
        String structure = string.matcher(dot).replaceAll("S");
        assertThat(structure).doesNotContain("\"", "\\", "<script", "&");
        assertThat(structure).contains("n1 -> n2 [style=solid];");
        assertThat(structure.chars().filter(c -> c == '{').count()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void mermaidTextHasNoSignThatItWouldRead(String name) {
        String mermaid = Drawing.of(named(name)).withBlocks().mermaid();
        String body = mermaid.substring(mermaid.indexOf("flowchart TD"));
        Pattern text = Pattern.compile("\"(?:[^\"<>`&#;:{}|$%\\\\*\\n]|#\\d+;|<br/>)*\"");
        String structure = text.matcher(body).replaceAll("S");
        assertThat(structure).doesNotContain("\"");
        assertThat(structure).contains("n1[S]", "n2[S]", "n1 --> n2", "n0([S])");
        assertThat(mermaid.lines().limit(3)).hasSize(3).last().isEqualTo("---");
    }

    @Test
    void aLongNameIsCutAndStandsInTheTooltip() throws Exception {
        String name = "head" + "x".repeat(300) + "tail";
        String svg = Drawing.of(named(name)).svg();
        assertThat(svg).contains(name);
        assertThat(texts(parsed(svg)))
                .allSatisfy(text -> assertThat(text.length()).isLessThan(130));
        assertThat(texts(parsed(svg))).anyMatch(text -> text.startsWith("head") && text.endsWith("tail"));
    }

    @Test
    void svgNeedsNothingFromOutside() {
        String svg = Drawing.of(named("flow")).svg();
        assertThat(svg).doesNotContain("href", "@import", "@font-face", "url(http", "<script");
        assertThat(svg).contains("viewBox=\"0 0 ");
    }

    @Test
    void blocksAreClusters() {
        Drawing drawing = Drawing.of(named("flow")).withBlocks();
        assertThat(drawing.dot()).contains("subgraph cluster_0", "subgraph cluster_1");
        assertThat(drawing.mermaid()).contains("subgraph b0 [\"flow\"]", "subgraph b1 [\"flow\"]");
        assertThat(drawing.svg()).contains("class=\"frame\"");
        assertThat(Drawing.of(named("flow")).svg()).doesNotContain("class=\"frame\"");
    }

    @Test
    void kindsOfLinesDiffer() {
        assertThat(Drawing.of(named("flow")).mermaid()).contains("n0 --- n1", "n1 --> n2", "n1 --o|\"flow\"| n2");
        assertThat(Drawing.of(named("flow")).dot()).contains("arrowhead=odiamond, label=\"flow\"");
    }

    @Test
    void anEmptyFlowIsDrawn() throws Exception {
        FlowGraph empty = new FlowFixture("empty").graph();
        assertThat(texts(parsed(Drawing.of(empty).svg()))).containsExactly("empty");
        assertThat(Drawing.of(empty).dot()).startsWith("digraph \"empty\" {");
        assertThat(Drawing.of(empty).mermaid()).contains("flowchart TD");
    }

    @Test
    void thousandsOfNodesAreDrawnInABoundedSpace() {
        FlowFixture flow = new FlowFixture("wide");
        Input source = flow.task("source");
        List<Input> leaves = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            leaves.add(flow.task("leaf_" + i, source));
        }
        flow.task("sink", new Input.All(leaves));
        String svg = Drawing.of(flow.graph()).svg();
        assertThat(svg.length()).isLessThan(5_000_000);
        Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+)").matcher(svg);
        assertThat(size.find()).isTrue();
        assertThat(Integer.parseInt(size.group(1))).isLessThan(40_000);
        assertThat(Drawing.of(flow.graph()).mermaid()).contains("set maxEdges to 10000");
    }

    @Test
    void theSameFlowGivesTheSameText() {
        assertThat(Drawing.of(named("a")).svg())
                .isEqualTo(Drawing.of(named("a")).svg());
        assertThat(Drawing.of(named("a")).dot())
                .isEqualTo(Drawing.of(named("a")).dot());
        assertThat(Drawing.of(named("a")).mermaid())
                .isEqualTo(Drawing.of(named("a")).mermaid());
    }
}
