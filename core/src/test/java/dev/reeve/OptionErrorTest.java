package dev.reeve;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static dev.reeve.Refusal.refused;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Options that the definition of a flow refuses. */
class OptionErrorTest {
    static String hi(String s) {
        return s;
    }

    static InputStream open(String s) {
        return InputStream.nullInputStream();
    }

    static List<CompletableFuture<String>> futures(String s) {
        return List.of();
    }

    static Path path(String s) {
        return Path.of(s);
    }

    @Test
    void optionsOutOfBoundsAreRefused() {
        refused(f -> f.task(OptionErrorTest::hi, value("x")).retries(-1), "hi", "-1 retries", "0 or more");
        refused(
                f -> f.task(OptionErrorTest::hi, value("x")).timeout(Duration.ZERO),
                "hi",
                "timeout(..) is",
                "more than zero");
        refused(
                f -> f.task(OptionErrorTest::hi, value("x")).cacheFor(Duration.ofSeconds(-1)),
                "hi",
                "cacheFor(..) is",
                "more than zero");
        refused(
                f -> f.task(OptionErrorTest::hi, value("x")).retries(1, Duration.ofSeconds(-1)),
                "hi",
                "waits PT-1S",
                "zero or more");
        refused(f -> f.task(OptionErrorTest::hi, value("x")).requires("gpu", 0), "hi", "requires 0", "1 or more");
        refused(
                f -> f.task(OptionErrorTest::hi, value("x")).rateLimit(0, Duration.ofSeconds(1)),
                "hi",
                "lets 0 attempts begin in PT1S",
                "1 to 1000000 and a span of more than zero");
        refused(
                f -> f.task(OptionErrorTest::hi, value("x")).rateLimit(1, Duration.ZERO),
                "hi",
                "lets 1 attempts begin in PT0S",
                "more than zero");
        refused(f -> f.task(OptionErrorTest::hi, value("x")).sharedCache("k"), "hi", "caches nothing", ".cacheFor");
        refused(f -> f.task(OptionErrorTest::hi, value("x")).targetIgnoresInputs(), "hi", "no target", ".target");
    }

    @Test
    void whatAResultIsCachedByIsThere() {
        Duration hour = Duration.ofHours(1);
        refused(
                f -> f.task(OptionErrorTest::hi, f.parameter("day", "d"))
                        .cacheFor(hour)
                        .cachedBy(CacheKey.inputs("s", "t")),
                "hi",
                "is cached by the input \"t\", which it does not have",
                "It has s.");
        refused(
                f -> f.task(OptionErrorTest::hi, f.parameter("day", "d"))
                        .cacheFor(hour)
                        .cachedBy(CacheKey.parameters("dya")),
                "hi",
                "is cached by the parameter \"dya\", which it does not have",
                "It has day.");
        refused(
                f -> f.task(s -> s, value("x"))
                        .named("lambda")
                        .serializer(OptionsTest.OWN)
                        .cacheFor(hour)
                        .cachedBy(CacheKey.inputs("s")),
                "lambda",
                "is cached by the input \"s\"",
                "No input has a name");
        refused(
                f -> f.task(OptionErrorTest::hi, value("x")).cacheFor(hour).cachedBy(CacheKey.parameters("day")),
                "hi",
                "is cached by the parameter \"day\"",
                "The flow has no parameters");
        refused(
                f -> f.task(OptionErrorTest::hi, value("x")).cacheFor(hour).cachedBy(CacheKey.inputs()),
                "hi",
                "names none",
                "DURATION_ONLY");
        refused(
                f -> f.task(OptionErrorTest::hi, value("x")).cachedBy(CacheKey.DURATION_ONLY),
                "hi",
                "caches nothing",
                ".cacheFor(..)");
        refused(
                f -> f.task(OptionErrorTest::hi, value("x"))
                        .target("{task_name}")
                        .cacheFor(hour)
                        .cachedBy(CacheKey.inputs("s")),
                "hi",
                "a target is found by its name",
                "Leave out one");
        Flow.define("fine", f -> {
            f.task(OptionErrorTest::hi, f.parameter("day", "d")).cacheFor(hour).cachedBy(CacheKey.parameters("late"));
            f.parameter("late", 1);
            f.task(OptionErrorTest::hi, value("x"))
                    .target("{task_name}")
                    .cacheFor(hour)
                    .cachedBy(CacheKey.usableIf(found -> true));
        });
    }

    @Task(retries = -1)
    static String fewer() {
        return "";
    }

    @Task(requires = "mem=0")
    static String unitless() {
        return "";
    }

    @Task(timeout = "5 minutes")
    static String unreadable() {
        return "";
    }

    @Task(retryDelay = "PT10S", maxRetryDelay = "PT1S")
    static String shrinking() {
        return "";
    }

    @Task(target = "x.csv")
    static void valueless() {}

    @Test
    void badValuesOfTheAnnotationNameTheMethod() {
        refused(
                f -> f.task(OptionErrorTest::unitless),
                "unitless",
                "@Task(requires = \"mem=0\") on OptionErrorTest.unitless names no units of a resource",
                "mem=16");
        refused(f -> f.task(OptionErrorTest::fewer), "fewer", "@Task(retries = -1) on OptionErrorTest.fewer", "0 or");
        refused(
                f -> f.task(OptionErrorTest::unreadable),
                "unreadable",
                "@Task(timeout = \"5 minutes\") on OptionErrorTest.unreadable is no duration",
                "PT5M");
        refused(f -> f.task(OptionErrorTest::shrinking), "shrinking", "maxRetryDelay", "the longest");
        refused(f -> f.action(OptionErrorTest::valueless), "valueless", "the method has none", "Leave out target");
    }

