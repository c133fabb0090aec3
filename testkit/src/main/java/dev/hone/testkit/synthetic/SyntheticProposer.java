package dev.hone.testkit.synthetic;

import dev.hone.model.ModelRequest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes prompts as an optimizer model would, without understanding any: it takes the current
/// prompt, or a better one it was shown, and adds, borrows, drops or replaces whole sentences as
/// long as the edit budget of the meta-prompt allows.
final class SyntheticProposer implements Proposer {

    private static final Pattern CURRENT =
            Pattern.compile("(?s)The current prompt:\\n(.*?)(?:\\nIts score: \\d+|\\n\\n)");
    private static final Pattern SHOWN = Pattern.compile("(?s)Prompt: (.*?)\\nScore: \\d+");
    private static final Pattern BUDGET = Pattern.compile("at most (\\d+) words");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");
    private static final int MAX_CHANGES = 3;
    private static final int MAX_SENTENCES = 8;

    private final List<String> phrases;

    SyntheticProposer(Skills skills) {
        this.phrases =
                Stream.concat(
                                skills.skills().stream().flatMap(s -> s.phrases().stream()),
                                skills.distractors().stream())
                        .toList();
    }

    @Override
    public String propose(ModelRequest request, int sample) {
        String metaPrompt = request.messages().getFirst().text();
        SplittableRandom random = new SplittableRandom(request.digest().hashCode() * 31L + sample);
        List<String> shown = shown(metaPrompt);
        Set<String> sentences = new LinkedHashSet<>(sentences(shown.getFirst()));
        int budget = budget(metaPrompt);
        int changes = 1 + random.nextInt(MAX_CHANGES);
        for (int i = 0; i < changes; i++) {
            budget -= change(sentences, shown, budget, random);
        }
        return "Here is a better one.\n<START>" + String.join(" ", sentences) + "<END>";
    }

    /// Changes one sentence if the budget allows; returns the words that took.
    private int change(
            Set<String> sentences, List<String> shown, int budget, SplittableRandom random) {
        String added =
                random.nextInt(3) == 0
                        ? pick(sentences(pick(shown, random)), random)
                        : pick(phrases, random);
        boolean full = sentences.size() >= MAX_SENTENCES;
        String removed =
                !sentences.isEmpty() && (full || random.nextInt(3) == 0)
                        ? pick(List.copyOf(sentences), random)
                        : "";
        int cost = words(added) + words(removed);
        if (cost > budget || sentences.contains(added)) {
            return 0;
        }
        sentences.remove(removed);
        sentences.add(added);
        return cost;
    }

    /// The current prompt, then the earlier ones; a request without any is about an empty prompt.
    private static List<String> shown(String metaPrompt) {
        List<String> shown = new ArrayList<>();
        Matcher current = CURRENT.matcher(metaPrompt);
        shown.add(current.find() ? current.group(1) : "");
        Matcher earlier = SHOWN.matcher(metaPrompt);
        while (earlier.find()) {
            shown.add(earlier.group(1));
        }
        return shown;
    }

    private static int budget(String metaPrompt) {
        Matcher budget = BUDGET.matcher(metaPrompt);
        return budget.find() ? Integer.parseInt(budget.group(1)) : Integer.MAX_VALUE;
    }

    private static List<String> sentences(String prompt) {
        return List.of(SENTENCE_END.split(prompt.strip()));
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
