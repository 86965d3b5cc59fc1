package dev.reeve.notify;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a mail says if nobody says otherwise. */
final class LetterText {
    private LetterText() {}

    static String plain(Notice notice) {
        StringBuilder text = new StringBuilder(Words.line(notice.title())).append(".\n\n");
        facts(notice)
                .forEach((name, value) -> text.append(String.format("%-10s ", name + ":"))
                        .append(Words.line(value))
                        .append('\n'));
        if (!notice.cause().isEmpty()) {
            text.append("\n").append(causeTitle(notice)).append(":\n").append(indented(notice.cause()));
        }
        if (notice.failedCount() > 1) {
            text.append("\nFailed tasks (")
                    .append(notice.failedCount())
                    .append("):\n")
                    .append(indented(Placeholder.failedTasks(notice)));
        }
        if (!notice.advice().isEmpty()) {
            text.append("\nWhat to do:\n").append(indented(notice.advice()));
        }
        return text.toString();
    }

    static String html(Notice notice) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html><body style=\"font-family:sans-serif\"><h2>")
                .append(Words.html(notice.title()))
                .append("</h2><table>");
        facts(notice)
                .forEach((name, value) -> html.append("<tr><td style=\"padding-right:1em;color:#666\">")
                        .append(name)
                        .append("</td><td>")
                        .append(name.equals("Link") ? link(value) : Words.html(value))
                        .append("</td></tr>"));
        html.append("</table>");
        if (!notice.cause().isEmpty()) {
            html.append(block(causeTitle(notice), notice.cause()));
        }
        if (notice.failedCount() > 1) {
            html.append(block("Failed tasks: " + notice.failedCount(), Placeholder.failedTasks(notice)));
        }
        if (!notice.advice().isEmpty()) {
            html.append(block("What to do", notice.advice()));
        }
        return html.append("</body></html>").toString();
    }

    private static Map<String, String> facts(Notice notice) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (!notice.flow().isEmpty()) {
            facts.put("Flow", notice.flow());
        }
        if (!notice.runId().isEmpty()) {
            facts.put("Run", notice.runName() + " (" + notice.runId() + ")");
        }
        if (!notice.task().isEmpty()) {
            facts.put("Task", notice.task());
        }
        facts.put("State", notice.state());
        facts.put("Began", String.valueOf(Placeholder.STARTED.value(notice)));
        facts.put("At", String.valueOf(Placeholder.AT.value(notice)));
        facts.put("After", Words.of(notice.duration()));
        if (!notice.url().isEmpty()) {
            facts.put("Link", notice.url());
        }
        return facts;
    }

    private static String causeTitle(Notice notice) {
        return notice.failedTasks().isEmpty() ? "Message" : "First cause";
    }

    private static String indented(String text) {
        return "    " + Words.plain(text).replace("\n", "\n    ") + "\n";
    }

    private static String block(String title, String text) {
        return "<h3>" + Words.html(title) + "</h3><pre style=\"white-space:pre-wrap\">" + Words.html(text) + "</pre>";
    }

    private static String link(String url) {
        return "<a href=\"" + Words.html(url) + "\">" + Words.html(url) + "</a>";
    }
}
