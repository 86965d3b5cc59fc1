package dev.reeve.engine.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.engine.Serializers;
import dev.reeve.engine.serial.Samples.Circle;
import dev.reeve.engine.serial.Samples.Order;
import dev.reeve.engine.serial.Samples.Point;
import dev.reeve.engine.serial.Samples.Size;
import dev.reeve.engine.serial.Samples.Square;
import dev.reeve.engine.serial.Samples.Times;
import dev.reeve.spi.Serializer;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ForySerializerTest {
    private static final Type OBJECT = Object.class;

    private final Serializer fory = Serializers.fory(Order.class, Size.class, Times.class, Circle.class, Node.class);

    static final class Node {
        private final String name;
        private Node next = this;

        Node(String name) {
            this.name = name;
        }
    }

    private Object roundTrip(Object value) throws Exception {
        return fory.fromBytes(fory.toBytes(value, OBJECT), OBJECT);
    }

    @Test
    void objectsOfAllowedClassesAreReadBack() throws Exception {
        for (Object value : List.of(
                Samples.ORDER,
                Samples.BARE,
                Samples.TIMES,
                List.of(Samples.ORDER, new Circle(Double.NaN)),
                Map.of("a", Optional.of(Samples.ORDER)),
                new TreeMap<>(Map.of(1, 2L)),
                new ArrayList<>(List.of("x", 'c', 1.5f)))) {
            assertThat(roundTrip(value)).isEqualTo(value).hasSameClassAs(value);
        }
        assertThat(roundTrip(null)).isNull();
    }

    @Test
    void objectsThatReferToEachOtherAreReadBack() throws Exception {
        Node first = new Node("first");
        first.next = new Node("second");
        first.next.next = first;
        Node read = (Node) roundTrip(first);
        assertThat(read.name).isEqualTo("first");
        assertThat(read.next.name).isEqualTo("second");
        assertThat(read.next.next).isSameAs(read);
    }

    @Test
    void objectOfAnotherClassIsRefusedByName() {
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> fory.toBytes(List.of(new Square(1)), OBJECT))
                .withMessageContainingAll("Samples$Square", "Allowed are", "Samples$Order", "Serializers.fory");
    }

    @Test
    void storedObjectOfAClassThatIsNotAllowedIsNotMade() throws Exception {
        byte[] point = Serializers.fory(Point.class).toBytes(new Point(), OBJECT);
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> fory.fromBytes(point, OBJECT))
                .withMessageContaining("Point");
    }

    @Test
    void orderOfTheAllowedClassesDoesNotMatter() throws Exception {
        byte[] bytes = fory.toBytes(List.of(Samples.ORDER, new Circle(1)), OBJECT);
        Serializer other = Serializers.fory(Circle.class, Point.class, Size.class, Order.class);
        assertThat(other.fromBytes(bytes, OBJECT)).isEqualTo(List.of(Samples.ORDER, new Circle(1)));
    }

    @Test
    void bytesThatAreNoneOfItsOwnAreRefused() {
        assertThatExceptionOfType(UnstorableValueException.class)
                .isThrownBy(() -> fory.fromBytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, OBJECT));
        assertThatExceptionOfType(UnstorableValueException.class).isThrownBy(() -> fory.fromBytes(new byte[0], OBJECT));
    }

    @Test
    void listOfAllowedClassesIsRequired() {
        assertThatIllegalArgumentException()
                .isThrownBy(Serializers::fory)
                .withMessageContaining("Serializers.fory(Orders.class");
    }
}
