package dev.reeve.engine.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program whose functions call each other in all the ways there are, each with a number of its own in it.
 *
 * @param kinds the way in which each function does what it does
 * @param numbers the number in each
 * @param callees the functions that each calls; always later ones
 */
record DrawnProgram(List<Integer> kinds, List<Integer> numbers, List<List<Integer>> callees) {
    static final int TASKS = 6;

    /** Each {@code %1$d} is the function's index, {@code %2$d} its number, {@code %3$s} its calls with {@code x}. */
    private static final String[] KINDS = {
        "static long c%1$d(long x) { return x * %2$d + %3$s; }",
        "static long c%1$d(long x) { I%1$d o = x %% 2 == 0 ? new A%1$d() : new B%1$d(); return o.go(x); }"
                + " interface I%1$d { long go(long x); }"
                + " static class A%1$d implements I%1$d { public long go(long x) { return x + %3$s; } }"
                + " static class B%1$d implements I%1$d { public long go(long x) { return x - %2$d; } }",
        "static long c%1$d(long x) { LongUnaryOperator f = y -> y + x + %2$d + %3$s; return f.applyAsLong(x); }",
        "static long c%1$d(long x) { return new R%1$d(x).go(); }"
                + " record R%1$d(long x) { long go() { return x * %2$d + %3$s; } }",
        "static long c%1$d(long x) { return x + H%1$d.V; }"
                + " static final class H%1$d { static long x = 2; static final long V = %2$d + %3$s; }",
        "static long c%1$d(long x) { return E%1$d.values()[(int) (Math.abs(x) %% 2)].go(x); }"
                + " enum E%1$d { P { long go(long x) { return x + %2$d; } }, Q { long go(long x) { return x + %3$s; } };"
                + " abstract long go(long x); }",
        "static long c%1$d(long x) { return new T%1$d().go(x); }"
                + " static abstract class S%1$d { long go(long x) { return hook(x) + 1; } abstract long hook(long x); }"
                + " static class T%1$d extends S%1$d { long hook(long x) { return x * %2$d + %3$s; } }",
        "static long c%1$d(long x) { return new D%1$d() {}.go(x); }"
                + " interface D%1$d { default long go(long x) { return x - %2$d + %3$s; } }",
        "static long c%1$d(long x) { Supplier<Long> s = F::m%1$d; return x + s.get(); }"
                + " static Long m%1$d() { long x = 3; return %2$d + %3$s; }",
        "static long c%1$d(long x) { return switch (Long.toString(Math.abs(x) %% 3)) {"
                + " case \"0\" -> %2$d; case \"1\" -> %3$s; default -> x; }; }",
        "static long c%1$d(long x) { return List.of(%2$dL).stream().map(n -> n + %3$s).reduce(x, Long::sum); }",
        "static long c%1$d(long x) { Object o = new O%1$d(x); return x + o.toString().hashCode(); }"
                + " record O%1$d(long x) { public String toString() { return \"%2$d\" + (%3$s); } }",
        "static long c%1$d(long x) { return x + new TreeSet<>(List.of(new C%1$d(1), new C%1$d(2))).first().x(); }"
                + " record C%1$d(long x) implements Comparable<C%1$d> { public int compareTo(C%1$d o) {"
                + " return Long.compare(x * (%2$d %% 2 * 2 - 1), o.x * (%2$d %% 2 * 2 - 1)); } }",
        "static long c%1$d(long x) { return P%1$d.F.apply(x); }"
                + " static class P%1$d { static final Function<Long, Long> F = x -> x * %2$d + %3$s; }",
    };

    static DrawnProgram of(long seed) {
        Random random = new Random(seed);
        int size = 24;
        List<Integer> kinds = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<List<Integer>> callees = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            kinds.add(random.nextInt(KINDS.length));
            numbers.add(random.nextInt(100));
            List<Integer> called = new ArrayList<>();
            for (int calls = random.nextInt(3); calls > 0 && i + 1 < size; calls--) {
                called.add(i + 1 + random.nextInt(size - i - 1));
            }
            callees.add(called);
        }
        return new DrawnProgram(kinds, numbers, callees);
    }

    /** The same with another number in one function. */
    DrawnProgram edited(int function) {
        List<Integer> edited = new ArrayList<>(numbers);
        edited.set(function, numbers.get(function) + 1);
        return new DrawnProgram(kinds, edited, callees);
    }

    int size() {
        return kinds.size();
    }

    String source() {
        StringBuilder source = new StringBuilder("public class F {\n");
        for (int i = 0; i < size(); i++) {
            StringBuilder calls = new StringBuilder("0L");
            callees.get(i).forEach(callee -> calls.append(" + c").append(callee).append("(x % 7)"));
            source.append(KINDS[kinds.get(i)].formatted(i, numbers.get(i), calls))
                    .append('\n');
        }
        StringBuilder flow = new StringBuilder();
        for (int i = 0; i < TASKS; i++) {
            source.append("public static long t%1$d() { return c%1$d(%1$d) ^ 31 * c%1$d(%1$d + 3); }\n".formatted(i));
            flow.append("f.task(F::t").append(i).append(");");
        }
        return source.append("public static Flow flow() { return Flow.define(\"f\", f -> {" + flow + "}); }\n}\n")
                .toString();
    }
}
