package dev.reeve.examples.tutorial;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.examples.tutorial.ShopSales.Sale;
import dev.reeve.spi.Serializer;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

// snippet: own-serializer
/** Stores a list of sales as CSV, which spreadsheets read. */
final class SalesCsv implements Serializer {
    @Override
    public String name() {
        return "sales-csv";
    }

    @Override
    public byte[] toBytes(@Nullable Object value, Type type) {
        if (!(value instanceof List<?> sales)) {
            throw new IllegalArgumentException("not a list of sales: " + value);
        }
        String text = sales.stream()
                .map(Sale.class::cast)
                .map(sale -> sale.product() + "," + sale.amount() + "\n")
                .collect(Collectors.joining());
        return text.getBytes(UTF_8);
    }

    @Override
    public Object fromBytes(byte[] bytes, Type type) {
        return ShopSales.parse(new String(bytes, UTF_8));
    }
}
// snippet end
