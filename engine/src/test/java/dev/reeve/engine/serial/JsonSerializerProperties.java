package dev.reeve.engine.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.Serializers;
import dev.reeve.engine.serial.Samples.Order;
import dev.reeve.engine.serial.Samples.Size;
import dev.reeve.spi.Serializer;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class JsonSerializerProperties {
    private final Serializer json = Serializers.json();

    record Row(Instant at, LocalDate day, double x, float y, short z, boolean flag) {}

    interface Tasks {
        Map<String, List<Row>> rows();
    }

    @Provide
    Arbitrary<List<Order>> orders() {
        Arbitrary<String> text = Arbitraries.strings()
                .excludeChars('\0')
                .filter(s -> s.chars().noneMatch(c -> Character.isSurrogate((char) c)));
        return Combinators.combine(
                        Arbitraries.longs(),
                        text,
                        text.optional(),
                        Arbitraries.of(Size.class),
                        Arbitraries.bigDecimals().list().ofMaxSize(4))
                .as(Order::new)
                .list()
                .ofMaxSize(5);
    }

    @Property(tries = 300)
    void anyOrdersAreReadBack(@ForAll("orders") List<Order> orders) throws Exception {
        Type type = Samples.typeOf("orders");
        assertThat(json.fromBytes(json.toBytes(orders, type), type)).isEqualTo(orders);
    }

    @Property(tries = 300)
    void anyRowsAreReadBack(
            @ForAll Instant at,
            @ForAll LocalDate day,
            @ForAll double x,
            @ForAll float y,
            @ForAll short z,
            @ForAll boolean flag)
            throws Exception {
        Type type = Tasks.class.getDeclaredMethod("rows").getGenericReturnType();
        Map<String, List<Row>> rows = Map.of("a", List.of(new Row(at, day, x, y, z, flag)));
        assertThat(json.fromBytes(json.toBytes(rows, type), type)).isEqualTo(rows);
    }

    @Property(tries = 200)
    void anyOptionalNumberIsReadBack(@ForAll BigDecimal number) throws Exception {
        Type type = Samples.typeOf("maybe");
        Optional<Order> order = Optional.of(new Order(1, "x", Optional.empty(), Size.SMALL, List.of(number)));
        assertThat(json.fromBytes(json.toBytes(order, type), type)).isEqualTo(order);
    }
}
