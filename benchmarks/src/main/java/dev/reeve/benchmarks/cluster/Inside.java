package dev.reeve.benchmarks.cluster;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into another JVM of this user and this machine. */
final class Inside implements AutoCloseable {
    private final long pid;
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ClassLoadingMXBean classes;

    private Inside(long pid, JMXConnector connector) throws IOException {
        this.pid = pid;
        this.connector = connector;
        this.memory = ManagementFactory.getPlatformMXBean(connector.getMBeanServerConnection(), MemoryMXBean.class);
        this.classes =
                ManagementFactory.getPlatformMXBean(connector.getMBeanServerConnection(), ClassLoadingMXBean.class);
    }

    /**
     * What a JVM has.
     *
     * @param resident its memory as the operating system counts it, in bytes
     * @param heap what is left after a collection, in bytes
     * @param classes how many are loaded after it
     */
    record Sight(double resident, double heap, double classes) {}

    @SuppressWarnings("BanJNDI") // the address is of a process that this one began
    static Inside of(Process process) throws IOException {
        long pid = process.pid();
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                String address = machine.startLocalManagementAgent();
                return new Inside(pid, JMXConnectorFactory.connect(new JMXServiceURL(address)));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("process " + pid + " cannot be looked into: " + e.getMessage(), e);
        }
    }

    /** Collects, and looks. */
    Sight look() {
        memory.gc();
        return new Sight(Resident.now(pid), memory.getHeapMemoryUsage().getUsed(), classes.getLoadedClassCount());
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
