package dev.reeve.faults;

import java.util.List;
import java.util.Map;

/**
 * What came of it.
 *
 * @param figures by name, in the order in which they are told
 * @param wrong what is not as it has to be; empty: all is well
 */
public record FaultReport(Map<String, String> figures, List<String> wrong) {
    private static final int MOST = 40;

    /** As a table, with what is wrong below. */
    public String table() {
        StringBuilder text = new StringBuilder();
        figures.forEach((name, value) -> text.append(String.format("%-58s %s%n", name, value)));
        wrong.stream()
                .limit(MOST)
                .forEach(each -> text.append("WRONG: ").append(each).append('\n'));
        text.append(
                wrong.isEmpty()
                        ? "Nothing was lost, done twice after it was acknowledged, or left behind.\n"
                        : wrong.size() + " things are wrong.\n");
        return text.toString();
    }
}
