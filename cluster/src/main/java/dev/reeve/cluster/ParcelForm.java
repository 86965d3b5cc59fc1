package dev.reeve.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** How parcels are written into messages. */
final class ParcelForm {
    private static final int NOTHING = 0;
    private static final int TEXT = 1;
    private static final int INT = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int BOOLEAN = 5;
    private static final int PLAIN = 6;
    private static final int BYTES = 7;
    private static final int WRITTEN = 8;
    private static final int SERIALIZED = 9;
    private static final int PARTS = 10;
    private static final int HELD = 11;
    private static final int STREAMED = 12;
    private static final int CONTEXT = 13;
    private static final int SECRECY = 14;

    private ParcelForm() {}

    /** A parcel by itself. */
    static byte[] bytes(Parcel parcel) throws IOException {
        MessageWriter out = new MessageWriter();
        write(parcel, out);
        return out.written();
    }

    /** What {@link #bytes} wrote. */
    static Parcel parcel(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        return read(new MessageReader(bytes, loader));
    }

    static void write(Parcel parcel, MessageWriter out) throws IOException {
        switch (parcel) {
            case Parcel.Nothing p -> out.kind(NOTHING);
            case Parcel.Plain p -> plain(p.value(), out);
            case Parcel.Bytes p -> out.kind(BYTES).bytes(p.bytes());
            case Parcel.Written p -> {
                out.kind(WRITTEN);
                p.type().write(out);
                out.bytes(p.bytes());
            }
            case Parcel.Serialized p -> out.kind(SERIALIZED).bytes(p.bytes());
            case Parcel.Parts p -> {
                out.kind(PARTS).text(p.form().name());
                writeAll(p.parts(), out);
            }
            case Parcel.Held p -> out.kind(HELD).text(p.name()).number(p.length());
            case Parcel.Streamed p -> write(p.elements(), out.kind(STREAMED));
            case Parcel.Context p -> out.kind(CONTEXT);
            case Parcel.Secrecy p -> out.kind(SECRECY).text(p.name()).text(p.value());
        }
    }

    private static void plain(Serializable value, MessageWriter out) throws IOException {
        switch (value) {
            case String text -> out.kind(TEXT).text(text);
            case Integer number -> out.kind(INT).number(number);
            case Long number -> out.kind(LONG).large(number);
            case Double number -> out.kind(DOUBLE).large(Double.doubleToRawLongBits(number));
            case Boolean flag -> out.kind(BOOLEAN).flag(flag);
            default -> out.kind(PLAIN).bytes(Wire.bytes(value)); // numbers and times are many classes
        }
    }

    static void writeAll(List<Parcel> parcels, MessageWriter out) throws IOException {
        out.number(parcels.size());
        for (Parcel each : parcels) {
            write(each, out);
        }
    }

    static Parcel read(MessageReader in) throws IOException, ClassNotFoundException {
        int kind = in.kind();
        return switch (kind) {
            case NOTHING -> new Parcel.Nothing();
            case TEXT -> new Parcel.Plain(in.text());
            case INT -> new Parcel.Plain(in.number());
            case LONG -> new Parcel.Plain(in.large());
            case DOUBLE -> new Parcel.Plain(Double.longBitsToDouble(in.large()));
            case BOOLEAN -> new Parcel.Plain(in.flag());
            case PLAIN -> new Parcel.Plain((Serializable) Wire.read(in.bytes(), in.loader()));
            case BYTES -> new Parcel.Bytes(in.bytes());
            case WRITTEN -> new Parcel.Written(TypeShape.read(in), in.bytes());
            case SERIALIZED -> new Parcel.Serialized(in.bytes());
            case PARTS -> new Parcel.Parts(Parcel.Form.valueOf(in.text()), readAll(in));
            case HELD -> new Parcel.Held(in.text(), in.number());
            case STREAMED -> new Parcel.Streamed(read(in));
            case CONTEXT -> new Parcel.Context();
            case SECRECY -> new Parcel.Secrecy(in.text(), in.text());
            default -> throw new IOException("a message has a value of kind " + kind + ", which is none");
        };
    }

    static List<Parcel> readAll(MessageReader in) throws IOException, ClassNotFoundException {
        int count = in.count();
        List<Parcel> parcels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parcels.add(read(in));
        }
        return parcels;
    }
}
