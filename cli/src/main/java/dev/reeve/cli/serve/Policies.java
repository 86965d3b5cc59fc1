package dev.reeve.cli.serve;

import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.Unfinished;

/** Policies as they are written on the command line. */
public final class Policies {
    private static final int MOST = 16;

    private Policies() {}

    /** {@code skip}, {@code queue}, {@code queue:5}, {@code allow:2}, {@code cancel}. */
    public static Overlap overlap(String text) {
        String expected = "--overlap takes skip, queue, queue:N, allow:N or cancel, not \"" + text + "\".";
        String kind = kind(text);
        if (kind.equals("skip") && kind.equals(text)) {
            return Overlap.SKIP;
        }
        if (kind.equals("cancel") && kind.equals(text)) {
            return Overlap.CANCEL;
        }
        return switch (kind) {
            case "queue" -> Overlap.queue(number(text, expected));
            case "allow" -> Overlap.allow(number(text, expected));
            default -> throw new MistakeException(expected);
        };
    }

    /** {@code none}, {@code last}, {@code all}, {@code all:50}. */
    public static CatchUp catchUp(String text) {
        String expected = "--catch-up takes none, last, all or all:N, not \"" + text + "\".";
        return switch (text) {
            case "none" -> CatchUp.NONE;
            case "last" -> CatchUp.LAST;
            default -> {
                if (!kind(text).equals("all")) {
                    throw new MistakeException(expected);
                }
                yield CatchUp.all(number(text, expected));
            }
        };
    }

    /** {@code resume} or {@code report}. */
    public static Unfinished unfinished(String text) {
        return switch (text) {
            case "resume" -> Unfinished.RESUME;
            case "report" -> Unfinished.REPORT;
            default -> throw new MistakeException("--unfinished takes resume or report, not \"" + text + "\".");
        };
    }

    private static String kind(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    private static int number(String text, String expected) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return MOST;
        }
        try {
            int number = Integer.parseInt(text.substring(colon + 1));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new MistakeException(expected, e);
        }
        throw new MistakeException(expected + " N is a whole number from 1.");
    }
}
