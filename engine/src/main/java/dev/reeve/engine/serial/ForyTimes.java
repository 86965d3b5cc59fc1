package dev.reeve.engine.serial;

import java.time.ZonedDateTime;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.ImmutableSerializer;

/** Times with a zone, with their offset: Fory 1.6 leaves it out, which moves the second 02:30 of an autumn night. */
final class ForyTimes extends ImmutableSerializer<ZonedDateTime> {
    ForyTimes(Config config) {
        super(config, ZonedDateTime.class);
    }

    @Override
    public void write(WriteContext context, ZonedDateTime value) {
        context.writeString(value.toString());
    }

    @Override
    public ZonedDateTime read(ReadContext context) {
        return ZonedDateTime.parse(context.readString());
    }
}
