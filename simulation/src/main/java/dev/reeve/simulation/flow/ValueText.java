package dev.reeve.simulation.flow;

import dev.reeve.Approval;
import dev.reeve.spi.Serializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores what tasks of drawn flows return: null, texts, answers of people, and lists of such. */
public enum ValueText implements Serializer {
    /** The only one. */
    INSTANCE;

    @Override
    public byte[] toBytes(@Nullable Object value, Type type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes), value);
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte('n');
            case String text -> {
                out.writeByte('t');
                out.writeUTF(text);
            }
            case Approval answer -> {
                out.writeByte('a');
                out.writeBoolean(answer.approved());
                out.writeUTF(answer.comment());
                out.writeUTF(answer.by());
            }
            case List<?> list -> {
                out.writeByte('l');
                out.writeInt(list.size());
                for (Object element : list) {
                    write(out, element);
                }
            }
            default -> throw new IOException("a value of " + value.getClass());
        }
    }

    @Override
    public @Nullable Object fromBytes(byte[] bytes, Type type) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Object value = read(in);
        if (in.read() >= 0) {
            throw new IOException("more than a value");
        }
        return value;
    }

    private static @Nullable Object read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'n' -> null;
            case 't' -> in.readUTF();
            case 'a' -> new Approval(in.readBoolean(), in.readUTF(), in.readUTF());
            case 'l' -> {
                int size = in.readInt();
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    list.add(read(in));
                }
                yield Collections.unmodifiableList(list);
            }
            default -> throw new IOException("no value begins with " + kind);
        };
    }
}
