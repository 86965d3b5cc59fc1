package dev.reeve.engine.config;

import dev.reeve.graph.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** All that can be set. */
public final class Settings {
    /** The text that says that something is not there. */
    private static final String NONE = "none";

    /** Which threads run tasks. */
    public static final Setting<String> EXECUTOR_KIND = new Setting<>(
            "executor.kind",
            Kinds.Word.of("threads", "virtual", "in-thread", "cluster"),
            "threads",
            "what runs tasks: platform threads, virtual ones, the caller's, one task after the other, or the workers of a"
                    + " cluster");

    /** How many tasks run at once on platform threads. */
    public static final Setting<Integer> EXECUTOR_THREADS = new Setting<>(
            "executor.threads",
            new Kinds.WholeNumber(1, 10_000),
            Defaults.THREADS,
            "how many tasks of a run go on at once with executor.kind = \"threads\"");

    /** How many tasks run at once on virtual threads. */
    public static final Setting<Integer> EXECUTOR_VIRTUAL_THREADS = new Setting<>(
            "executor.virtual-threads",
            new Kinds.WholeNumber(1, 1_000_000),
            "256",
            "how many tasks of a run go on at once with executor.kind = \"virtual\"");

    /** Where workers of the cluster are. */
    public static final Setting<String> EXECUTOR_CLUSTER_JOIN = new Setting<>(
            "executor.cluster.join",
            new Kinds.Line("none, or HOST:PORT of a worker, several with commas between them"),
            NONE,
            "where workers are with executor.kind = \"cluster\"");

    /** The name of the cluster. */
    public static final Setting<String> EXECUTOR_CLUSTER_NAME = new Setting<>(
            "executor.cluster.name",
            new Kinds.Line("the name of a cluster"),
            "reeve",
            "which cluster it is that is joined");

    /** Where this host's certificates are. */
    public static final Setting<String> EXECUTOR_CLUSTER_CERTS = new Setting<>(
            "executor.cluster.certs",
            new Kinds.Line("none, or a directory that reeve cluster certs made"),
            NONE,
            "this host's certificates for the cluster");

    /** Where results are kept. */
    public static final Setting<String> RESULTS_STORE = new Setting<>(
            "results.store",
            new Kinds.Store(),
            "memory",
            "where results are kept: in memory, in results.dir, or elsewhere");

    /** The directory of results that are files. */
    public static final Setting<Path> RESULTS_DIR = new Setting<>(
            "results.dir",
            new Kinds.Location("a directory"),
            "~/.reeve/results",
            "the directory with results.store = \"files\"");

    /** Whether all results are stored. */
    public static final Setting<Boolean> RESULTS_CHECKPOINTING = new Setting<>(
            "results.checkpointing",
            new Kinds.Flag(),
            "false",
            "whether every result is stored, not only those of tasks with a target or a cache");

    /** How results are written. */
    public static final Setting<String> RESULTS_SERIALIZER = new Setting<>(
            "results.serializer", Kinds.Word.of("json"), "json", "how results are written; others are set in code");

    /** How large a stored result may be that is held in memory. */
    public static final Setting<Long> RESULTS_IN_MEMORY_LIMIT = new Setting<>(
            "results.in-memory-limit",
            new Kinds.Bytes(),
            "1MB",
            "how large a stored result may be that a run holds in memory; a larger one is read again when it is needed");

    /** Whether results are moved out of memory. */
    public static final Setting<Boolean> RESULTS_SPILL = new Setting<>(
            "results.spill",
            new Kinds.Flag(),
            "true",
            "whether results are moved to files of the process when memory gets tight");

    /** Where results are moved to. */
    public static final Setting<Path> RESULTS_SPILL_DIR = new Setting<>(
            "results.spill-dir", new Kinds.Location("a directory"), "~/.reeve/spill", "the directory of those files");

    /** How long a stream may be. */
    public static final Setting<Integer> RESULTS_STREAM_LIMIT = new Setting<>(
            "results.stream-limit",
            new Kinds.WholeNumber(1, Integer.MAX_VALUE),
            "100000000",
            "how many elements a stream that a task returns may have");

