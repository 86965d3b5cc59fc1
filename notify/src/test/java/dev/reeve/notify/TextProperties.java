package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.json.JsonMapper;

class TextProperties {
    private static final JsonMapper JACKSON = new JsonMapper();

    private static boolean hasHalfCharacters(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    @Property
    void whatIsCutIsShortEnoughAndWhole(@ForAll String text, @ForAll @IntRange(min = 2, max = 40) int most) {
        String plain = Words.plain(text);
        String cut = Words.cut(plain, most);
        assertThat(cut.length()).isLessThanOrEqualTo(most);
        assertThat(hasHalfCharacters(cut)).isFalse();
        if (plain.length() <= most) {
            assertThat(cut).isEqualTo(plain);
        } else {
            assertThat(plain).startsWith(cut.substring(0, cut.length() - 1));
        }
    }

    @Property
    void nothingSteersAnythingInPlainTextAndALineIsOne(@ForAll String text) {
        assertThat(Words.plain(text).codePoints()).noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        assertThat(Words.line(text).codePoints()).noneMatch(Character::isISOControl);
    }

    @Property
    void slackSeesNoLinkOrMention(@ForAll String text, @ForAll @IntRange(min = 8, max = 40) int most) {
        String escaped = Words.slack(text);
        assertThat(escaped).doesNotContain("<", ">", "```");
        String cut = Words.cutSlack(Words.slack("<&>".repeat(20) + text), most);
        assertThat(cut.length()).isLessThanOrEqualTo(most);
        assertThat(cut.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
    }

    @Property
    void htmlSeesNoElement(@ForAll String text) {
        assertThat(Words.html(text)).doesNotContain("<", ">", "\"", "'");
        assertThat(Words.html(text).replaceAll("&(amp|lt|gt|quot|#39);", "")).doesNotContain("&");
    }

    @Property
    void anotherReaderOfJsonReadsWhatWasWritten(
            @ForAll Map<String, String> texts, @ForAll List<Integer> numbers, @ForAll boolean truth) {
        Map<String, Object> clean = new LinkedHashMap<>();
        texts.forEach((key, value) -> clean.put(whole(key), whole(value)));
        Map<String, Object> all = new LinkedHashMap<>(Map.of("n", numbers, "b", truth, "m", clean));
        all.put("nothing", null);
        Object read = JACKSON.readValue(Json.bytes(all), Object.class);
        assertThat(read).isEqualTo(all);
    }

    private static String whole(String text) {
        return hasHalfCharacters(text) ? "half" : text;
    }

    @Example
    void halfCharactersBecomeTheReplacementCharacter() {
        assertThat(Json.text("a\ud83d")).isEqualTo("\"a\ufffd\"");
        assertThat(Json.text("\ude00b")).isEqualTo("\"\ufffdb\"");
        assertThat(Json.text("\ud83d\ude00\u0000\"\\\n")).isEqualTo("\"\ud83d\ude00\\u0000\\\"\\\\\\n\"");
        assertThat(Json.text(List.of())).isEqualTo("[]");
        assertThat(Json.text(Map.of())).isEqualTo("{}");
    }
}
