package dev.reeve.cli;

import dev.reeve.cli.log.LogOptions;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.ConfigurationException;
import dev.reeve.engine.config.Setting;
import dev.reeve.engine.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Settings that can be given for one run, over file and environment. */
final class SettingOptions {
    @Option(
            names = "--executor",
            paramLabel = "KIND",
            description = "What tasks run on: threads, virtual (threads that mostly wait), in-thread (one by one) or"
                    + " cluster.")
    private @Nullable String executor;

    @Option(
            names = "--cluster",
            paramLabel = "HOST[:PORT],..",
            description = "Tasks run on the workers of the cluster there; see reeve worker start.")
    private @Nullable String cluster;

    @Option(
            names = "--certs",
            paramLabel = "DIR",
            description = "This host's certificates for the cluster, of reeve cluster certs.")
    private @Nullable String certificates;

    @Option(names = "--threads", paramLabel = "N", description = "How many tasks run at once.")
    private @Nullable String threads;

    @Option(
            names = "--results",
            paramLabel = "STORE",
            description = "Where results are kept: files (the default here), memory or s3://bucket.")
    private @Nullable String results;

    @Mixin
    private LogOptions logs = new LogOptions();

    /** The configuration of one run. Results are files and runs are recorded unless somebody says otherwise. */
    Configuration configuration(Console console) {
        Configuration configuration = Configuration.load(console.surroundings())
                .withDefault(Settings.RESULTS_STORE, "files")
                .withDefault(Settings.RECORDS_ENABLED, true);
        configuration = with(configuration, "--executor", Settings.EXECUTOR_KIND, executor);
        if (cluster != null) {
            if (executor != null && !executor.equals("cluster")) {
                throw new MistakeException(
                        "--cluster and --executor " + executor + " do not go together: leave one of them out.");
            }
            configuration = with(configuration, "--cluster", Settings.EXECUTOR_KIND, "cluster");
            configuration = with(configuration, "--cluster", Settings.EXECUTOR_CLUSTER_JOIN, cluster);
        }
        configuration = with(configuration, "--certs", Settings.EXECUTOR_CLUSTER_CERTS, certificates);
        configuration = with(configuration, "--threads", Settings.EXECUTOR_THREADS, number(threads));
        configuration = with(configuration, "--threads", Settings.EXECUTOR_VIRTUAL_THREADS, number(threads));
        return logs.over(with(configuration, "--results", Settings.RESULTS_STORE, results));
    }

    /** Whether somebody said for this run where results are kept. */
    boolean sayResults() {
        return results != null;
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new MistakeException(
                    "--threads takes " + Settings.EXECUTOR_THREADS.kind().expected() + ", not \"" + text + "\".", e);
        }
    }

    private static <T> Configuration with(
            Configuration configuration, String option, Setting<T> setting, @Nullable T value) {
        if (value == null) {
            return configuration;
        }
        try {
            return configuration.with(setting, value);
        } catch (ConfigurationException e) {
            String directory = setting.equals(Settings.RESULTS_STORE)
                    ? " The directory of files is the setting results.dir, or REEVE_RESULTS_DIR."
                    : "";
            throw new MistakeException(
                    option + " takes " + setting.kind().expected() + ", not \"" + value + "\"." + directory, e);
        }
    }
}
