package dev.hone.policy.gpt2;

import dev.hone.HoneException;
import dev.hone.policy.libtorch.Threads;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/// libtorch, loaded and told how many threads to use.
final class Torch {

    private static boolean prepared;

    private Torch() {}

    /// Loads the native libraries, the first time.
    ///
    /// @throws HoneException when this machine has none
    static synchronized void prepare() {
        if (prepared) {
            return;
        }
        try {
            Loader.load(torch.class);
        } catch (UnsatisfiedLinkError e) {
            throw new HoneException(
                    "libtorch could not be loaded ("
                            + e.getMessage()
                            + "). Its native library for this machine is missing: it comes with"
                            + " org.bytedeco:pytorch of the classifier "
                            + Loader.getPlatform()
                            + ".",
                    e);
        }
        Threads.set();
        prepared = true;
    }
}
