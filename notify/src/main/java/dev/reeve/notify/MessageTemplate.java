package dev.reeve.notify;

import dev.reeve.graph.Template;
import java.util.function.UnaryOperator;

/** A text of a message with placeholders in braces, checked when it is made. Immutable. */
final class MessageTemplate {
    private static final int LONGEST_VALUE = 4_000;

    private final String where;
    private final Template template;

    private MessageTemplate(String where, Template template) {
        this.where = where;
        this.template = template;
    }

    /**
     * The template that is written so.
     *
     * @param where whose it is, for messages: {@code Slack.text(..)}
     * @throws IllegalArgumentException if a brace is stray, a placeholder is not known or a pattern does not fit; says at
     *     which character, counted from 1, and what there is
     */
    static MessageTemplate parse(String where, String source) {
        Template template;
        try {
            template = Template.parse(source);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
        for (String name : template.variables()) {
            if (Placeholder.of(name).isEmpty()) {
                throw new IllegalArgumentException(where + ": template \"" + source + "\": character "
                        + position(source, name) + ": there is no {" + name + "}. There are " + Placeholder.all()
                        + ". A brace that stands for itself is doubled.");
            }
        }
        MessageTemplate made = new MessageTemplate(where, template);
        made.fill(Notice.sample(), UnaryOperator.identity()); // finds patterns that fit no value
        return made;
    }

    /** The character of the brace that opens this name, counted from 1; the source is known to be well-formed. */
    private static int position(String source, String name) {
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '{' && at + 1 < source.length() && source.charAt(at + 1) != '{') {
                int end = at + 1 + name.length();
                boolean same =
                        source.startsWith(name, at + 1) && (source.startsWith("}", end) || source.startsWith(":", end));
                if (same) {
                    return at + 1;
                }
                at = source.indexOf('}', at) + 1;
            } else {
                at += c == '{' || c == '}' ? 2 : 1;
            }
        }
        throw new IllegalStateException("the template has that name");
    }

    /**
     * The text for that notice.
     *
     * @param escape makes a value fit for the medium; what the author wrote stays as it is
     */
    String fill(Notice notice, UnaryOperator<String> escape) {
        try {
            return template.text(name -> value(name, notice, escape));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static Object value(String name, Notice notice, UnaryOperator<String> escape) {
        Object value = Placeholder.of(name).orElseThrow().value(notice);
        return value instanceof String text ? escape.apply(Words.cut(text, LONGEST_VALUE)) : value;
    }

    @Override
    public String toString() {
        return template.toString();
    }
}
