package dev.hone.gguf;

import dev.hone.file.FileFailure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// Writes GGUF files of version 3, aligned to 32 bytes. The same content gives the same bytes.
public final class GgufWriter {

    private static final int MAGIC = 0x46554747;
    private static final int VERSION = 3;
    private static final int ALIGNMENT = 32;
    private static final int FLAG = 7;
    private static final int TEXT = 8;
    private static final int ARRAY = 9;
    private static final int BUFFER = 1 << 18;

    /// Elements encoded at once; a whole number of blocks of every type.
    private static final int STRIDE = 1 << 15;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    private GgufWriter(FileChannel channel) {
        this.channel = channel;
    }

    /// Writes a file; until it is whole it has another name.
    ///
    /// @param metadata without `general.alignment`, in the order of the map
    /// @throws dev.hone.InputException when it cannot be written
    public static void write(Path file, Map<String, GgufValue> metadata, List<Tensor> tensors) {
        if (metadata.containsKey("general.alignment")) {
            throw new IllegalArgumentException("general.alignment is for the writer to say.");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            GgufWriter writer = new GgufWriter(channel);
            writer.header(metadata, tensors);
            for (Tensor tensor : tensors) {
                writer.data(tensor);
            }
            writer.flush();
            channel.force(true);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FileFailure.unwritable(file, e);
        }
    }

    private void header(Map<String, GgufValue> metadata, List<Tensor> tensors) throws IOException {
        u32(MAGIC);
        u32(VERSION);
        u64(tensors.size());
        u64(metadata.size());
        for (Map.Entry<String, GgufValue> entry : metadata.entrySet()) {
            text(entry.getKey());
            value(entry.getValue());
        }
        long offset = 0;
        for (Tensor tensor : tensors) {
            text(tensor.name());
            u32(tensor.sizes().size());
            for (int size : tensor.sizes()) {
                u64(size);
            }
            u32(tensor.type().code());
            u64(offset);
            offset = aligned(offset + tensor.bytes());
        }
        pad();
    }

    private void value(GgufValue value) throws IOException {
        switch (value) {
            case GgufValue.Scalar(GgufValue.NumberType type, Number number) -> {
                u32(type.code());
                number(type, number);
            }
            case GgufValue.Flag(boolean flag) -> {
                u32(FLAG);
                u8(flag ? 1 : 0);
            }
            case GgufValue.Text(String text) -> {
                u32(TEXT);
                text(text);
            }
            case GgufValue.Texts(List<String> texts) -> {
                array(TEXT, texts.size());
                for (String text : texts) {
                    text(text);
                }
            }
            case GgufValue.Numbers(GgufValue.NumberType type, List<Number> numbers) -> {
                array(type.code(), numbers.size());
                for (Number number : numbers) {
                    number(type, number);
                }
            }
            case GgufValue.Flags(List<Boolean> flags) -> {
                array(FLAG, flags.size());
                for (boolean flag : flags) {
                    u8(flag ? 1 : 0);
                }
            }
        }
    }

    private void array(int type, int length) throws IOException {
        u32(ARRAY);
        u32(type);
        u64(length);
    }

    private void number(GgufValue.NumberType type, Number number) throws IOException {
        switch (type) {
            case U8, I8 -> u8(number.intValue());
            case U16, I16 -> room(Short.BYTES).putShort(number.shortValue());
            case U32, I32 -> u32(number.intValue());
            case U64, I64 -> u64(number.longValue());
            case F32 -> room(Float.BYTES).putFloat(number.floatValue());
            case F64 -> room(Double.BYTES).putDouble(number.doubleValue());
        }
    }

    private void data(Tensor tensor) throws IOException {
        int length = tensor.values().length;
        for (int from = 0; from < length; from += STRIDE) {
            int to = Math.min(length, from + STRIDE);
            tensor.encode(from, to, room((int) tensor.type().bytes(to - from)));
        }
        pad();
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        u64(bytes.length);
        for (int from = 0; from < bytes.length; from += STRIDE) {
            int count = Math.min(STRIDE, bytes.length - from);
            room(count).put(bytes, from, count);
        }
    }

    private void u8(int value) throws IOException {
        room(1).put((byte) value);
    }

    private void u32(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    private void u64(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    private void pad() throws IOException {
        long position = written + buffer.position();
        for (long i = position; i < aligned(position); i++) {
            u8(0);
        }
    }

    private static long aligned(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /// The buffer, with room for so many bytes.
    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        buffer.flip();
        written += buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
