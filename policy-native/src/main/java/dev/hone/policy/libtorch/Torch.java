package dev.hone.policy.libtorch;

import dev.hone.HoneException;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/// libtorch, loaded and told how many threads to use.
public final class Torch {

    private static boolean prepared;

    private Torch() {}

    /// Loads the native libraries, the first time.
    ///
    /// @throws HoneException when this machine has none
    public static synchronized void prepare() {
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
