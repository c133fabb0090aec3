package dev.hone.policy.loop;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.experience.Query;
import dev.hone.policy.Policy;
import dev.hone.policy.Writing;
import dev.hone.policy.fallback.SafeChoice;
import dev.hone.policy.fallback.SafeFallBack;
import dev.hone.policy.learning.Learned;
import dev.hone.run.RandomStreams;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The prompts a policy gives the examples of a data set. The target model is not asked.
///
/// @param prompts one for each example, in their order
/// @param fallBacks examples that got the best single prompt because nothing better was credible,
///   or because they have no text a prompt could be written for
public record PolicyChoice(List<Prompt> prompts, int fallBacks) {

    private static final RandomStreams NO_CHANCE = new RandomStreams(0);

    public PolicyChoice {
        prompts = List.copyOf(prompts);
    }

    /// With the safe fall-back, among the known prompts.
    public static PolicyChoice safe(SafeFallBack fallBack, Dataset dataset) {
        List<SafeChoice> choices = fallBack.choose(queries(dataset));
        int fallBacks = (int) choices.stream().filter(SafeChoice::fallBack).count();
        List<Prompt> chosen = choices.stream().map(SafeChoice::prompt).toList();
        return spread(dataset, chosen, fallBack.best(), fallBacks);
    }

    /// Whatever the policy writes, the likeliest token at every step (QPO §5.1).
    ///
    /// @param best for examples without text
    public static PolicyChoice free(Policy policy, Prompt best, Dataset dataset) {
        List<Prompt> written = policy.write(queries(dataset), Writing.GREEDY, NO_CHANCE);
        return spread(dataset, written, best, 0);
    }

    /// Of a policy as it is kept.
    public static PolicyChoice of(Learned learned, Dataset dataset, boolean free) {
        return free
                ? free(learned.policy(), learned.fallBack().best(), dataset)
                : safe(learned.fallBack(), dataset);
    }

    /// Different prompts among them.
    public int distinct() {
        return (int) prompts.stream().distinct().count();
    }

    private static List<Query> queries(Dataset dataset) {
        return dataset.stream()
                .map(Example::input)
                .filter(text -> !text.isBlank())
                .map(text -> new Query(Digest.of(text).hex(), text))
                .toList();
    }

    private static PolicyChoice spread(
            Dataset dataset, List<Prompt> chosen, Prompt best, int fallBacks) {
        Iterator<Prompt> next = chosen.iterator();
        List<Prompt> prompts = new ArrayList<>(dataset.size());
        for (Example example : dataset) {
            prompts.add(example.input().isBlank() ? best : next.next());
        }
        return new PolicyChoice(prompts, fallBacks + dataset.size() - chosen.size());
    }
}
