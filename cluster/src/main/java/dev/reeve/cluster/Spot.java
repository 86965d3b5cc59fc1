package dev.reeve.cluster;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Where a result is held.
 *
 * @param worker the node of the grid
 * @param key what it is known by there
 * @param length how many bytes it has
 */
record Spot(UUID worker, String key, int length) {
    /** Where some are, by their names, as bytes. */
    static byte[] bytes(Map<String, Spot> spots) {
        MessageWriter out = new MessageWriter().number(spots.size());
        spots.forEach((name, spot) -> out.text(name)
                .large(spot.worker.getMostSignificantBits())
                .large(spot.worker.getLeastSignificantBits())
                .text(spot.key)
                .number(spot.length));
        return out.written();
    }

    /** What {@link #bytes} wrote. */
    static Map<String, Spot> all(byte[] bytes) throws IOException {
        MessageReader in = new MessageReader(bytes, Spot.class.getClassLoader());
        int count = in.count();
        Map<String, Spot> spots = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.text();
            UUID worker = new UUID(in.large(), in.large());
            spots.put(name, new Spot(worker, in.text(), in.number()));
        }
        return spots;
    }
}
