package dev.hone.testkit.synthetic;

import dev.hone.Prompt;
import dev.hone.model.ModelRequest;
import dev.hone.optimizer.search.WordEdits;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/// Proposes prompts of a pool that the request does not show: those that share many words with the
/// prompts shown, the better ones above all, are the likelier; some are drawn from the whole pool.
/// Where the request limits the words that may change, only prompts within the limit of the current
/// one are drawn, or the nearest when there is none.
///
/// It treats requests for better prompts, variations and mixtures alike, and makes nothing of
/// examples or reasons.
final class PoolProposer implements Proposer {

    /// How often a draw looks at nothing that was shown.
    private static final double AT_RANDOM = 0.15;

    /// Likelihood grows with this power of the part of words in common.
    private static final double NEARNESS = 4;

    private static final int MOST_REMEMBERED = 100_000;

    private final List<String> pool;
    private final List<Set<String>> words;
    private final Map<Long, Integer> edits = new ConcurrentHashMap<>();

    PoolProposer(Recorded surface) {
        this.pool = surface.prompts().stream().map(Recorded.Scored::prompt).toList();
        this.words = pool.stream().map(text -> words(text)).toList();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(List.of(Recorded.plain(text).split("\\W+")));
    }

    @Override
    public String propose(ModelRequest request, int sample) {
        Asked asked = Asked.read(request, pool, false);
        SplittableRandom random = new SplittableRandom(request.digest().hashCode() * 31L + sample);
        return asked.answer(draws -> pool.get(choose(asked, draws)), random);
    }

    private int choose(Asked asked, SplittableRandom random) {
        List<Integer> shown = asked.shown().stream().map(this::index).toList();
        boolean[] isShown = new boolean[pool.size()];
        shown.forEach(index -> isShown[index] = true);
        boolean[] allowed = new boolean[pool.size()];
        int count = 0;
        for (int i = 0; i < allowed.length; i++) {
            allowed[i] = !isShown[i] && isWithin(asked, i);
            count += allowed[i] ? 1 : 0;
        }
        if (count == 0) {
            return nearest(asked, isShown);
        }
        boolean atRandom = shown.isEmpty() || random.nextDouble() < AT_RANDOM;
        double[] ranks = asked.weights();
        double[] weights = new double[pool.size()];
        for (int i = 0; i < weights.length; i++) {
            if (allowed[i]) {
                weights[i] = atRandom ? 1 : Double.MIN_NORMAL + nearness(i, shown, ranks);
            }
        }
        int drawn = Asked.draw(weights, random);
        return allowed[drawn] ? drawn : nearest(asked, isShown);
    }

    private int index(Asked.Shown shown) {
        return pool.indexOf(shown.prompt());
    }

    private boolean isWithin(Asked asked, int index) {
        return !asked.isLimited() || edits(asked, index) <= asked.mostWords();
    }

    private int edits(Asked asked, int index) {
        Asked.Shown current = asked.current();
        if (current == null) {
            return 0;
        }
        int from = index(current);
        if (edits.size() >= MOST_REMEMBERED) {
            edits.clear();
        }
        return edits.computeIfAbsent(
                (long) from * pool.size() + index,
                pair -> WordEdits.between(new Prompt(pool.get(from)), new Prompt(pool.get(index))));
    }

    /// Not one that is shown, if there is another.
    private int nearest(Asked asked, boolean[] isShown) {
        int best = 0;
        Comparator<Integer> order =
                Comparator.<Integer, Boolean>comparing(index -> isShown[index])
                        .thenComparing(index -> edits(asked, index));
        for (int i = 1; i < pool.size(); i++) {
            best = order.compare(i, best) < 0 ? i : best;
        }
        return best;
    }

    private double nearness(int index, List<Integer> shown, double[] ranks) {
        double sum = 0;
        for (int i = 0; i < shown.size(); i++) {
            sum +=
                    ranks[i]
                            * Math.pow(
                                    overlap(words.get(index), words.get(shown.get(i))), NEARNESS);
        }
        return sum;
    }

    /// The words in common, of all words of both.
    private static double overlap(Set<String> one, Set<String> other) {
        long common = one.stream().filter(other::contains).count();
        return (double) common / (one.size() + other.size() - common);
    }
}
