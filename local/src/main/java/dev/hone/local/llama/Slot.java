package dev.hone.local.llama;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A sequence of a lane: the tokens that are in its cache of keys and values, and the generation it
/// works on. Of one thread.
final class Slot {

    private final int sequence;
    private int[] cached = new int[256];
    private int length;
    private int pending = -1;
    private @Nullable Generation generation;

    Slot(int sequence) {
        this.sequence = sequence;
    }

    int sequence() {
        return sequence;
    }

    @Nullable Generation generation() {
        return generation;
    }

    /// Tokens in the cache.
    int length() {
        return length;
    }

    /// How many tokens at the beginning of the cache are those of a prompt.
    int shares(int[] prompt, int most) {
        int limit = Math.min(Math.min(length, prompt.length), most);
        int shared = Arrays.mismatch(cached, 0, limit, prompt, 0, limit);
        return shared < 0 ? limit : shared;
    }

    /// How many tokens at the beginning of what it reads now are those of a prompt.
    int willShare(int[] prompt, int most) {
        Generation current = generation;
        if (current == null || length >= current.prompt().length) {
            return 0;
        }
        int limit = Math.min(Math.min(current.prompt().length, prompt.length), most);
        int shared = Arrays.mismatch(current.prompt(), 0, limit, prompt, 0, limit);
        return shared < 0 ? limit : shared;
    }

    /// Begins a generation, with the first tokens of its prompt in the cache already.
    void begin(Generation next, int shared) {
        generation = next;
        pending = -1;
        length = 0;
        for (int i = 0; i < shared; i++) {
            push(next.prompt()[i]);
        }
    }

    /// Whether the prompt is not read to its end.
    boolean reads() {
        Generation current = generation;
        return current != null && length < current.prompt().length;
    }

    /// The token that was drawn last and is not read; negative when there is none.
    int pending() {
        return pending;
    }

    void setPending(int token) {
        pending = token;
    }

    /// Notes that a token is in the cache now.
    void push(int token) {
        if (length == cached.length) {
            cached = Arrays.copyOf(cached, 2 * length);
        }
        cached[length++] = token;
    }

    /// Ends the generation. What it read stays in the cache for the next that begins alike.
    ///
    /// @return where the answer begins, which nobody will need
    int end() {
        Generation ended = generation;
        generation = null;
        pending = -1;
        if (ended != null) {
            length = Math.min(length, ended.prompt().length);
        }
        return length;
    }

    /// Forgets what is in the cache.
    void forget() {
        length = 0;
    }
}
