package dev.reeve.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of each setting, and who set it: code over environment over file over default. Immutable. The file is
 * {@code .reeve/config.toml} in the home directory and need not exist.
 */
public final class Configuration {
    /** By the key of the setting. */
    private final Map<String, Entry> entries;

    private Configuration(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * One setting as it is set.
     *
     * @param text the value as text, with {@code ~} and what else depends on the machine filled in
     */
    public record Entry(Setting<?> setting, String text, Origin origin) {}

    /**
     * Reads it.
     *
     * @throws ConfigurationException if the file cannot be read, names a setting that does not exist, or any value is
     *     none; says all mistakes at once
     */
    public static Configuration load(Surroundings surroundings) {
        List<String> problems = new ArrayList<>();
        Map<String, String> file = ConfigFile.read(surroundings.file(), problems);
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            Entry entry = entry(setting, file, surroundings);
            entries.put(setting.key(), entry);
            if (!(entry.origin() instanceof Origin.Default)) { // our own are right, a test sees to that
                check(entry, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Configuration(entries);
    }

    private static Entry entry(Setting<?> setting, Map<String, String> file, Surroundings surroundings) {
        String variable = surroundings.environment().getOrDefault(setting.variable(), "");
        if (!variable.isEmpty()) { // set to nothing is how a shell takes a setting back
            String text = Defaults.expanded(setting, variable, surroundings);
            return new Entry(setting, text, new Origin.Variable(setting.variable()));
        }
        String written = file.get(setting.key());
        if (written != null) {
            String text = Defaults.expanded(setting, written, surroundings);
            return new Entry(setting, text, new Origin.File(surroundings.file()));
        }
        return new Entry(setting, Defaults.text(setting, surroundings), new Origin.Default());
    }

    private static void check(Entry entry, List<String> problems) {
        if (entry.setting().kind().value(entry.text()).isEmpty()) {
            String where = entry.origin() instanceof Origin.File file
                    ? file.text() + ": " + entry.setting().key()
                    : entry.origin().text();
            String shown = entry.text().replaceAll("//[^/]*@", "//***@");
            problems.add(where + " is \"" + shown + "\"; expected "
                    + entry.setting().kind().expected() + ".");
        }
    }

    /** The value of a setting. */
    public <T> T get(Setting<T> setting) {
        return setting.kind().parse(entry(setting).text());
    }

    /** Who set it. */
    public Origin origin(Setting<?> setting) {
        return entry(setting).origin();
    }

    /** Every setting, in the order of {@link Settings#ALL}. */
    public List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /**
     * This one with a setting set by code.
     *
     * @throws ConfigurationException if that is no value of it
     */
    public <T> Configuration with(Setting<T> setting, T value) {
        return replaced(setting, value, new Origin.Code());
    }

    /** This one with another default: for a command that has its own. Changes nothing where somebody set it. */
    public <T> Configuration withDefault(Setting<T> setting, T value) {
        return origin(setting) instanceof Origin.Default ? replaced(setting, value, new Origin.Default()) : this;
    }

    private <T> Configuration replaced(Setting<T> setting, T value, Origin origin) {
        Entry entry = new Entry(setting, setting.kind().write(value), origin);
        List<String> problems = new ArrayList<>();
        check(entry, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(List.of(setting.key() + ", set in " + problems.get(0)));
        }
        Map<String, Entry> changed = new LinkedHashMap<>(entries);
        changed.put(setting.key(), entry);
        return new Configuration(changed);
    }

    private Entry entry(Setting<?> setting) {
        Entry entry = entries.get(setting.key());
        if (entry == null) {
            throw new IllegalArgumentException("\"" + setting.key() + "\" is none of the settings");
        }
        return entry;
    }
}
