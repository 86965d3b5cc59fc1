package dev.reeve.graph;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text with variables in braces: {@code {task_name}-{today}}, {@code {parameters.country}/{map_index}.csv},
 * {@code {date:yyyy-MM}}. Names the target of a task or a run. A brace that stands for itself is doubled. What
 * follows a colon is a pattern of {@link DateTimeFormatter}, with English words. Immutable.
 *
 * <p>A name means an input of the task; else, one of {@link #CONTEXT_VARIABLES}; else, a parameter of the flow.
 */
public final class Template {
    /** What every template may name, whatever the flow. Of a run's name, those of a task are no part. */
    public static final Set<String> CONTEXT_VARIABLES = TemplateContext.VARIABLES;

    private final String source;
    private final List<Piece> pieces;
    private final Set<String> variables;

    private Template(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = List.copyOf(pieces);
        Set<String> names = new LinkedHashSet<>();
        for (Piece piece : this.pieces) {
            if (piece instanceof Piece.Variable variable) {
                names.add(variable.name());
            }
        }
        this.variables = Collections.unmodifiableSet(names);
    }

    /** A part of a template. */
    sealed interface Piece {
        /** Text that stands for itself. */
        record Literal(String text) implements Piece {}

        /** A variable. {@code format} is null where none is written. */
        record Variable(String name, @Nullable DateTimeFormatter format) implements Piece {}
    }

    /**
     * The template that is written so.
     *
     * @throws IllegalArgumentException if a brace is left open or stray, a name is empty or a pattern no pattern; says
     *     at which character, counted from 1, and what to write instead
     */
    public static Template parse(String source) {
        return new Template(source, new TemplateParser(source).pieces());
    }

    /**
     * The template of a target: a relative path with {@code /} between its parts.
     *
     * @throws IllegalArgumentException as {@link #parse}, and if the path is absolute, leaves its store through
     *     {@code ..}, is empty or has an empty part
     */
    public static Template parseTarget(String source) {
        Template template = parse(source);
        PathText.requireInside(source, template.fill(variable -> "x"));
        return template;
    }

    /** The names in it, without their patterns, in order: {@code date} for {@code {date:yyyy}}. */
    public Set<String> variables() {
        return variables;
    }

    /** Those names that a flow with these parameters, at a task with these inputs, could not fill. */
    public Set<String> unknown(Collection<String> parameters, Collection<String> inputs) {
        Set<String> unknown = new LinkedHashSet<>();
        for (String name : variables) {
            boolean known = inputs.contains(name)
                    || (name.startsWith(TemplateContext.PARAMETERS)
                            ? parameters.contains(name.substring(TemplateContext.PARAMETERS.length()))
                            : CONTEXT_VARIABLES.contains(name) || parameters.contains(name));
            if (!known) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    /** Those names that the name of a run of a flow with these parameters could not fill. */
    public Set<String> unknownOfRun(Collection<String> parameters) {
        Set<String> unknown = unknown(parameters, Set.of());
        for (String name : variables) {
            if (TemplateContext.NOT_OF_A_RUN.contains(name)) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    /** What the name of a run may name beside parameters. */
    public static Set<String> runVariables() {
        Set<String> names = new LinkedHashSet<>(CONTEXT_VARIABLES);
        names.removeAll(TemplateContext.NOT_OF_A_RUN);
        return Collections.unmodifiableSet(names);
    }

    /**
     * The path that it means with these values. A value is one part of the path or less, never more: what is neither an
     * ASCII letter or digit nor one of {@code - _ . ~ + = @} stands as {@code %} and two hexadecimal digits for each
     * byte of its UTF-8, so different texts make different paths; {@code (null)} and {@code (empty)} stand for what
     * has no text. The result never leaves the directory that it is resolved against.
     *
     * @param values gives the value of a name, and throws for one it does not know
     * @throws IllegalArgumentException if a value has no text, such as an array or an object without
     *     {@code toString}, or does not fit its pattern
     */
    public String path(Function<String, ? extends @Nullable Object> values) {
        StringBuilder path = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Literal literal -> path.append(literal.text());
                case Piece.Variable variable -> {
                    Object value = values.apply(variable.name());
                    // a slash of the pattern is the author's, and parts the path
                    path.append(
                            variable.format() == null
                                    ? ValueText.of(variable.name(), value, PathText::encode)
                                    : PathText.encodeParts(formatted(variable.name(), variable.format(), value)));
                }
            }
        }
        return PathText.inside(path.toString());
    }

    /**
     * The text that it means with these values, which stand as they are.
     *
     * @param values gives the value of a name, and throws for one it does not know
     * @throws IllegalArgumentException as {@link #path}
     */
    public String text(Function<String, ? extends @Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Literal literal -> text.append(literal.text());
                case Piece.Variable variable -> {
                    Object value = values.apply(variable.name());
                    text.append(
                            variable.format() == null
                                    ? ValueText.of(variable.name(), value, UnaryOperator.identity())
                                    : formatted(variable.name(), variable.format(), value));
                }
            }
        }
        return text.toString();
    }

    /** The literal text, with what {@code standIn} gives in place of each variable. */
    private String fill(UnaryOperator<String> standIn) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(
                    switch (piece) {
                        case Piece.Literal literal -> literal.text();
                        case Piece.Variable variable -> standIn.apply(variable.name());
                    });
        }
        return text.toString();
    }

    private static String formatted(String name, DateTimeFormatter format, @Nullable Object value) {
        if (!(value instanceof TemporalAccessor time)) {
            throw new IllegalArgumentException("the template's {" + name + "} has a date pattern, but its value is "
                    + (value == null ? "null" : "a " + value.getClass().getName())
                    + ". Leave the pattern out, or give it a date or time.");
        }
        try {
            return format.format(time);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the template's {" + name + "} has a pattern that does not fit its value " + time + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return source;
    }
}
