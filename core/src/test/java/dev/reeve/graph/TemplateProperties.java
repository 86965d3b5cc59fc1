package dev.reeve.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class TemplateProperties {
    private static final Path STORE = Path.of("/store");

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                Arbitraries.of("..", ".", "/", "", "%2E", "\\", "(empty)", "~", "C:"),
                Arbitraries.strings().withChars("./\\%:(){}~ ").ofMaxLength(6),
                Arbitraries.strings().ofMaxLength(12));
    }

    @Property(tries = 3000)
    void filledValueNeverLeavesTheStore(@ForAll("hostile") String a, @ForAll("hostile") String b) {
        Template template = Template.parse("{a}{b}/{b}/x{a}/{a}");
        String path = template.path(name -> name.equals("a") ? a : b);
        assertThat(path).matches("[\\x20-\\x7e]+").doesNotContain("\\");
        assertThat(path.split("/", -1)).hasSize(4).doesNotContain("", ".", "..");
        assertThat(STORE.resolve(path).normalize()).startsWithRaw(STORE).hasToString("/store/" + path);
    }

    @Property
    void evenALiteralNeverLeavesTheStore(@ForAll("hostile") String literal, @ForAll("hostile") String value) {
        Assume.that(!literal.contains("\0"));
        String text = literal.replace("{", "{{").replace("}", "}}");
        String path = Template.parse(text + "{x}" + text).path(name -> value);
        assertThat(STORE.resolve(path).normalize()).startsWithRaw(STORE).isNotEqualTo(STORE);
    }

    @Property
    void differentValuesMakeDifferentPaths(@ForAll("hostile") String a, @ForAll("hostile") String b) {
        Assume.that(!a.equals(b));
        Assume.that(wellFormed(a) && wellFormed(b)); // half a surrogate pair is no text
        Template template = Template.parse("{x}");
        assertThat(template.path(name -> a)).isNotEqualTo(template.path(name -> b));
    }

    private static boolean wellFormed(String text) {
        return text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Property
    void anyTextCanBeWrittenWithDoubledBraces(@ForAll("hostile") String text) {
        String template = text.replace("{", "{{").replace("}", "}}");
        assertThat(Template.parse(template).text(Map.of()::get)).isEqualTo(text);
        assertThat(Template.parse(template).variables()).isEqualTo(Map.of().keySet());
    }

    @Property
    void elementsOfAListAreToldApart(@ForAll("hostile") String a, @ForAll("hostile") String b) {
        String path = Template.parse("{x}").path(name -> List.of(a, b));
        assertThat(path.chars().filter(c -> c == ',').count()).isEqualTo(1);
    }
}
