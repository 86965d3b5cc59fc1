package dev.reeve.engine.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class MaskingTest {
    private static final String SECRET = "canary/Ü+\"x\\ 7?=&~(*)'";
    private final Masking masking = new Masking();

    @Test
    void aTextWithoutSecretsIsTheSameObject() {
        String text = "nothing to see";
        assertThat(masking.mask(text)).isSameAs(text);
        masking.hide("name", "canary-4711");
        assertThat(masking.mask(text)).isSameAs(text);
        assertThat(masking.idle()).isFalse();
    }

    @Test
    void aSecretIsHiddenInALargerTextAsOftenAsItStandsThere() {
        masking.hide("name", "canary-4711");
        assertThat(masking.mask("(canary-4711) canary-4711, canary-4712")).isEqualTo("(***) ***, canary-4712");
    }

    @Test
    void secretsThatOverlapAreOneMask() {
        masking.hide("name", "abcdef");
        masking.hide("name", "defghi");
        assertThat(masking.mask("<abcdefghi>")).isEqualTo("<***>");
    }

    @Test
    void aSecretOfLessThanFourCharactersIsNotHidden() {
        masking.hide("name", "abc");
        masking.hide("blank", "  \n");
        assertThat(masking.mask("abc   \n")).isEqualTo("abc   \n");
        assertThat(masking.idle()).isTrue();
    }

    @Test
    void lineEndsInsideOfASecretDoNotShowIt() {
        masking.hide("name", "canary-4711-of-the-mine");
        assertThat(masking.mask("key: canary-4\n711-of-\r\nthe-mine!")).isEqualTo("key: ***!");
    }

    @Test
    void eachLineOfASecretOfSeveralLinesIsHidden() {
        masking.hide("name", "-----BEGIN KEY-----\nMIIEvQIBADAN\nBgkqhkiG9w0B\n-----END KEY-----\n");
        assertThat(masking.mask("first MIIEvQIBADAN")).isEqualTo("first ***");
        assertThat(masking.mask("then BgkqhkiG9w0B.")).isEqualTo("then ***.");
        assertThat(masking.mask("-----BEGIN KEY-----\nMIIEvQIBADAN\nBgkqhkiG9w0B\n-----END KEY-----\n"))
                .isEqualTo("***\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "a longer beginning "})
    void base64IsHiddenWhateverStandsBeforeAndBehind(String before) {
        masking.hide("name", SECRET);
        for (String behind : new String[] {"", "!", "!!", ":x and more"}) {
            byte[] bytes = (before + SECRET + behind).getBytes(UTF_8);
            for (String encoded : new String[] {
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                Base64.getMimeEncoder(20, new byte[] {'\r', '\n'}).encodeToString(bytes)
            }) {
                String shown = masking.mask(encoded);
                assertThat(shown).contains("***");
                assertThat(decodable(shown)).doesNotContain("canary").doesNotContain("anary/");
            }
        }
    }

    /** What can be read of what is left of a Base64 text, on both sides of the mask. */
    private static String decodable(String shown) {
        StringBuilder read = new StringBuilder();
        for (String part : shown.split("\\*{3}")) {
            String whole =
                    part.replaceAll("[^A-Za-z0-9+/_-]", "").replace('-', '+').replace('_', '/');
            read.append(new String(Base64.getDecoder().decode(whole.substring(0, whole.length() / 4 * 4)), UTF_8));
        }
        return read.toString();
    }

    @Test
    void urlEncodedIsHiddenInAllUsualWays() {
        masking.hide("name", SECRET);
        String form = URLEncoder.encode(SECRET, UTF_8);
        String browser = "canary%2F%C3%9C%2B%22x%5C%207%3F%3D%26~(*)'";
        for (String encoded : new String[] {form, form.replace("+", "%20"), browser, lowerEscapes(form)}) {
            assertThat(masking.mask("https://x/?q=" + encoded + "&r=1")).isEqualTo("https://x/?q=***&r=1");
        }
    }

    private static String lowerEscapes(String encoded) {
        return Pattern.compile("%..")
                .matcher(encoded)
                .replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    @Test
    void jsonAndHexadecimalAndHtmlAreHidden() {
        masking.hide("name", SECRET);
        String json = JsonMapper.shared().writeValueAsString(Map.of("k", SECRET));
        assertThat(masking.mask(json)).isEqualTo("{\"k\":\"***\"}");
        assertThat(masking.mask(json.replace("Ü", "\\u00dc"))).isEqualTo("{\"k\":\"***\"}");
        String hex = HexFormat.of().formatHex(SECRET.getBytes(UTF_8));
        assertThat(masking.mask("0x" + hex)).isEqualTo("0x***");
        assertThat(masking.mask("0x" + hex.toUpperCase(Locale.ROOT))).isEqualTo("0x***");
        assertThat(masking.mask("<b>canary/Ü+&quot;x\\ 7?=&amp;~(*)&#39;</b>")).isEqualTo("<b>***</b>");
    }

    @Test
    void bytesAreReadAsUtf8() {
        masking.hide("name", "geheim-Ü");
        assertThat(masking.shows("x geheim-Ü y".getBytes(UTF_8))).isTrue();
        assertThat(masking.shows("x geheim-U y".getBytes(UTF_8))).isFalse();
    }

    @Test
    void aThousandSecretsAreLookedForInOnePass() {
        for (int i = 0; i < 1000; i++) {
            masking.hide("name", "secret-number-" + i + "-" + Integer.toHexString(i * 7919));
        }
        String text = "a long line of a log without any of them; ".repeat(20_000);
        assertThat(masking.mask(text)).isSameAs(text);
        assertThat(masking.mask(text + "secret-number-500-" + Integer.toHexString(500 * 7919)))
                .endsWith("them; ***");
    }

    @Test
    void theTextsInASecretThatIsJsonAreHiddenOneByOne() {
        masking.hide(
                "db", "{\"user\":\"etl\",\"password\":\"canary-4711\",\"hosts\":[\"db-one.example\"],\"port\":5432}");
        assertThat(masking.mask("etl canary-4711 at db-one.example:5432")).isEqualTo("etl *** at ***:5432");
    }
}
