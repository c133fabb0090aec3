package dev.hone.policy.baseline;

import dev.hone.policy.judgement.Choices;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// The control `query-shuffled`: each query gets what was chosen for another one. A policy that
/// reads its queries loses by it; one that merely likes good prompts does not.
public final class QueryShuffled {

    public static final String NAME = "query-shuffled";

    private QueryShuffled() {}

    public static Choices of(Choices choices, RandomGenerator random) {
        return new Choices(choices.queries(), of(choices.prompts(), random));
    }

    /// The choices in another order, in which none stands where it stood: one cycle through all,
    /// each cycle being as likely (Sattolo, 1986). A single choice stays.
    public static <T> List<T> of(List<T> choices, RandomGenerator random) {
        List<T> shuffled = new ArrayList<>(choices);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i));
        }
        return List.copyOf(shuffled);
    }
}
