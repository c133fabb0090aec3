package dev.hone.policy.likelihood;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// One query's search for its likeliest prompt.
///
/// A prompt's likelihood is a product of probabilities, so no prompt is likelier than the way to
/// any branching on its path: branchings that are no likelier than a prompt found already need no
/// look, and what is found is the likeliest of all.
final class QuerySearch {

    /// A branching not yet looked at, and how likely the way to it is.
    ///
    /// @param log natural logarithm of its probability
    private record Open(int branching, double log) {}

    private final PromptTrie trie;
    private final PromptPaths paths;
    private final double[] @Nullable [] logs;
    private final int[] slots;
    private final List<Open> open = new ArrayList<>();
    private int best;
    private double bestLog;

    QuerySearch(PromptTrie trie, PromptPaths paths) {
        this.trie = trie;
        this.paths = paths;
        logs = new double[trie.branchings().size()][];
        slots = new int[trie.inputs()];
        Arrays.fill(slots, PromptPaths.NONE);
        survey();
    }

    boolean finished() {
        return open.isEmpty();
    }

    /// The likeliest prompt, of equal ones the first.
    int best() {
        if (!finished()) {
            throw new IllegalStateException("The search is not finished.");
        }
        return best;
    }

    /// The cache's slot that holds an input, or [PromptPaths#NONE].
    int slot(int input) {
        return slots[input];
    }

    /// @param slot of the cache that an input is read into
    void put(int input, int slot) {
        slots[input] = slot;
    }

    /// @param logits of a branching's tokens
    void learn(int branching, float[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - highest);
        }
        double[] choices = new double[logits.length];
        for (int choice = 0; choice < choices.length; choice++) {
            choices[choice] = logits[choice] - highest - Math.log(sum);
        }
        logs[branching] = choices;
    }

    /// Finds out what is still open, after all that was learned.
    void survey() {
        open.clear();
        best = paths.promptAtRoot();
        bestLog = best < 0 ? Double.NEGATIVE_INFINITY : 0;
        if (logs.length > 0) {
            visit(0, 0);
        }
        open.removeIf(way -> !isPromising(way));
    }

    /// What to look at next: the likeliest open branching, and further ones while their inputs fit.
    /// The branchings behind those are taken for equally likely until more is known.
    ///
    /// @param most inputs to be read, unless the first branching alone needs more
    Plan plan(int most) {
        PriorityQueue<Open> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Open::log).reversed());
        queue.addAll(open);
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>());
        while (!queue.isEmpty()) {
            Open way = queue.remove();
            List<Integer> missing = missing(way.branching(), plan.inputs());
            if (!plan.branchings().isEmpty() && plan.inputs().size() + missing.size() > most) {
                break;
            }
            plan.branchings().add(way.branching());
            plan.inputs().addAll(missing);
            double each = way.log() - Math.log(paths.choices(way.branching()));
            for (int choice = 0; choice < paths.choices(way.branching()); choice++) {
                Open behind = new Open(paths.next(way.branching(), choice), each);
                if (behind.branching() >= 0 && isPromising(behind)) {
                    queue.add(behind);
                }
            }
        }
        return plan;
    }

    /// @param inputs to be read, parents first
    record Plan(List<Integer> branchings, List<Integer> inputs) {

        static final Plan NOTHING = new Plan(List.of(), List.of());
    }

    private List<Integer> missing(int branching, List<Integer> planned) {
        List<Integer> missing = new ArrayList<>();
        int input = trie.branchings().get(branching).node();
        while (input >= 0 && slots[input] < 0 && !planned.contains(input)) {
            missing.addFirst(input);
            input = trie.parent(input);
        }
        return missing;
    }

    private void visit(int branching, double log) {
        double[] choices = logs[branching];
        if (choices == null) {
            open.add(new Open(branching, log));
            return;
        }
        for (int choice = 0; choice < choices.length; choice++) {
            double way = log + choices[choice];
            int prompt = paths.prompt(branching, choice);
            if (prompt >= 0 && (way > bestLog || (way == bestLog && prompt < best))) {
                best = prompt;
                bestLog = way;
            }
            int next = paths.next(branching, choice);
            if (next >= 0) {
                visit(next, way);
            }
        }
    }

    private boolean isPromising(Open way) {
        return way.log() > bestLog
                || (way.log() == bestLog && paths.firstBelow(way.branching()) < best);
    }
}
