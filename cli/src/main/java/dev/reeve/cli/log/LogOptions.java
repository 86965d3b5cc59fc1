package dev.reeve.cli.log;

import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.ConfigurationException;
import dev.reeve.engine.config.Setting;
import dev.reeve.engine.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How log lines look and which are shown, over file and environment. */
public final class LogOptions {
    @Option(names = "--log-format", paramLabel = "FORMAT", description = "Log lines as text or json.")
    private @Nullable String format;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "The least important log lines that are shown: trace, debug, info, warn, error or off.")
    private @Nullable String level;

    /** The same configuration with what was said here. */
    public Configuration over(Configuration configuration) {
        return with(
                with(configuration, "--log-format", Settings.LOG_FORMAT, format),
                "--log-level",
                Settings.LOG_LEVEL,
                level);
    }

    private static Configuration with(
            Configuration configuration, String option, Setting<String> setting, @Nullable String value) {
        try {
            return value == null ? configuration : configuration.with(setting, value);
        } catch (ConfigurationException e) {
            throw new MistakeException(option + " takes " + setting.kind().expected() + ", not \"" + value + "\".", e);
        }
    }
}
