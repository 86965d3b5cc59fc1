package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.ParameterException;
import dev.reeve.ResultFlow;
import dev.reeve.TypeRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Parameters of several types. */
public final class Invoices {
    /** What is paid in. */
    enum Currency {
        EUR,
        CHF
    }

    /** The flow. */
    public static ResultFlow<List<String>> flow() {
        return Flow.returning("invoices", f -> {
            // snippet: kinds-of-parameters
            Parameter<LocalDate> day = f.parameter("day", LocalDate.class).describedAs("the day to bill");
            Parameter<Currency> currency = f.parameter("currency", Currency.EUR);
            Parameter<List<String>> shops = f.parameter("shops", new TypeRef<>() {}, List.of("Bonn", "Trier"));
            // snippet end
            Output<List<String>> invoices = f.task(Invoices::write, day, currency, shops);
            return invoices;
        });
    }

    static List<String> write(LocalDate day, Currency currency, List<String> shops) {
        return shops.stream().map(shop -> shop + " " + day + " " + currency).toList();
    }

    /** Runs it with parameters, and with wrong ones. */
    public static void main(String[] args) {
        // snippet: give-parameters
        FlowRun run = flow().run(Map.of("day", LocalDate.of(2026, 4, 1), "currency", Currency.CHF));
        // snippet end
        System.out.println(run.state().name());
        // snippet: wrong-parameters
        try {
            flow().run(Map.of("currency", "CHF", "shop", "Worms"));
        } catch (ParameterException e) {
            System.out.println(e.getMessage());
        }
        // snippet end
    }
}
