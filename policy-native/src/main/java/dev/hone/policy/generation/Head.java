package dev.hone.policy.generation;

import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.topk;

import dev.hone.policy.libtorch.Activation;
import dev.hone.policy.libtorch.Linear;
import dev.hone.policy.libtorch.Precision;

import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The next token from among the whole vocabulary. Thread-safe; callers hold the scope of what is
/// made.
///
/// Shapes at the line ends: B rows, d width, V vocabulary, C candidates.
final class Head implements AutoCloseable {

    /// Tokens whose logits are computed again in full precision, so that rounding decides nothing
    /// between the best of them.
    private static final int CANDIDATES = 16;

    private final Tensor tokens;
    private final Linear head;
    private final int each;

    /// @param tokens their embeddings, which the head shares; stays the caller's [V, d]
    Head(Tensor tokens, Precision precision) {
        this.tokens = tokens;
        head = Linear.of(tokens, null, Activation.NONE, precision);
        each =
                Math.toIntExact(
                        Math.min(precision == Precision.FLOAT32 ? 2 : CANDIDATES, tokens.size(0)));
    }

    /// The likeliest next tokens; their logits are exact for these states.
    ///
    /// @param z in 32 bits, what the head is applied to [B, d]
    Candidates candidates(Tensor z) {
        T_TensorTensor_T best = topk(head.apply(z), each);
        Tensor indices = best.get1(); // [B, C]
        Tensor values = best.get0();
        if (values.scalar_type() != ScalarType.Float) {
            Tensor rows = embedding(tokens, indices); // [B, C, d]
            values = rows.bmm(z.unsqueeze(2)).squeeze(2); // [B, C]
        }
        int count = Math.toIntExact(indices.numel());
        float[] logits = new float[count];
        values.cpu().contiguous().data_ptr_float().get(logits);
        int[] chosen = new int[count];
        indices.cpu().to(ScalarType.Int).contiguous().data_ptr_int().get(chosen);
        return new Candidates(each, chosen, logits);
    }

    @Override
    public void close() {
        head.close();
    }
}
