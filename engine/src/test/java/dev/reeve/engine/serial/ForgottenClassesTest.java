package dev.reeve.engine.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** Classes of code that is not needed any more. */
final class ForgottenClassesTest {
    record Row(int number, String text) {}

    /** Knows a {@link Row} of its own. */
    private static final class Loader extends ClassLoader {
        Loader() {
            super(ForgottenClassesTest.class.getClassLoader());
        }

        Class<?> row() throws IOException {
            String file = Row.class.getName().replace('.', '/') + ".class";
            try (InputStream in = getParent().getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(Row.class.getName(), bytes, 0, bytes.length);
            }
        }
    }

    private static WeakReference<Class<?>> written(JsonSerializer json) throws Exception {
        Class<?> row = new Loader().row();
        var constructor = row.getDeclaredConstructor(int.class, String.class);
        constructor.setAccessible(true);
        byte[] bytes = json.toBytes(constructor.newInstance(3, "three"), row);
        var number = row.getDeclaredMethod("number");
        number.setAccessible(true);
        assertThat(number.invoke(json.fromBytes(bytes, row))).isEqualTo(3);
        return new WeakReference<>(row);
    }

    private static boolean goes(WeakReference<Class<?>> type) {
        for (int i = 0; i < 20 && type.get() != null; i++) {
            System.gc();
        }
        return type.get() == null;
    }

    @Test
    void whatWasWrittenAndReadCanBeUnloadedOnceItIsForgotten() throws Exception {
        JsonSerializer json = new JsonSerializer();
        WeakReference<Class<?>> row = written(json);
        JsonSerializer.forgetClasses();

        assertThat(goes(row)).isTrue();
        assertThat(json.fromBytes(json.toBytes(new Row(1, "one"), Row.class), Row.class))
                .isEqualTo(new Row(1, "one"));
    }
}
