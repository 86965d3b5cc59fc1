package dev.reeve.server.metric;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was counted since the server started. Families and their labels are made when they are first counted, so labels have
 * to be few: routes and statuses, never what users name. Thread-safe.
 */
public final class Meters {
    private final Map<String, Map<String, Meter>> families = new ConcurrentSkipListMap<>();
    private final Map<String, String> help = new ConcurrentSkipListMap<>();

    private record Meter(LongAdder count, DoubleAdder sum) {
        Meter() {
            this(new LongAdder(), new DoubleAdder());
        }
    }

    /** Adds to a counter; its name ends in {@code _total}. */
    public void count(String name, String meaning, String labels, long more) {
        meter(name, meaning, labels).count().add(more);
    }

    /** Adds a measurement to a summary of count and sum; its name ends in a unit. */
    public void measure(String name, String meaning, String labels, double value) {
        Meter meter = meter(name, meaning, labels);
        meter.count().increment();
        meter.sum().add(value);
    }

    private Meter meter(String name, String meaning, String labels) {
        Map<String, Meter> family = families.get(name);
        if (family == null) {
            help.putIfAbsent(name, meaning);
            family = families.computeIfAbsent(name, made -> new ConcurrentSkipListMap<>());
        }
        Meter meter = family.get(labels);
        return meter == null ? family.computeIfAbsent(labels, made -> new Meter()) : meter;
    }

    /** All of it, as Prometheus reads it. */
    public String text() {
        Exposition out = new Exposition();
        write(out);
        return out.text();
    }

    void write(Exposition out) {
        families.forEach((name, family) -> {
            boolean counter = name.endsWith("_total");
            out.family(name, counter ? "counter" : "summary", help.getOrDefault(name, ""));
            family.forEach((labels, meter) -> {
                if (counter) {
                    out.sample(name, labels, (double) meter.count().sum());
                } else {
                    out.sample(name + "_count", labels, (double) meter.count().sum());
                    out.sample(name + "_sum", labels, meter.sum().sum());
                }
            });
        });
    }
}
