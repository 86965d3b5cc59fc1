package dev.reeve.engine.progress;

import dev.reeve.graph.FlowGraph;
import dev.reeve.state.StateChange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Shows a run as lines at the lower end of a terminal, repainted at most ten times a second. */
final class LiveProgress implements Progress {
    private static final long REPAINT_NANOS = 100_000_000;
    private static final int REPAINTS_PER_MEASUREMENT = 20;
    private static final int MOST_WAITING_BYTES = 1 << 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Board board;
    private final Screen screen;
    private final PrintStream out;
    private final InstantSource clock;
    private final ByteArrayOutputStream above = new ByteArrayOutputStream();
    private final Thread painter = new Thread(this::paintUntilClosed, "reeve-progress");
    private final Thread atExit = new Thread(this::end, "reeve-progress-exit");
    private final LineStream outLines = new LineStream(this::writeAbove);
    private final LineStream errorLines = new LineStream(this::writeAbove);
    private final Streams streams;
    private Terminal terminal;
    private boolean closed;

    private LiveProgress(FlowGraph graph, Terminal terminal, PrintStream out, InstantSource clock) {
        this.board = new Board(graph);
        this.screen = new Screen(out);
        this.out = out;
        this.clock = clock;
        this.terminal = terminal;
        this.streams = new Streams(outLines, errorLines);
        painter.setDaemon(true);
    }

    static LiveProgress start(FlowGraph graph, Terminal terminal, PrintStream out, InstantSource clock) {
        LiveProgress progress = new LiveProgress(graph, terminal, out, clock);
        Runtime.getRuntime().addShutdownHook(progress.atExit); // or Ctrl-C would leave a terminal without a cursor
        progress.streams.replace(terminal.errorsToo());
        progress.painter.start();
        return progress;
    }

    @Override
    public void accept(StateChange change) {
        lock.lock();
        try {
            board.apply(change);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook has done or will do the same
        }
    }

    private void end() {
        streams.restore();
        outLines.finish();
        errorLines.finish();
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                screen.clear(taken());
                ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What a task wrote. It waits for the next repaint, unless there is much of it. */
    private void writeAbove(byte[] lines) {
        lock.lock();
        try {
            if (closed) { // somebody kept our stream: what is written to it still has to arrive
                out.write(lines, 0, lines.length);
                out.flush();
                return;
            }
            above.write(lines, 0, lines.length);
            if (above.size() > MOST_WAITING_BYTES) {
                paint();
            }
        } finally {
            lock.unlock();
        }
    }

    private byte[] taken() {
        byte[] bytes = above.toByteArray();
        above.reset();
        return bytes;
    }

    private void paint() {
        screen.paint(taken(), Panel.lines(board, clock.instant(), terminal));
    }

    private void paintUntilClosed() {
        int repaints = 0;
        lock.lock();
        try {
            while (!closed) {
                paint();
                long left = REPAINT_NANOS;
                while (!closed && left > 0) {
                    left = ended.awaitNanos(left);
                }
                if (++repaints % REPAINTS_PER_MEASUREMENT == 0 && !closed) {
                    measure();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody but the end of the process does that
        } finally {
            lock.unlock();
        }
    }

    /** The window may have another size by now. Asks without the lock: it starts a process. */
    private void measure() {
        Terminal before = terminal;
        lock.unlock();
        Terminal now;
        try {
            now = before.measuredAgain();
        } finally {
            lock.lock();
        }
        terminal = now;
    }
}
