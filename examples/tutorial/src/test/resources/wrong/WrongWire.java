package wrong;

import dev.reeve.Flow;
import dev.reeve.Output;
import java.util.List;

final class WrongWire {
    static Flow flow() {
        return Flow.define("daily-sales", f -> {
            Output<List<Integer>> orders = f.task(WrongWire::readOrders);
            f.action(WrongWire::print, orders);
        });
    }

    static List<Integer> readOrders() {
        return List.of(19, 42);
    }

    static void print(int total) {
        System.out.println(total);
    }
}
