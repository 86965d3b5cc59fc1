package dev.reeve.cluster;

import dev.reeve.engine.text.Shown;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The main class of a worker's process. */
public final class WorkerMain {
    /** Something was typed that is no option. */
    private static final int USAGE = 2;

    /** It could not become part of the cluster. */
    private static final int REFUSED = 1;

    /** What {@code reeve worker start --help} prints. */
    public static final String HELP = """
            Usage: reeve worker start --join HOST[:PORT],.. [--slots N] [--tag NAME[=N]].. [--name NAME]
                   [--listen HOST[:PORT]] [--certs DIR] [--cluster-name NAME] [--silence SECONDS]
                   [--patience SECONDS]
            Starts a worker, which is part of the cluster until it is stopped.

              --join          where processes of the cluster are; a worker on one of these hosts may be the first
              --slots         how many attempts go on in it at once; the cores of the machine if not said
              --tag           what it has: gpu, or mem=64g for something of which there are so many units; may be
                              given several times
              --name          its name for people; host and process if not said
              --listen        the address that the others reach it at
              --certs         the directory with its certificates, of reeve cluster certs; needed off the loopback
                              address
              --cluster-name  the name of the cluster; "reeve" if not said
              --silence       seconds after which a process of the cluster that is silent counts as lost; 5 if not
                              said, and the same in all of them
              --patience      how long it waits for somebody to answer at --join; 30 seconds if not said

            Exit codes: 0 it was stopped, 1 it could not become part of the cluster, 2 wrong usage.
            """;

    private WorkerMain() {}

    /** Runs a worker until the process is stopped; exits with 1 if it is refused, 2 if an option is none. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** The same in a process that goes on; returns the exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(HELP);
            return 0;
        }
        WorkerOptions options;
        try {
            options = options(arguments);
        } catch (IllegalArgumentException mistake) {
            err.println("reeve: " + mistake.getMessage() + " Try: reeve worker start --help");
            return USAGE;
        }
        try (Worker worker = Worker.start(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
            out.println("worker " + worker.name() + " is ready: " + options.slots() + " slots");
            worker.await();
            return 0;
        } catch (IllegalStateException | IllegalArgumentException refused) {
            err.println("reeve: " + refused.getMessage());
            return REFUSED;
        }
    }

    private static WorkerOptions options(List<String> arguments) {
        List<String> join = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        int slots = Runtime.getRuntime().availableProcessors();
        String listen = "";
        String name = hostName() + "-" + ProcessHandle.current().pid();
        String cluster = Cluster.DEFAULT_NAME;
        Path certificates = null;
        int silence = (int) WorkerOptions.SILENCE.toSeconds();
        int patience = 30;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            int equals = option.startsWith("--") ? option.indexOf('=') : -1;
            String value;
            if (equals > 0) {
                value = option.substring(equals + 1);
                option = option.substring(0, equals);
            } else if (++i < arguments.size()) {
                value = arguments.get(i);
            } else {
                throw new IllegalArgumentException(option + " needs a value, or is no option.");
            }
            switch (option) {
                case "--join" -> Address.parseAll(value).forEach(address -> join.add(address.toString()));
                case "--tag" -> tags.add(value);
                case "--slots" -> slots = number(option, value);
                case "--listen" -> listen = Address.parse(value).toString();
                case "--name" -> name = value;
                case "--cluster-name" -> cluster = value;
                case "--certs" -> certificates = Path.of(value);
                case "--silence" -> silence = number(option, value);
                case "--patience" -> patience = number(option, value);
                default -> throw new IllegalArgumentException(option + " is no option.");
            }
        }
        if (join.isEmpty()) {
            throw new IllegalArgumentException("--join is missing: where processes of the cluster are.");
        }
        Map<String, Integer> has = WorkerOptions.tags(tags);
        return new WorkerOptions(
                join,
                listen,
                slots,
                has,
                name,
                cluster,
                certificates,
                Duration.ofSeconds(silence),
                Duration.ofSeconds(patience));
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(option + " " + value + " is no number from 1 to 999999.");
        }
        return Integer.parseInt(value);
    }

    private static String hostName() {
        try {
            return Shown.clean(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException unknown) {
            return "worker";
        }
    }
}
