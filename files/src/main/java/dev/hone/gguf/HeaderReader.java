package dev.hone.gguf;

import dev.hone.Excerpt;
import dev.hone.gguf.GgufValue.NumberType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a header from its first byte to its last.
final class HeaderReader {

    private static final long MAGIC = 0x46554747;
    private static final int FLAG = 7;
    private static final int TEXT = 8;
    private static final int ARRAY = 9;

    /// The fewest bytes of an entry and of a tensor: lengths, types and one size.
    private static final int SHORTEST_ENTRY = 13;

    private static final int SHORTEST_TENSOR = 32;
    private static final int MOST_SIZES = 4;
    private static final int LONGEST_KEY = 1_024;
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int USUAL_ALIGNMENT = 32;
    private static final int LARGEST_ALIGNMENT = 1 << 16;

    private final HeaderInput in;

    HeaderReader(HeaderInput in) {
        this.in = in;
    }

    Gguf read() throws IOException {
        long magic = in.u32("the first four bytes");
        if (magic != MAGIC) {
            throw in.wrong("a GGUF file begins with the letters GGUF, and this one does not");
        }
        long version = in.u32("the version");
        if (version != 2 && version != 3) {
            throw in.wrong("the version is " + version + ", and must be 2 or 3");
        }
        int tensors = in.count(SHORTEST_TENSOR, "the number of tensors");
        int entries = in.count(SHORTEST_ENTRY, "the number of entries");
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            String key = in.text(LONGEST_KEY, "the key of entry " + i);
            if (metadata.put(key, value(key)) != null) {
                throw in.wrong("the key \"" + Excerpt.of(key) + "\" is there twice");
            }
        }
        int alignment = alignment(metadata);
        List<TensorInfo> infos = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tensors; i++) {
            TensorInfo info = tensor(i, alignment);
            if (!names.add(info.name())) {
                throw in.wrong("the tensor " + Excerpt.of(info.name()) + " is there twice");
            }
            infos.add(info);
        }
        long dataStart = (in.position() + alignment - 1) / alignment * alignment;
        checkPlaces(infos, dataStart);
        return new Gguf(in.file(), in.size(), (int) version, metadata, infos, dataStart);
    }

    private GgufValue value(String key) throws IOException {
        String what = "the value of " + Excerpt.of(key);
        int type = (int) in.u32("the type of " + Excerpt.of(key));
        return switch (type) {
            case FLAG -> new GgufValue.Flag(flag(what));
            case TEXT -> new GgufValue.Text(in.text(LONGEST_TEXT, what));
            case ARRAY -> array(what);
            default -> {
                NumberType number = numberType(type, what);
                yield new GgufValue.Scalar(number, number(number, what));
            }
        };
    }

    private GgufValue array(String what) throws IOException {
        int type = (int) in.u32("the element type of " + what);
        switch (type) {
            case TEXT -> {
                int count = in.count(Long.BYTES, "the length of " + what);
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    texts.add(in.text(LONGEST_TEXT, what));
                }
                return new GgufValue.Texts(texts);
            }
            case FLAG -> {
                int count = in.count(1, "the length of " + what);
                List<Boolean> flags = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    flags.add(flag(what));
                }
                return new GgufValue.Flags(flags);
            }
            default -> {
                NumberType number = numberType(type, what);
                int count = in.count(number.bytes(), "the length of " + what);
                List<Number> numbers = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    numbers.add(number(number, what));
                }
                return new GgufValue.Numbers(number, numbers);
            }
        }
    }

    private NumberType numberType(int code, String what) {
        for (NumberType type : NumberType.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw in.wrong(
                what + " has the type " + Integer.toUnsignedString(code) + ", which is unknown");
    }

    private boolean flag(String what) throws IOException {
        int flag = in.number(1, what).get();
        if (flag != 0 && flag != 1) {
            throw in.wrong(what + " must be 0 or 1, and is " + flag);
        }
        return flag == 1;
    }

    private Number number(NumberType type, String what) throws IOException {
        ByteBuffer bytes = in.number(type.bytes(), what);
        return switch (type) {
            case U8 -> (long) (bytes.get() & 0xFF);
            case I8 -> (long) bytes.get();
            case U16 -> (long) (bytes.getShort() & 0xFFFF);
            case I16 -> (long) bytes.getShort();
            case U32 -> bytes.getInt() & 0xFFFF_FFFFL;
            case I32 -> (long) bytes.getInt();
            case U64, I64 -> bytes.getLong();
            case F32 -> bytes.getFloat();
            case F64 -> bytes.getDouble();
        };
    }

    private int alignment(Map<String, GgufValue> metadata) {
        GgufValue value = metadata.get("general.alignment");
        if (value == null) {
            return USUAL_ALIGNMENT;
        }
        if (value instanceof GgufValue.Scalar(NumberType type, Number number)
                && type == NumberType.U32
                && number.longValue() >= Long.BYTES
                && number.longValue() <= LARGEST_ALIGNMENT
                && Long.bitCount(number.longValue()) == 1) {
            return number.intValue();
        }
        throw in.wrong(
                "general.alignment must be a power of two from 8 to "
                        + LARGEST_ALIGNMENT
                        + " in 32 bits, and is "
                        + value);
    }

    private TensorInfo tensor(int index, int alignment) throws IOException {
        String name = in.text(LONGEST_NAME, "the name of tensor " + index);
        String what = "tensor " + Excerpt.of(name);
        long dimensions = in.u32("the number of sizes of " + what);
        if (dimensions < 1 || dimensions > MOST_SIZES) {
            throw in.wrong(what + " has " + dimensions + " sizes, and must have 1 to 4");
        }
        List<Long> sizes = new ArrayList<>();
        long elements = 1;
        for (int i = 0; i < dimensions; i++) {
            long size = in.u64("a size of " + what);
            // No type takes less than 50 bytes for 256 elements.
            if (size < 1 || size > in.size() * 8 / elements) {
                throw in.wrong(
                        what
                                + " has a size of "
                                + Long.toUnsignedString(size)
                                + ", more than the file can hold");
            }
            elements *= size;
            sizes.add(size);
        }
        long code = in.u32("the type of " + what);
        TensorType type =
                TensorType.of(code)
                        .orElseThrow(
                                () ->
                                        in.wrong(
                                                what
                                                        + " has the type "
                                                        + code
                                                        + ", which is unknown"));
        if (sizes.getFirst() % type.blockElements() != 0) {
            throw in.wrong(
                    what
                            + " has rows of "
                            + sizes.getFirst()
                            + " elements, which are no whole blocks of "
                            + type);
        }
        long offset = in.u64("the offset of " + what);
        if (offset < 0 || offset > in.size() || offset % alignment != 0) {
            throw in.wrong(
                    what
                            + " begins at "
                            + Long.toUnsignedString(offset)
                            + ", which is no multiple of "
                            + alignment
                            + " in the file");
        }
        return new TensorInfo(name, sizes, type, offset);
    }

    /// Tensors lie in the file, in order, and none over another.
    private void checkPlaces(List<TensorInfo> tensors, long dataStart) {
        long free = 0;
        for (TensorInfo tensor : tensors) {
            String what = "tensor " + Excerpt.of(tensor.name());
            if (tensor.offset() < free) {
                throw in.wrong(what + " begins within the tensor before it");
            }
            free = tensor.offset() + tensor.bytes();
            if (free > in.size() - dataStart) {
                throw in.wrong(
                        what
                                + " ends at byte "
                                + (dataStart + free)
                                + ", and the file has "
                                + in.size());
            }
        }
    }
}
