package dev.hone.experience.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The columns of a table: what is judged beside what.
public enum Contestant {
    /// The prompt with the highest score on the first data set, for every query.
    BEST_SOURCE("source"),
    /// The policy after its training on the first data set: QPO without its loops.
    LOOP_1("loop 1"),
    LOOP_2("loop 2"),
    /// QPO.
    LOOP_3("loop 3"),
    /// As loop 1, by a policy that is told no rewards.
    BEHAVIOUR_CLONING("cloning"),
    /// As loop 1, by a policy trained without the loss's reward term.
    NO_REWARD_LOSS("no R-loss");

    private final String heading;

    Contestant(String heading) {
        this.heading = heading;
    }

    /// Of its column, short.
    public String heading() {
        return heading;
    }

    /// In documents: `best-source`, `loop-1`, …
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The policy of a loop.
    public static Contestant ofLoop(int loop) {
        return switch (loop) {
            case 1 -> LOOP_1;
            case 2 -> LOOP_2;
            case 3 -> LOOP_3;
            default -> throw new IllegalArgumentException("loop (" + loop + ") must be 1 to 3.");
        };
    }

    /// All but the best source prompt.
    public static List<Contestant> policies() {
        return Arrays.stream(values()).filter(each -> each != BEST_SOURCE).toList();
    }
}
