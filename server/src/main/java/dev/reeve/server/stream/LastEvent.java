package dev.reeve.server.stream;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a watcher stands in each of its topics, as the id of an event: a few digits for a topic, and its position. What cannot
 * be read is not there. Immutable.
 */
record LastEvent(Map<String, Long> positions) {
    static final LastEvent NONE = new LastEvent(Map.of());

    private static final Pattern PART = Pattern.compile("([0-9a-f]{1,8})=(\\d{1,18})");

    static LastEvent parse(String id) {
        Map<String, Long> positions = new HashMap<>();
        for (String part : id.split("[.]")) {
            Matcher both = PART.matcher(part.strip());
            if (both.matches()) {
                positions.put(both.group(1), Long.parseLong(both.group(2)));
            }
        }
        return new LastEvent(positions);
    }

    static String text(Map<Topic, Long> positions) {
        return positions.entrySet().stream()
                .map(each -> name(each.getKey()) + "=" + each.getValue())
                .collect(Collectors.joining("."));
    }

    /** Those of topics that it knows. */
    Map<Topic, Long> of(Iterable<Topic> topics) {
        Map<Topic, Long> known = new LinkedHashMap<>();
        for (Topic topic : topics) {
            Long position = positions.get(name(topic));
            if (position != null) {
                known.put(topic, position);
            }
        }
        return known;
    }

    private static String name(Topic topic) {
        return Integer.toHexString(topic.text().hashCode());
    }
}
