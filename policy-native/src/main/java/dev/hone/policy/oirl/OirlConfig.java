package dev.hone.policy.oirl;

/// How the reward model of Prompt-OIRL is boosted.
///
/// @param maxDepth of a tree, 1 to 12
/// @param eta what each tree's vote is multiplied with, in (0, 1]
/// @param rounds trees, at least 1
/// @param bins into which the values of a feature are sorted before a tree is split, 2 to 256
/// @param trainingShare of the queries to learn from, in (0, 1]; the others are not used
public record OirlConfig(int maxDepth, double eta, int rounds, int bins, double trainingShare) {

    /// As published: 2,000 trees of depth 10, eta 0.001, learned from 80 % of the queries. The
    /// other 20 % served to watch the loss, which changes nothing.
    public static final OirlConfig PAPER = new OirlConfig(10, 0.001, 2_000, 256, 0.8);

    /// A tenth of the trees, shallower, from coarser features, each with a larger vote, and learned
    /// from all queries: some tens of times faster. The sum of the votes is five times that of the
    /// paper, whose model has not learned yet which prompt suits which query when it ends.
    ///
    /// There is no early stopping: the loss on held-out queries is lowest long before the choices
    /// are best, because most of it is about how hard the queries are.
    public static final OirlConfig FAST = new OirlConfig(7, 0.05, 200, 32, 1);

    private static final int DEEPEST = 12;
    private static final int MOST_BINS = 256;

    public OirlConfig {
        require(maxDepth >= 1 && maxDepth <= DEEPEST, "maxDepth (" + maxDepth + ")", "in [1, 12]");
        require(eta > 0 && eta <= 1, "eta (" + eta + ")", "in (0, 1]");
        require(rounds >= 1, "rounds (" + rounds + ")", "1 or more");
        require(bins >= 2 && bins <= MOST_BINS, "bins (" + bins + ")", "in [2, 256]");
        require(
                trainingShare > 0 && trainingShare <= 1,
                "trainingShare (" + trainingShare + ")",
                "in (0, 1]");
    }

    private static void require(boolean holds, String what, String range) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + range + ".");
        }
    }
}
