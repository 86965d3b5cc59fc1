package dev.reeve.engine.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms that a secret shows itself in, without line ends, which the search passes over. */
final class Forms {
    /** A shorter form is left out, in characters: it would be found where there is no secret. */
    private static final int SHORTEST_ENCODED = 5;

    /** A shorter line of a secret of several lines is not looked for by itself. */
    private static final int SHORTEST_LINE = 8;

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private final Set<String> forms = new HashSet<>();

    private Forms() {}

    static Set<String> of(String secret) {
        Forms found = new Forms();
        found.addAll(secret);
        if (!secret.strip().equals(secret)) {
            found.addAll(secret.strip());
        }
        secret.lines().filter(line -> line.strip().length() >= SHORTEST_LINE).forEach(line -> found.add(line.strip()));
        return found.forms;
    }

    private void addAll(String secret) {
        add(secret);
        add(jsonEscaped(secret, false));
        add(jsonEscaped(secret, true));
        add(htmlEscaped(secret));
        addUrlForms(secret);
        byte[] bytes = secret.getBytes(UTF_8);
        addEncoded(HexFormat.of().formatHex(bytes));
        addEncoded(HexFormat.of().withUpperCase().formatHex(bytes));
        addBase64(bytes);
    }

    private void add(String form) {
        String unbroken = Finder.unbroken(form);
        if (unbroken.length() >= Masking.SHORTEST) {
            forms.add(unbroken);
        }
    }

    private void addEncoded(String form) {
        if (form.length() >= SHORTEST_ENCODED) {
            add(form);
        }
    }

    /** As forms and as paths are encoded; encoders differ in which marks they leave alone and in the case of digits. */
    private void addUrlForms(String secret) {
        String form = URLEncoder.encode(secret, UTF_8);
        String path = form.replace("+", "%20");
        String browser = path.replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
        String strict = path.replace("*", "%2A").replace("%7E", "~");
        for (String encoded : List.of(form, path, browser, strict)) {
            add(encoded);
            add(ESCAPE.matcher(encoded).replaceAll(found -> found.group().toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * What of the Base64 text is the same whatever stands before and behind the secret: three bytes become four
     * characters, so there are three ways, and the characters at the borders hold bits of a neighbour.
     */
    private void addBase64(byte[] bytes) {
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int first = before == 0 ? 0 : before + 1; // characters with bits of what stands before
            int last = shifted.length * 8 / 6; // up to there no bit is of what stands behind
            addEncoded(
                    Base64.getEncoder().withoutPadding().encodeToString(shifted).substring(first, last));
            addEncoded(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(shifted)
                    .substring(first, last));
        }
    }

    private static String jsonEscaped(String secret, boolean ascii) {
        StringBuilder text = new StringBuilder(secret.length() + 8);
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < 0x20 || ascii && c > 0x7e) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.toString();
    }

    private static String htmlEscaped(String secret) {
        return secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
