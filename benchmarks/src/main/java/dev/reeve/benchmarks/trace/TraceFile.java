package dev.reeve.benchmarks.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A trace as a file has it: {@code {"name", "tasks": [{"id", "parents": [id..], "runtimeSeconds"}]}}, tasks in any
 * order. Other fields are passed over.
 */
record TraceFile(String name, List<FileTask> tasks) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    record FileTask(String id, List<String> parents, double runtimeSeconds) {}

    /** The trace in this file. */
    static Trace read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), TraceFile.class).trace();
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new IOException(file + " is no trace: " + wrong.getMessage(), wrong);
        }
    }

    /** Parents before children, else in the order of the file. */
    private Trace trace() {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (index.put(tasks.get(i).id(), i) != null) {
                throw new IllegalArgumentException(
                        "two tasks have the id \"" + tasks.get(i).id() + "\"");
            }
        }
        List<List<Integer>> children = Stream.generate(() -> (List<Integer>) new ArrayList<Integer>())
                .limit(tasks.size())
                .toList();
        int[] waitsFor = new int[tasks.size()];
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < waitsFor.length; i++) {
            for (String parent : tasks.get(i).parents()) {
                children.get(known(index, parent, tasks.get(i))).add(i);
                waitsFor[i]++;
            }
            if (waitsFor[i] == 0) {
                ready.add(i);
            }
        }
        int[] place = new int[tasks.size()];
        List<Trace.Step> steps = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            FileTask task = tasks.get(next);
            place[next] = steps.size();
            steps.add(new Trace.Step(
                    task.parents().stream()
                            .map(parent -> place[known(index, parent, task)])
                            .toList(),
                    task.runtimeSeconds()));
            for (int child : children.get(next)) {
                if (--waitsFor[child] == 0) {
                    ready.add(child);
                }
            }
        }
        if (steps.size() < tasks.size()) {
            throw new IllegalArgumentException("some of its tasks wait for each other in a circle");
        }
        return new Trace(name.replaceAll("[^A-Za-z0-9_-]", "-"), steps);
    }

    private static int known(Map<String, Integer> index, String parent, FileTask task) {
        Integer known = index.get(parent);
        if (known == null) {
            throw new IllegalArgumentException(
                    "task \"" + task.id() + "\" has the parent \"" + parent + "\", which is not among the tasks");
        }
        return known;
    }
}
