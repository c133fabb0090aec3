package dev.hone.local.llama;

import com.sun.jna.Memory;
import com.sun.jna.Native;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/// The tokens of one call of `llama_decode`, in native memory. Of one thread.
final class BatchBuffer {

    private final int capacity;
    private final LlamaFunctions.Batch.ByValue batch = new LlamaFunctions.Batch.ByValue();
    private final Memory token;
    private final Memory position;
    private final Memory counts;
    private final Memory sequence;
    private final Memory pointers;
    private final Memory logits;
    private final IntBuffer tokens;
    private final IntBuffer positions;
    private final IntBuffer sequences;
    private final ByteBuffer wanted;
    private int size;

    BatchBuffer(int capacity) {
        this.capacity = capacity;
        token = new Memory((long) capacity * Integer.BYTES);
        position = new Memory((long) capacity * Integer.BYTES);
        counts = new Memory((long) capacity * Integer.BYTES);
        sequence = new Memory((long) capacity * Integer.BYTES);
        pointers = new Memory((long) capacity * Native.POINTER_SIZE);
        logits = new Memory(capacity);
        for (int i = 0; i < capacity; i++) {
            counts.setInt((long) i * Integer.BYTES, 1);
            pointers.setPointer(
                    (long) i * Native.POINTER_SIZE, sequence.share((long) i * Integer.BYTES));
        }
        tokens = ints(token);
        positions = ints(position);
        sequences = ints(sequence);
        wanted = logits.getByteBuffer(0, capacity);
    }

    private static IntBuffer ints(Memory memory) {
        return memory.getByteBuffer(0, memory.size()).order(ByteOrder.nativeOrder()).asIntBuffer();
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int room() {
        return capacity - size;
    }

    /// @return the place in the batch
    int add(int token, int position, int sequence, boolean wantsLogits) {
        tokens.put(size, token);
        positions.put(size, position);
        sequences.put(size, sequence);
        wanted.put(size, (byte) (wantsLogits ? 1 : 0));
        return size++;
    }

    /// A part of the tokens, as an argument; valid until the next call.
    LlamaFunctions.Batch.ByValue part(int from, int count) {
        long ints = (long) from * Integer.BYTES;
        batch.n_tokens = count;
        batch.token = token.share(ints);
        batch.pos = position.share(ints);
        batch.n_seq_id = counts.share(ints);
        batch.seq_id = pointers.share((long) from * Native.POINTER_SIZE);
        batch.logits = logits.share(from);
        return batch;
    }
}
