package dev.hone.local.llama;

import com.sun.jna.Pointer;

import dev.hone.InputException;
import dev.hone.model.ModelException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Everything that generates from one model. Thread-safe.
public final class Lanes implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 5_000;

    private final List<Lane> lanes;
    private final List<Thread> threads;
    private volatile boolean closed;

    private Lanes(List<Lane> lanes, List<Thread> threads) {
        this.lanes = lanes;
        this.threads = threads;
    }

    /// Starts the threads.
    ///
    /// @param quantized whether all matrices are
    /// @throws InputException when llama.cpp cannot make a context, for want of memory
    public static Lanes start(LoadedModel model, LaneSettings settings, boolean quantized) {
        boolean takesTurns = !(quantized && settings.flashAttention());
        List<Lane> lanes = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < settings.lanes(); i++) {
            Pointer context =
                    LlamaFunctions.llama_init_from_model(model.pointer(), params(settings));
            if (context == null) {
                throw new InputException(
                        "llama.cpp cannot make a context of "
                                + settings.slots()
                                + " times "
                                + settings.context()
                                + " tokens for this model; there may be too little memory.");
            }
            Lane lane = new Lane(model, context, settings.slots(), settings.batch(), takesTurns);
            lanes.add(lane);
            threads.add(Thread.ofPlatform().daemon().name("local-model-" + i).unstarted(lane));
        }
        threads.forEach(Thread::start);
        return new Lanes(lanes, threads);
    }

    private static LlamaFunctions.ContextParams.ByValue params(LaneSettings settings) {
        LlamaFunctions.ContextParams.ByValue params = LlamaFunctions.llama_context_default_params();
        params.n_ctx = settings.slots() * settings.context();
        params.n_batch = settings.batch();
        params.n_ubatch = settings.batch();
        params.n_seq_max = settings.slots();
        params.n_threads = settings.threads();
        params.n_threads_batch = settings.threads();
        params.flash_attn = (byte) (settings.flashAttention() ? 1 : 0);
        params.no_perf = 1;
        return params;
    }

    /// Hands a generation to the lane with the least to do.
    public void submit(Generation generation) {
        if (closed) {
            throw new ModelException.Refused("The local model was closed.", null);
        }
        lanes.stream().min(Comparator.comparingInt(Lane::load)).orElseThrow().submit(generation);
    }

    /// Ends what goes on, and waits until no native code runs any more.
    @Override
    public void close() {
        closed = true;
        lanes.forEach(Lane::close);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
