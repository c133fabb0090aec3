package dev.hone.testkit.synthetic;

import dev.hone.model.ModelRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Writes prompts of known sentences, without understanding any: it takes a prompt that it was
/// shown, the better the likelier, and adds, replaces or drops one to three sentences, as long as a
/// limit of words that may change allows; then it starts from the current prompt. A new sentence
/// comes from another prompt shown one time in three, else from all it knows.
///
/// It treats requests for better prompts, variations and mixtures alike, and makes nothing of
/// examples or reasons.
record SentenceProposer(List<String> sentences) implements Proposer {

    private static final int MOST_CHANGES = 3;
    private static final int MOST_SENTENCES = 8;

    static SentenceProposer of(Deceptive surface) {
        return new SentenceProposer(
                Wording.sentences(
                        Stream.concat(surface.lures().stream(), surface.goals().stream()).toList(),
                        surface.distractors()));
    }

    @Override
    public String propose(ModelRequest request, int sample) {
        Asked asked = Asked.read(request, sentences, true);
        SplittableRandom random = new SplittableRandom(request.digest().hashCode() * 31L + sample);
        return asked.answer(draws -> write(asked, draws), random);
    }

    private String write(Asked asked, SplittableRandom random) {
        List<String> prompt = new ArrayList<>(start(asked, random));
        int left = asked.mostWords();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            left -= change(prompt, asked, left, random);
        }
        return String.join(" ", prompt.isEmpty() ? List.of(pick(sentences, random)) : prompt);
    }

    private static List<String> start(Asked asked, SplittableRandom random) {
        if (asked.shown().isEmpty()) {
            return List.of();
        }
        Asked.Shown current = asked.current();
        return asked.isLimited() && current != null
                ? current.texts()
                : asked.shown().get(Asked.draw(asked.weights(), random)).texts();
    }

    /// Makes one change where the words left allow it; returns the words that took.
    private int change(List<String> prompt, Asked asked, int left, SplittableRandom random) {
        boolean drops = prompt.size() > 1 && random.nextInt(4) == 0;
        boolean replaces =
                !drops
                        && !prompt.isEmpty()
                        && (prompt.size() >= MOST_SENTENCES || random.nextInt(3) == 0);
        String added = drops ? "" : addition(asked, random);
        String removed = drops || replaces ? pick(prompt, random) : "";
        int cost = words(added) + words(removed);
        if (cost > left || prompt.contains(added)) {
            return 0;
        }
        prompt.remove(removed);
        if (!drops) {
            prompt.add(added);
        }
        return cost;
    }

    private String addition(Asked asked, SplittableRandom random) {
        boolean borrows = random.nextInt(3) == 0 && !asked.shown().isEmpty();
        return borrows
                ? pick(asked.shown().get(Asked.draw(asked.weights(), random)).texts(), random)
                : pick(sentences, random);
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
