package dev.reeve.engine.render;

/** XML, element by element, without white space that was not asked for. Numbers have at most one decimal place. */
final class Xml {
    private final StringBuilder out = new StringBuilder();

    /** Text and attribute values, given as name and value in turn. */
    Xml open(String name, Object... attributes) {
        start(name, attributes);
        out.append('>');
        return this;
    }

    Xml empty(String name, Object... attributes) {
        start(name, attributes);
        out.append("/>\n");
        return this;
    }

    Xml text(String text) {
        out.append(escaped(text));
        return this;
    }

    Xml close(String name) {
        out.append("</").append(name).append(">\n");
        return this;
    }

    /** An element with nothing but text. */
    Xml leaf(String name, String text, Object... attributes) {
        return open(name, attributes).text(text).close(name);
    }

    Xml raw(String markup) {
        out.append(markup);
        return this;
    }

    private void start(String name, Object... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text = value instanceof Double number ? number(number) : escaped(String.valueOf(value));
            out.append(' ').append(attributes[i]).append("=\"").append(text).append('"');
        }
    }

    static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : String.valueOf(tenths / 10.0);
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
