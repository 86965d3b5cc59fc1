package dev.reeve.cli.serve;

import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.Unfinished;
import java.util.function.Function;

/** Policies as they are written on the command line. */
public final class Policies {
    private Policies() {}

    /** {@code skip}, {@code queue}, {@code queue:5}, {@code allow:2}, {@code cancel}. */
    public static Overlap overlap(String text) {
        return of("--overlap", text, Overlap::parse);
    }

    /** {@code none}, {@code last}, {@code all}, {@code all:50}. */
    public static CatchUp catchUp(String text) {
        return of("--catch-up", text, CatchUp::parse);
    }

    private static <T> T of(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new MistakeException(option + " " + e.getMessage(), e);
        }
    }

    /** {@code resume} or {@code report}. */
    public static Unfinished unfinished(String text) {
        return switch (text) {
            case "resume" -> Unfinished.RESUME;
            case "report" -> Unfinished.REPORT;
            default -> throw new MistakeException("--unfinished takes resume or report, not \"" + text + "\".");
        };
    }
}
