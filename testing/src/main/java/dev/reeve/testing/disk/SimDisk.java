package dev.reeve.testing.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Files as a machine has them: programs see what was written, a {@linkplain #powerCut power cut} leaves what was forced
 * and some of the rest. Contents and directories are forced apart, as POSIX says; a renaming is whole or not there. Not
 * thread-safe, as the world.
 */
public final class SimDisk {
    private record Entry(
            Inode directory, String name, @Nullable Inode inode) {}

    /** Changes of directories that go together. */
    private record Change(List<Entry> entries) {
        boolean touches(Inode directory) {
            return entries.stream().anyMatch(entry -> entry.directory() == directory);
        }
    }

    private final DiskWorld world;
    private final SplittableRandom random;
    private final DiskFaults faults;
    private final Inode root;
    private final List<Change> unforced = new ArrayList<>();
    private int failures;
    private int lies;
    private boolean calm;

    public SimDisk(DiskWorld world, DiskFaults faults) {
        this.world = world;
        this.random = world.split();
        this.faults = faults;
        this.root = new Inode(true, world.now());
    }

    /** How many operations failed. */
    public int failures() {
        return failures;
    }

    /** How many forces were not done although they said so. */
    public int lies() {
        return lies;
    }

    /** Somebody looks at what there is: meanwhile nothing fails, and no time passes. */
    public void look(Runnable looking) {
        calm = true;
        try {
            looking.run();
        } finally {
            calm = false;
        }
    }

    /** A step of an operation, which perhaps fails. */
    void step(String operation, SimPath path) throws IOException {
        path.getFileSystem().requireAlive();
        if (calm) {
            return;
        }
        world.step();
        if (random.nextInt(1000) < faults.failing()) {
            failures++;
            world.note(() -> "the disk fails to " + operation + " " + path);
            throw new FileSystemException(path.toString(), null, "the simulated disk failed to " + operation);
        }
    }

    long now() {
        return world.now();
    }

    DiskWorld world() {
        return world;
    }

    boolean isCalm() {
        return calm;
    }

    @Nullable
    Inode find(List<String> parts) {
        Inode inode = root;
        for (String part : parts) {
            inode = inode == null || !inode.directory ? null : inode.entries.get(part);
        }
        return inode;
    }

    /** Sets entries of directories, all or none of them. */
    private void change(Entry... entries) {
        unforced.add(new Change(List.of(entries)));
        for (Entry entry : entries) {
            put(entry.directory().entries, entry);
            entry.directory().modified = world.now();
        }
    }

    private static void put(Map<String, Inode> entries, Entry entry) {
        if (entry.inode() == null) {
            entries.remove(entry.name());
        } else {
            entries.put(entry.name(), entry.inode());
        }
    }

    void set(Inode directory, String name, @Nullable Inode inode) {
        change(new Entry(directory, name, inode));
    }

    void move(Inode from, String name, Inode to, String newName) {
        Inode inode = from.entries.get(name);
        change(new Entry(from, name, null), new Entry(to, newName, inode));
    }

    void force(Inode inode) {
        if (random.nextInt(1000) < faults.lying() && !calm) {
            lies++;
            return;
        }
        inode.force();
        if (inode.directory) {
            Iterator<Change> changes = unforced.iterator();
            while (changes.hasNext()) {
                Change change = changes.next();
                if (change.touches(inode)) {
                    change.entries().forEach(entry -> put(entry.directory().forcedEntries, entry));
                    changes.remove();
                }
            }
        }
    }

    /** The power fails: what was not forced is lost in part. */
    public void powerCut() {
        int kept = unforced.isEmpty() ? 0 : random.nextInt(unforced.size() + 1);
        unforced.subList(0, kept)
                .forEach(change -> change.entries().forEach(entry -> put(entry.directory().forcedEntries, entry)));
        unforced.clear();
        cut(root);
    }

    private void cut(Inode inode) {
        inode.powerCut(random);
        inode.entries.values().forEach(this::cut);
    }

    /** A bit of a file changes by itself; false if there is no file. */
    public boolean rot() {
        List<Inode> files = new ArrayList<>();
        collect(root, files);
        if (files.isEmpty()) {
            return false;
        }
        files.get(random.nextInt(files.size())).rot(random);
        return true;
    }

    private static void collect(Inode inode, List<Inode> files) {
        for (Inode entry : inode.entries.values()) {
            if (entry.directory) {
                collect(entry, files);
            } else {
                files.add(entry);
            }
        }
    }
}
