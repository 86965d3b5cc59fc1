package dev.reeve.engine.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    void whatWasWrittenAndReadCanBeUnloaded() throws Exception {
        JsonSerializer json = new JsonSerializer();

        assertThat(goes(written(json))).isTrue();
    }

    @Test
    void aListOfThemAndAnArrayCanBeUnloaded() throws Exception {
        JsonSerializer json = new JsonSerializer();
        Class<?> row = new Loader().row();
        WeakReference<Class<?>> seen = new WeakReference<>(row);
        Type list = listOf(row);
        assertThat(json.fromBytes(json.toBytes(List.of(), list), list)).isEqualTo(List.of());
        Object array = Array.newInstance(row, 0);
        assertThat((Object[]) json.fromBytes(json.toBytes(array, row.arrayType()), row.arrayType()))
                .isEmpty();

        row = null;
        list = null;
        array = null;

        assertThat(goes(seen)).isTrue();
    }

    @Test
    void classesOfOneNameAreKeptApart() throws Exception {
        JsonSerializer json = new JsonSerializer();
        assertThat(written(json)).isNotNull();
        assertThat(written(json)).isNotNull();

        assertThat(json.fromBytes(json.toBytes(new Row(1, "one"), Row.class), Row.class))
                .isEqualTo(new Row(1, "one"));
    }

    private static Type listOf(Class<?> element) {
        return new ParameterizedType() {
            @Override
            public Type[] getActualTypeArguments() {
                return new Type[] {element};
            }

            @Override
            public Type getRawType() {
                return List.class;
            }

            @Override
            public @Nullable Type getOwnerType() {
                return null;
            }
        };
    }
}
