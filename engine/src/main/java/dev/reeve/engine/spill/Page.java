package dev.reeve.engine.spill;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Some results of one task, by ascending keys, one after the other in a file. Immutable. */
public final class Page extends Elsewhere {
    private final Scratch.Part part;
    private final long position;
    private final Coding coding;
    private final int[] keys;
    private final int[] ends;
    private final byte[] forms;

    Page(Scratch.Part part, long position, Coding coding, int[] keys, int[] ends, byte[] forms) {
        this.part = part;
        this.position = position;
        this.coding = coding;
        this.keys = keys;
        this.ends = ends;
        this.forms = forms;
    }

    /** One of them. */
    Entry entry(int key) {
        return new Entry(this, key);
    }

    @Override
    @Nullable
    Object of(int key) throws IOException {
        int i = Arrays.binarySearch(keys, key);
        if (i < 0) {
            throw new IllegalStateException("no result " + key + " is in that page");
        }
        int from = i == 0 ? 0 : ends[i - 1];
        try {
            return coding.decoded(forms[i], part.read(position + from, ends[i] - from));
        } catch (Exception lost) {
            throw new IOException(
                    coding.words() + " was moved out of memory to a file in " + part.directory()
                            + " and cannot be read back: " + lost.getMessage(),
                    lost);
        }
    }

    /** One result of a page. */
    static final class Entry extends Elsewhere {
        private final Page page;
        private final int key;

        private Entry(Page page, int key) {
            this.page = page;
            this.key = key;
        }

        @Override
        @Nullable
        Object of(int ignored) throws IOException {
            return page.of(key);
        }
    }
}
