package dev.reeve.cluster;

import org.apache.ignite.IgniteLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the grid under a cluster logs: its warnings and errors at debug level, for what they mean is said by us. */
final class IgniteLog implements IgniteLogger {
    private static final Logger LOG = LoggerFactory.getLogger("reeve.cluster.grid");

    @Override
    public IgniteLogger getLogger(Object category) {
        return this;
    }

    @Override
    public void trace(String message) {
        LOG.trace("{}", message);
    }

    @Override
    public void debug(String message) {
        LOG.trace("{}", message);
    }

    @Override
    public void info(String message) {
        LOG.trace("{}", message);
    }

    @Override
    public void warning(String message, @Nullable Throwable thrown) {
        LOG.debug("{}", message, thrown);
    }

    @Override
    public void error(String message, @Nullable Throwable thrown) {
        LOG.debug("{}", message, thrown);
    }

    @Override
    public boolean isTraceEnabled() {
        return LOG.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return LOG.isTraceEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return LOG.isTraceEnabled();
    }

    /** Else it would write to standard output by itself. */
    @Override
    public boolean isQuiet() {
        return false;
    }

    @Override
    public @Nullable String fileName() {
        return null;
    }
}
