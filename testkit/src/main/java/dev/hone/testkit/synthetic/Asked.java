package dev.hone.testkit.synthetic;

import dev.hone.model.Message;
import dev.hone.model.ModelRequest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a request to write prompts shows and asks for, read without regard to whose request it is.
///
/// Prompts are found wherever they stand by the texts that the surface knows, not by the words that
/// an optimizer puts around them; of these words only three things count, which some optimizers say
/// and others do not: a score that follows a prompt, that a prompt is the current one, and a limit
/// of words that may change. So no optimizer is understood better than another.
///
/// @param shown in the order of the request, each once
/// @param mostWords that may change of the current prompt; [Integer#MAX_VALUE] for no limit
/// @param answers texts asked for, at least 1
/// @param reasons whether reasons or descriptions are asked for, and no prompts
record Asked(List<Shown> shown, int mostWords, int answers, boolean reasons) {

    private static final Pattern SCORE = Pattern.compile("\\s?(?:its )?score: ?(\\d{1,3})");
    private static final Pattern CURRENT = Pattern.compile(".*current prompt: ?$");
    private static final Pattern BUDGET = Pattern.compile("change at most (\\d{1,9}) words");
    private static final Pattern SEVERAL =
            Pattern.compile("(?:write|give) (\\d{1,3}) different (?:better prompts|reasons)");
    private static final Pattern REASONS =
            Pattern.compile("give (?:the|a|\\d+ different) reasons?|description of the problems");
    private static final String KNOWS_NO_REASON =
            "The prompt leaves out something that these examples need.";
    private static final int LOOK_BEHIND = 24;

    /// @param texts known ones, one after the other
    /// @param score 0 to 100; null where the request says none
    record Shown(List<String> texts, @Nullable Integer score, boolean isCurrent) {

        String prompt() {
            return String.join(" ", texts);
        }
    }

    private record Found(int start, int end, String text) {}

    /// @param known the texts to look for
    /// @param parts whether a prompt is several of them in a row
    static Asked read(ModelRequest request, List<String> known, boolean parts) {
        String text =
                Recorded.plain(
                        request.messages().stream()
                                .filter(message -> message.role() == Message.Role.USER)
                                .map(Message::text)
                                .collect(Collectors.joining("\n\n")));
        Matcher budget = BUDGET.matcher(text);
        int mostWords = budget.find() ? Integer.parseInt(budget.group(1)) : Integer.MAX_VALUE;
        String last = Recorded.plain(request.messages().getLast().text());
        Matcher several = SEVERAL.matcher(last);
        int answers = several.find() ? Integer.parseInt(several.group(1)) : 1;
        return new Asked(
                shown(text, known, parts),
                mostWords,
                Math.max(1, answers),
                REASONS.matcher(last).find());
    }

    private static List<Shown> shown(String text, List<String> known, boolean parts) {
        List<Shown> shown = new ArrayList<>();
        List<Found> row = new ArrayList<>();
        for (Found next : found(text, known)) {
            if (!row.isEmpty() && !(parts && next.start() - row.getLast().end() <= 1)) {
                add(shown, text, row);
                row.clear();
            }
            row.add(next);
        }
        if (!row.isEmpty()) {
            add(shown, text, row);
        }
        return shown;
    }

    /// Known texts, the longer before those within it, in the order of the request.
    private static List<Found> found(String text, List<String> known) {
        TreeMap<Integer, Found> found = new TreeMap<>();
        known.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(
                        each -> {
                            String plain = Recorded.plain(each);
                            int at = text.indexOf(plain);
                            while (at >= 0) {
                                Found next = new Found(at, at + plain.length(), each);
                                if (isFree(found, next)) {
                                    found.put(at, next);
                                }
                                at = text.indexOf(plain, at + plain.length());
                            }
                        });
        return List.copyOf(found.values());
    }

    private static boolean isFree(TreeMap<Integer, Found> found, Found next) {
        Map.Entry<Integer, Found> before = found.lowerEntry(next.end());
        return before == null || before.getValue().end() <= next.start();
    }

    private static void add(List<Shown> shown, String text, List<Found> row) {
        List<String> texts = row.stream().map(Found::text).toList();
        int start = row.getFirst().start();
        boolean isCurrent =
                CURRENT.matcher(text.substring(Math.max(0, start - LOOK_BEHIND), start)).matches();
        Matcher score = SCORE.matcher(text).region(row.getLast().end(), text.length());
        Integer points = score.lookingAt() ? Integer.valueOf(score.group(1)) : null;
        Shown now = new Shown(texts, points, isCurrent);
        for (int i = 0; i < shown.size(); i++) {
            Shown same = shown.get(i);
            if (same.texts().equals(texts)) {
                shown.set(
                        i,
                        new Shown(
                                texts,
                                same.score() == null ? points : same.score(),
                                same.isCurrent() || isCurrent));
                return;
            }
        }
        shown.add(now);
    }

    /// How much a writer makes of each prompt shown: half as much of each as of the next better
    /// one, and the same of all without a score.
    double[] weights() {
        double[] weights = new double[shown.size()];
        for (int i = 0; i < weights.length; i++) {
            Integer own = shown.get(i).score();
            long better =
                    own == null
                            ? 0
                            : shown.stream()
                                    .filter(other -> other.score() != null && other.score() > own)
                                    .count();
            weights[i] = Math.pow(0.5, better);
        }
        return weights;
    }

    /// The prompt from which the words that may change are counted; null where none is shown.
    @Nullable Shown current() {
        return shown.stream()
                .filter(Shown::isCurrent)
                .findFirst()
                .orElse(shown.isEmpty() ? null : shown.getLast());
    }

    boolean isLimited() {
        return mostWords < Integer.MAX_VALUE;
    }

    /// An answer of as many texts as were asked for, each between its tags.
    String answer(Function<SplittableRandom, String> prompt, SplittableRandom random) {
        StringJoiner texts = new StringJoiner("\n");
        for (int i = 0; i < answers; i++) {
            texts.add("<START>" + (reasons ? KNOWS_NO_REASON : prompt.apply(random)) + "<END>");
        }
        return texts.toString();
    }

    /// One of them, by weight.
    static int draw(double[] weights, SplittableRandom random) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
