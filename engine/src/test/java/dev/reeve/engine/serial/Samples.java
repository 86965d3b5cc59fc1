package dev.reeve.engine.serial;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

/** Types that tasks might declare, as methods, the way a task declares them. */
final class Samples {
    private Samples() {}

    enum Size {
        SMALL {
            @Override
            public String toString() {
                return "a size";
            }
        },
        LARGE {
            @Override
            public String toString() {
                return "a size";
            }
        }
    }

    record Order(long id, String customer, Optional<String> note, Size size, List<BigDecimal> prices) {}

    record Times(
            Instant instant,
            LocalDate date,
            LocalDateTime local,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Duration duration,
            YearMonth month) {}

    record Blob(byte[] bytes, double ratio, float small, Double missing, char letter, URI place, UUID id) {}

    record Nothing() {}

    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Point() implements Shape {}

    sealed interface Curved extends Shape {}

    record Oval(double width, double height) implements Curved {}

    record Holder(Thread worker) {}

    record Batch(List<Holder> holders) {}

    static final class Bean {
        private String name = "";
        private List<Bean> children = List.of();

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public List<Bean> getChildren() {
            return children;
        }

        public void setChildren(List<Bean> children) {
            this.children = children;
        }
    }

    record Drawing(Shape first, Optional<Shape> maybe, Map<String, Shape> named, List<Shape> rest) {}

    static class Car {
        public int wheels = 4;
    }

    static final class Truck extends Car {
        public int load = 7;
    }

    interface Device {}

    record Lamp(int watts) implements Device {}

    static final class Closed {
        private final int secret;

        private Closed(int secret, String other) {
            this.secret = secret;
        }

        static Closed make() {
            return new Closed(1, "");
        }

        public int getSecret() {
            return secret;
        }
    }

    record Rack(Closed closed) {}

    record Loose(String name, Object value, List<Number> numbers) {}

    record Box<T>(T content) {}

    interface Tasks {
        Drawing drawing();

        List<Car> cars();

        List<Device> devices();

        Rack rack();

        String text();

        int number();

        Integer boxed();

        long large();

        double ratio();

        boolean flag();

        byte[] bytes();

        int[] numbers();

        List<String> texts();

        Map<String, List<Optional<Integer>>> nested();

        EnumMap<Size, Set<LocalDate>> byEnum();

        Map<Size, Integer> bySize();

        Map<LocalDate, Order> byDate();

        Map<Order, Integer> byOrder();

        Order order();

        List<Order> orders();

        Optional<Order> maybe();

        Times times();

        Blob blob();

        Nothing nothing();

        Shape shape();

        List<Shape> shapes();

        Circle circle();

        Bean bean();

        Batch batch();

        Object object();

        Loose loose();

        Number count();

        List<?> anything();

        Map<String, Object> settings();

        Optional<Object> perhaps();

        Object[] array();

        Set<String> set();

        Collection<String> collection();

        SortedSet<String> sorted();

        Box<LocalDate> box();

        Thread thread();

        void none();
    }

    static Type typeOf(String method) {
        try {
            return Tasks.class.getDeclaredMethod(method).getGenericReturnType();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(method, e);
        }
    }

    static final Order ORDER = new Order(
            7, "Curaçao \"AB\"\n", Optional.of("x"), Size.LARGE, List.of(new BigDecimal("1.10"), BigDecimal.TEN));

    static final Order BARE = new Order(Long.MIN_VALUE, "", Optional.empty(), Size.SMALL, List.of());

    static final Times TIMES = new Times(
            Instant.parse("2026-04-01T12:00:00.123456789Z"),
            LocalDate.of(2026, 4, 1),
            LocalDateTime.parse("2026-04-01T12:00:00.000000001"),
            OffsetDateTime.parse("2026-04-01T12:00:00+05:30"),
            ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"),
            Duration.ofMillis(90_001),
            YearMonth.of(2020, 9));
}
