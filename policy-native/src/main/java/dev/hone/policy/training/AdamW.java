package dev.hone.policy.training;

import static org.bytedeco.pytorch.global.torch.zeros_like;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), with PyTorch's
/// defaults. Written out because a checkpoint must hold the moments, and libtorch's own optimizer
/// keeps them in a format of its own. For use by one thread.
public final class AdamW {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    /// Numbers; five times that fits the second level of cache.
    private static final long BLOCK = 1 << 15;

    private final Map<String, Tensor> parameters;
    private final double weightDecay;
    private final Map<String, Tensor> first = new LinkedHashMap<>();
    private final Map<String, Tensor> second = new LinkedHashMap<>();
    private long steps;

    /// @param parameters by name, those of the network itself; they may move to another device
    public AdamW(Map<String, Tensor> parameters, double weightDecay) {
        this.parameters = parameters;
        this.weightDecay = weightDecay;
        parameters.forEach(
                (name, tensor) -> {
                    first.put(name, zeros_like(tensor.data()));
                    second.put(name, zeros_like(tensor.data()));
                });
    }

    /// Moves every parameter that has a gradient.
    public void step(double learningRate) {
        steps++;
        try (NoGradGuard off = new NoGradGuard()) {
            parameters.forEach(
                    (name, tensor) -> {
                        Tensor gradient = tensor.grad();
                        if (gradient.defined()) {
                            Tensor m = Objects.requireNonNull(first.get(name));
                            Tensor v = Objects.requireNonNull(second.get(name));
                            move(flat(tensor), flat(gradient), flat(m), flat(v), learningRate);
                        }
                    });
        }
    }

    /// Block by block: what one line has read is still in the processor's cache for the next, which
    /// with large networks saves most of the traffic. A graphics card is better off with the whole.
    private void move(Tensor w, Tensor g, Tensor m, Tensor v, double learningRate) {
        long size = w.numel();
        long block = w.is_cuda() ? size : BLOCK;
        for (long from = 0; from < size; from += block) {
            try (PointerScope scope = new PointerScope()) {
                long length = Math.min(block, size - from);
                moveBlock(
                        w.narrow(0, from, length),
                        g.narrow(0, from, length),
                        m.narrow(0, from, length),
                        v.narrow(0, from, length),
                        learningRate);
            }
        }
    }

    private void moveBlock(Tensor w, Tensor g, Tensor m, Tensor v, double learningRate) {
        double correction1 = 1 - Math.pow(BETA1, steps);
        double correction2 = 1 - Math.pow(BETA2, steps);
        w.mul_(new Scalar(1 - learningRate * weightDecay));
        m.mul_(new Scalar(BETA1)).add_(g, new Scalar(1 - BETA1));
        v.mul_(new Scalar(BETA2)).addcmul_(g, g, new Scalar(1 - BETA2));
        Tensor deviation =
                v.sqrt().div_(new Scalar(Math.sqrt(correction2))).add_(new Scalar(EPSILON));
        w.addcdiv_(m, deviation, new Scalar(-learningRate / correction1));
    }

    private static Tensor flat(Tensor tensor) {
        return tensor.view(tensor.numel());
    }

    /// Lets the gradients go: the next ones take their place without being added to zeros.
    public void clearGradients() {
        parameters.values().forEach(tensor -> tensor.mutable_grad().reset());
    }

    /// How often it moved.
    public long steps() {
        return steps;
    }

    /// First and second moments by parameter name, for a checkpoint.
    public Map<String, Tensor> firstMoments() {
        return first;
    }

    public Map<String, Tensor> secondMoments() {
        return second;
    }

    /// Goes on where a checkpoint stood; the moments were copied into place before.
    public void resumeAt(long steps) {
        this.steps = steps;
    }
}
