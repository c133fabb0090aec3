package dev.hone.policy.libtorch;

import dev.hone.InputException;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Graphics cards of NVIDIA.
public final class Cuda {

    private Cuda() {}

    /// @throws InputException when libtorch is the one for processors, or finds no card
    public static void require() {
        Torch.prepare();
        if (!torch.cuda_is_available()) {
            throw new InputException(
                    "--device cuda: libtorch finds no graphics card. It needs a card of NVIDIA with"
                            + " its driver, CUDA and cuDNN, and the libtorch for CUDA, which ./hone"
                            + " fetches when it is built anew for it: delete"
                            + " policy-native/target/hone.built and set MAVEN_ARGS=-Pcuda. Without"
                            + " one, choose --device cpu.");
        }
    }

    /// The tensor where another one is: itself, or a copy on the graphics card.
    public static Tensor beside(Tensor where, Tensor tensor) {
        return where.is_cuda() ? tensor.cuda() : tensor;
    }
}
