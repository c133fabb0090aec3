package dev.hone.local.llama;

import com.sun.jna.Pointer;

import dev.hone.model.ModelException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// A thread with a context of its own: all its generations go on by one token in each call of
/// llama.cpp, new ones join between calls, and prompts that begin alike are read once.
final class Lane implements Runnable {

    private static final long IDLE_MILLIS = 500;

    /// A prompt that would share this many tokens with one that is being read waits for that.
    private static final int WORTH_WAITING = 16;

    /// What `llama_decode` returns when it finds no cells in a row.
    private static final int FAILED_TO_PREPARE = -3;

    /// llama.cpp's product of plain matrices (tinyBLAS) counts the parts that are done in a
    /// variable that all contexts of the process share: two at once leave parts out.
    private static final Lock TURN = new ReentrantLock();

    private final LoadedModel model;
    private final Pointer context;
    private final Slot[] slots;
    private final BatchBuffer batch;
    private final float[] logits;
    private final BlockingDeque<Generation> waiting = new LinkedBlockingDeque<>();
    private final AtomicInteger load = new AtomicInteger();
    private final List<Wanted> wanted = new ArrayList<>();
    private final boolean takesTurns;
    private volatile boolean closed;

    /// @param takesTurns whether it multiplies plain matrices
    Lane(LoadedModel model, Pointer context, int slots, int batchTokens, boolean takesTurns) {
        this.model = model;
        this.context = context;
        this.slots = new Slot[slots];
        for (int i = 0; i < slots; i++) {
            this.slots[i] = new Slot(i);
        }
        this.batch = new BatchBuffer(batchTokens);
        this.logits = new float[model.vocabularySize()];
        this.takesTurns = takesTurns;
    }

    /// A prediction that a call gives.
    ///
    /// @param place in the batch
    /// @param index of the token before it in the prompt; negative behind a drawn token
    private record Wanted(Slot slot, int place, int index) {}

    /// Generations that wait or go on.
    int load() {
        return load.get();
    }

    void submit(Generation generation) {
        load.incrementAndGet();
        generation.answer().whenComplete((answer, failure) -> load.decrementAndGet());
        waiting.add(generation);
    }

