package dev.hone.policy.engine;

import dev.hone.InputException;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;
import dev.hone.policy.tokenizer.Gpt2Tokenizer;
import dev.hone.policy.weights.Gpt2Config;
import dev.hone.policy.weights.PretrainedFolder;
import dev.hone.run.RandomStreams;

import java.util.Map;
import java.util.Objects;

/// A policy that starts from a pretrained GPT-2: its weights are taken over, what QPO adds starts
/// at random.
final class Pretrained {

    private Pretrained() {}

    /// @throws InputException when the network is no GPT-2 with the vocabulary of GPT-2
    static Gpt2Policy start(PretrainedFolder folder, RandomStreams random) {
        Gpt2Config config = folder.config();
        PolicyConfig paper = PolicyConfig.paper();
        if (config.vocabulary() != paper.vocabulary()) {
            throw new InputException(
                    folder.folder()
                            + " holds a network with "
                            + config.vocabulary()
                            + " tokens, but GPT-2 has "
                            + paper.vocabulary()
                            + ".");
        }
        if (Math.abs(config.epsilon() - PolicyNetwork.NORM_EPSILON) > 1e-12) {
            throw new InputException(
                    folder.folder()
                            + ": layer_norm_epsilon is "
                            + config.epsilon()
                            + ", but GPT-2's is "
                            + PolicyNetwork.NORM_EPSILON
                            + ".");
        }
        PolicyConfig shape =
                new PolicyConfig(
                        config.layers(),
                        config.heads(),
                        config.width(),
                        config.vocabulary(),
                        config.positions(),
                        paper.queryTokens(),
                        paper.promptTokens());
        Gpt2Policy policy = Gpt2Policy.fromScratch(shape, new Gpt2Tokenizer(), random);
        policy.parameters().initialiseComponents();
        Map<String, long[]> shapes = Parameters.shapes(shape);
        folder.tensors()
                .forEach(
                        (name, tensor) ->
                                ParameterFile.copy(
                                        folder.folder(),
                                        tensor,
                                        Objects.requireNonNull(shapes.get(name)),
                                        policy.parameters()));
        return policy;
    }
}