    /** Whether runs are recorded. */
    public static final Setting<Boolean> RECORDS_ENABLED = new Setting<>(
            "records.enabled",
            new Kinds.Flag(),
            "false",
            "whether a record of each run is written, from which it can be resumed");

    /** The directory of records. */
    public static final Setting<Path> RECORDS_DIRECTORY = new Setting<>(
            "records.directory",
            new Kinds.Location("a directory"),
            "~/.reeve/runs",
            "the directory with the records of runs");

    /** How many runs are kept. */
    public static final Setting<Integer> RECORDS_KEEP = new Setting<>(
            "records.keep",
            new Kinds.WholeNumber(1, 10_000_000),
            "1000",
            "how many records of runs are kept, with the results of these runs; the oldest go first");

    /** How long runs are kept. */
    public static final Setting<Duration> RECORDS_KEEP_FOR = new Setting<>(
            "records.keep-for",
            new Kinds.Span(),
            "P30D",
            "how long the record of a run and its results are kept after it was last written");

    /** The zone of dates. */
    public static final Setting<ZoneId> RUN_ZONE =
            new Setting<>("run.zone", new Kinds.Zone(), "UTC", "the time zone that decides what {today} is");

    /** The patience with tasks that are told to stop. */
    public static final Setting<Duration> RUN_GRACE = new Setting<>(
            "run.grace", new Kinds.Span(), "PT30S", "how long a cancelled task may take to end before it is abandoned");

    /** How many units of resources a run has. */
    public static final Setting<Map<String, Integer>> LIMITS_RESOURCES = new Setting<>(
            "limits.resources",
            new Kinds.Amounts(),
            "none",
            "how many units a run has of resources that tasks require");

    /** How many attempts of tasks with a tag go on at once. */
    public static final Setting<Map<String, Integer>> LIMITS_TAGS = new Setting<>(
            "limits.tags", new Kinds.Amounts(), "none", "how many attempts of tasks with a tag go on at once in a run");

    /** How often attempts of tasks with a tag begin. */
    public static final Setting<Map<String, Rate>> LIMITS_RATES = new Setting<>(
            "limits.rates", new Kinds.Rates(), "none", "how often attempts of tasks with a tag begin in a run");

    /** The file with secrets. */
    public static final Setting<Path> SECRETS_FILE = new Setting<>(
            "secrets.file",
            new Kinds.Location("a file"),
            "~/.reeve/secrets.toml",
            "the file with secrets, which only its owner may read");

    /** Which log lines are shown. */
    public static final Setting<String> LOG_LEVEL = new Setting<>(
            "log.level",
            Kinds.Word.of("trace", "debug", "info", "warn", "error", "off"),
            "info",
            "the least important log lines that are shown");

    /** What log lines look like. */
    public static final Setting<String> LOG_FORMAT =
            new Setting<>("log.format", Kinds.Word.of("text", "json"), "text", "log lines for people or for machines");

    /** All of them, in the order in which they are shown. */
    public static final List<Setting<?>> ALL = List.of(
            EXECUTOR_KIND,
            EXECUTOR_THREADS,
            EXECUTOR_VIRTUAL_THREADS,
            EXECUTOR_CLUSTER_JOIN,
            EXECUTOR_CLUSTER_NAME,
            EXECUTOR_CLUSTER_CERTS,
            RESULTS_STORE,
            RESULTS_DIR,
            RESULTS_CHECKPOINTING,
            RESULTS_SERIALIZER,
            RESULTS_IN_MEMORY_LIMIT,
            RESULTS_SPILL,
            RESULTS_SPILL_DIR,
            RESULTS_STREAM_LIMIT,
            RECORDS_ENABLED,
            RECORDS_DIRECTORY,
            RECORDS_KEEP,
            RECORDS_KEEP_FOR,
            RUN_ZONE,
            RUN_GRACE,
            LIMITS_RESOURCES,
            LIMITS_TAGS,
            LIMITS_RATES,
            SECRETS_FILE,
            LOG_LEVEL,
            LOG_FORMAT);

    private Settings() {}
}