    @Test
    void aResultThatCannotBeStoredIsRefusedWhereStoringIsAskedFor() {
        refused(
                f -> f.task(OptionErrorTest::open, value("x")).target("{task_name}"),
                "open",
                "the type InputStream cannot be stored",
                ".serializer(..)");
        refused(
                f -> f.task(OptionErrorTest::futures, value("x")).cacheFor(Duration.ofHours(1)),
                "futures",
                "the type CompletableFuture cannot be stored (it returns List<CompletableFuture<String>>)",
                ".serializer(..)");
        Flow.define("fine", f -> {
            f.task(OptionErrorTest::open, value("x"));
            f.task(OptionErrorTest::path, value("x")).target("{task_name}");
        });
    }

    @Test
    void targetsNameOnlyWhatThereIs() {
        refused(
                f -> f.task(OptionErrorTest::hi, f.parameter("bucket", "b")).target("{task_name}-{tody}"),
                "hi",
                "names tody, which it does not have",
                "the inputs s, the parameters bucket and");
        refused(f -> f.task(OptionErrorTest::hi, value("x")).target("{task_name"), "hi", "is no template", "");
        refused(f -> f.task(OptionErrorTest::hi, value("x")).target("../x"), "hi", "is no template", "");
    }

    @Test
    void namesOfRunsNameOnlyWhatThereIs() {
        refused(
                f -> f.task(OptionErrorTest::hi, f.parameter("bucket", "b")).runNamed("{s}-{t}"),
                "hi",
                "its runs are named \"{s}-{t}\", which names t, which it does not have",
                "the inputs s, the parameters bucket and");
        refused(f -> f.task(OptionErrorTest::hi, value("x")).runNamed("{s"), "hi", "is no template", "");
        refused(
                f -> {
                    f.parameter("bucket", "b");
                    f.runNamed("{bucket}-{map_index}");
                },
                "",
                "its runs are named \"{bucket}-{map_index}\": it names map_index, which a run does not have",
                "the parameters bucket and flow_name");
        refused(f -> f.runNamed("}"), "", "it is no template", "a brace that stands for itself is doubled");
    }

    private static List<String> letters() {
        return List.of("a", "b");
    }

    private static String both(String s, String t) {
        return s + t;
    }

    @Test
    void aTargetThatIsTheSameForAllElementsOfABlockIsRefused() {
        refused(
                f -> f.fanOut(
                        f.task(OptionErrorTest::letters),
                        s -> f.task(OptionErrorTest::hi, s).target("{today}.csv")),
                "hi",
                "each element of \"fan_out\" would have the same target \"{today}.csv\" for it",
                "Put the name of an input into it that comes from the element");
        refused(
                f -> f.fanOut(
                        f.task(OptionErrorTest::letters),
                        s -> f.map(
                                        OptionErrorTest::hi,
                                        each(f.task(OptionErrorTest::letters).named("more")))
                                .target("{map_index}.csv")),
                "hi",
                "each element of \"fan_out\"",
                "outside of the block");
        refused(
                f -> {
                    Output<List<String>> inner =
                            f.task(OptionErrorTest::letters).named("inner list");
                    f.fanOut(
                            f.task(OptionErrorTest::letters),
                            s -> f.fanOut(
                                            inner,
                                            t -> f.task(OptionErrorTest::both, s, t)
                                                    .target("{t}.csv"))
                                    .named("inner"));
                },
                "both",
                "each element of \"fan_out\"",
                "comes from the element");
        Flow.define("fine", f -> {
            Output<String> word = f.parameter("word", "w");
            f.fanOut(f.task(OptionErrorTest::letters), s -> {
                Output<String> made = f.task(OptionErrorTest::hi, s).target("{s}-{today}.csv");
                f.task(OptionErrorTest::both, word, made).target("{t}.csv");
                f.task(OptionErrorTest::hi, word).named("own").target("{flow_run_id}.csv");
                return f.fanOut(
                                f.task(OptionErrorTest::letters).named("of the element"),
                                t -> f.task(OptionErrorTest::both, s, t)
                                        .named("inside")
                                        .target("{s}-{t}.txt"))
                        .named("inner");
            });
        });
    }

    @Test
    void targetsThatCollideAreRefused() {
        refused(
                f -> {
                    f.task(OptionErrorTest::hi, value("x")).named("one").target("{today}.csv");
                    f.task(OptionErrorTest::hi, value("y")).named("two").target("{today}.csv");
                },
                "two",
                "is also that of task \"one\"",
                "{task_name}");
        refused(
                f -> f.map(OptionErrorTest::hi, each(List.of("a"))).target("{today}.csv"),
                "hi",
                "children would all have the same target",
                "{map_index}");
        Flow.define("fine", f -> {
            f.map(OptionErrorTest::hi, each(List.of("a"))).target("{s}.csv");
            f.map(OptionErrorTest::hi, each(List.of("a"))).target("{map_index}.csv");
            f.branch(
                    f.parameter("full", true),
                    () -> f.task(OptionErrorTest::hi, value("x")).target("{today}"),
                    () -> f.task(OptionErrorTest::hi, value("y")).target("{today}"));
        });
    }
}