    void close() {
        closed = true;
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                admit();
                fill();
                if (batch.size() > 0) {
                    decode(0, batch.size());
                }
            }
        } catch (RuntimeException | Error e) {
            failAll(e);
        } finally {
            closed = true;
            failAll(null);
            LlamaFunctions.llama_free(context);
        }
    }

    /// Gives free slots to those that wait; waits itself while there is nothing to do.
    private void admit() {
        for (Slot slot : slots) {
            Generation current = slot.generation();
            if (current != null && current.isCancelled()) {
                end(slot);
            }
        }
        if (isIdle() && waiting.isEmpty()) {
            await();
        }
        List<Generation> later = new ArrayList<>();
        while (hasFreeSlot()) {
            Generation next = waiting.poll();
            if (next == null) {
                break;
            }
            if (next.isCancelled()) {
                next.answer().cancel(false);
            } else if (!begin(next)) {
                later.add(next);
            }
        }
        for (int i = later.size() - 1; i >= 0; i--) {
            waiting.addFirst(later.get(i));
        }
    }

    private void await() {
        try {
            Generation next = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (next != null) {
                waiting.addFirst(next);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private boolean isIdle() {
        for (Slot slot : slots) {
            if (slot.generation() != null) {
                return false;
            }
        }
        return true;
    }

    private boolean hasFreeSlot() {
        for (Slot slot : slots) {
            if (slot.generation() == null) {
                return true;
            }
        }
        return false;
    }

    /// False when it should wait for a prompt that begins alike and is being read.
    private boolean begin(Generation next) {
        int[] prompt = next.prompt();
        int most = next.reusable();
        Slot source = slots[0];
        int shared = 0;
        int promised = 0;
        Slot free = null;
        for (Slot slot : slots) {
            int common = slot.shares(prompt, most);
            if (common > shared) {
                shared = common;
                source = slot;
            }
            promised = Math.max(promised, slot.willShare(prompt, most));
            if (slot.generation() == null
                    && (free == null
                            || common > free.shares(prompt, most)
                            || common == free.shares(prompt, most)
                                    && slot.length() < free.length())) {
                free = slot;
            }
        }
        if (free == null || promised >= shared + WORTH_WAITING) {
            return false;
        }
        if (free.shares(prompt, most) == shared) {
            LlamaFunctions.llama_kv_self_seq_rm(context, free.sequence(), shared, -1);
        } else {
            LlamaFunctions.llama_kv_self_seq_rm(context, free.sequence(), -1, -1);
            LlamaFunctions.llama_kv_self_seq_cp(
                    context, source.sequence(), free.sequence(), 0, shared);
        }
        free.begin(next, shared);
        return true;
    }

    /// The next token of every answer, and as much of the prompts as there is room for.
    private void fill() {
        batch.clear();
        wanted.clear();
        for (Slot slot : slots) {
            if (slot.pending() >= 0) {
                int place = batch.add(slot.pending(), slot.length(), slot.sequence(), true);
                wanted.add(new Wanted(slot, place, -1));
                slot.push(slot.pending());
                slot.setPending(-1);
            }
        }
        for (Slot slot : slots) {
            Generation current = slot.generation();
            while (current != null && slot.reads() && batch.room() > 0) {
                int index = slot.length();
                boolean needed = current.needs(index);
                int token = current.prompt()[index];
                int place = batch.add(token, index, slot.sequence(), needed);
                if (needed) {
                    wanted.add(new Wanted(slot, place, index));
                }
                slot.push(token);
            }
        }
    }

    /// Has a part of the batch computed. Its tokens need cells in a row in the cache: where there
    /// is no such row, the cache is tidied, then what only might be of use is dropped, then the
    /// part is halved.
    private void decode(int from, int count) {
        int code = compute(from, count);
        if (hasNoRow(code)) {
            tidy();
            code = compute(from, count);
        }
        if (hasNoRow(code)) {
            dropIdle();
            tidy();
            code = compute(from, count);
        }
        if (hasNoRow(code) && count > 1) {
            decode(from, count / 2);
            decode(from + count / 2, count - count / 2);
        } else if (code != 0) {
            throw new IllegalStateException("llama_decode returned " + code);
        } else {
            harvest(from, count);
        }
    }

    private int compute(int from, int count) {
        if (!takesTurns) {
            return LlamaFunctions.llama_decode(context, batch.part(from, count));
        }
        TURN.lock();
        try {
            return LlamaFunctions.llama_decode(context, batch.part(from, count));
        } finally {
            TURN.unlock();
        }
    }

    private static boolean hasNoRow(int code) {
        return code == 1 || code == FAILED_TO_PREPARE;
    }

    private void tidy() {
        LlamaFunctions.llama_kv_self_defrag(context);
        LlamaFunctions.llama_kv_self_update(context);
    }

    private void dropIdle() {
        for (Slot slot : slots) {
            if (slot.generation() == null) {
                LlamaFunctions.llama_kv_self_seq_rm(context, slot.sequence(), -1, -1);
                slot.forget();
            }
        }
    }

    private void harvest(int from, int count) {
        for (Wanted prediction : wanted) {
            Slot slot = prediction.slot();
            Generation generation = slot.generation();
            int place = prediction.place() - from;
            if (generation == null || place < 0 || place >= count) {
                continue;
            }
            LlamaFunctions.llama_get_logits_ith(context, place).read(0, logits, 0, logits.length);
            if (generation.isScoring()) {
                int scored = prediction.index() + 1;
                generation.score(model, logits, scored);
                if (scored + 1 == generation.prompt().length) {
                    generation.completeScoring();
                    end(slot);
                }
                continue;
            }
            int token = generation.next(model, logits);
            if (token < 0) {
                end(slot);
            } else {
                slot.setPending(token);
            }
        }
    }

    private void end(Slot slot) {
        Generation ended = slot.generation();
        int kept = slot.end();
        LlamaFunctions.llama_kv_self_seq_rm(context, slot.sequence(), kept, -1);
        if (ended != null && ended.isCancelled()) {
            ended.answer().cancel(false);
        }
    }

    private void failAll(@Nullable Throwable cause) {
        ModelException failure =
                new ModelException.Refused(
                        cause == null
                                ? "The local model was closed."
                                : "llama.cpp failed: " + cause.getMessage(),
                        cause);
        for (Slot slot : slots) {
            Generation current = slot.generation();
            if (current != null) {
                current.answer().completeExceptionally(failure);
            }
        }
        for (Generation next = waiting.poll(); next != null; next = waiting.poll()) {
            next.answer().completeExceptionally(failure);
        }
    }
}
