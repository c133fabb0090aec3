package dev.hone.recipe.network;

import dev.hone.policy.libtorch.Tensors;

import org.bytedeco.pytorch.Tensor;

/// Rotary position embedding (Su et al. 2021) on neighbouring pairs, as llama.cpp does it for
/// Llama: x · cos + (x · turn) · sin, where turn takes a pair (a, b) to (-b, a).
final class Rotation {

    private final int headWidth;
    private final Tensor turn; // [d/H, d/H]
    private final Tensor cosine; // [T, d/H]
    private final Tensor sine; // [T, d/H]

    Rotation(LlamaConfig config) {
        headWidth = config.headWidth();
        int context = config.context();
        float[] turned = new float[headWidth * headWidth];
        float[] cosines = new float[context * headWidth];
        float[] sines = new float[context * headWidth];
        for (int pair = 0; pair < headWidth; pair += 2) {
            turned[pair * headWidth + pair + 1] = 1;
            turned[(pair + 1) * headWidth + pair] = -1;
            double speed = Math.pow(LlamaConfig.ROTATION_BASE, -(double) pair / headWidth);
            for (int at = 0; at < context; at++) {
                int place = at * headWidth + pair;
                cosines[place] = cosines[place + 1] = (float) Math.cos(at * speed);
                sines[place] = sines[place + 1] = (float) Math.sin(at * speed);
            }
        }
        turn = Tensors.of(turned, headWidth, headWidth);
        cosine = Tensors.of(cosines, context, headWidth);
        sine = Tensors.of(sines, context, headWidth);
    }

    Tensor apply(Tensor x) { // [B, H, T, d/H]
        long slots = x.size(2);
        Tensor turned = x.matmul(turn);
        return x.mul(cosine.narrow(0, 0, slots)).addcmul(turned, sine.narrow(0, 0, slots));
    }
}
