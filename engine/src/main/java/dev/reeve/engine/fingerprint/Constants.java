package dev.reeve.engine.fingerprint;

import java.util.Arrays;

/** Constants of class files as texts, each of another bit pattern another. */
final class Constants {
    private Constants() {}

    static String text(Object value) {
        return switch (value) {
            case Float f -> "f" + Float.floatToRawIntBits(f);
            case Double d -> "d" + Double.doubleToRawLongBits(d);
            case Character c -> "c" + (int) c;
            case boolean[] a -> Arrays.toString(a);
            case byte[] a -> Arrays.toString(a);
            case short[] a -> Arrays.toString(a);
            case int[] a -> Arrays.toString(a);
            case long[] a -> Arrays.toString(a);
            case char[] a -> Arrays.toString(new String(a).chars().toArray());
            case float[] a -> {
                int[] bits = new int[a.length];
                Arrays.setAll(bits, i -> Float.floatToRawIntBits(a[i]));
                yield Arrays.toString(bits);
            }
            case double[] a -> {
                long[] bits = new long[a.length];
                Arrays.setAll(bits, i -> Double.doubleToRawLongBits(a[i]));
                yield Arrays.toString(bits);
            }
            default -> value.toString();
        };
    }
}
