package dev.reeve.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of the table.
 *
 * @param measured what was measured, for people
 * @param beside what it was compared to, for people; empty for nothing
 * @param ratio the one to the other, for people; empty for none
 * @param figures all of it for programs, by name
 */
public record Finding(
        String name, String measured, String beside, String ratio, List<Bar> bars, Map<String, Double> figures) {
    public boolean met() {
        return bars.stream().allMatch(Bar::met);
    }

    /** What one line of JSON says. */
    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.putAll(figures);
        fields.put("bars", bars.stream().map(Bar::words).toList());
        fields.put("met", met());
        return fields;
    }
}
