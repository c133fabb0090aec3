package dev.hone.policy.likelihood;

import static org.bytedeco.pytorch.global.torch.linear;

import dev.hone.policy.decoder.Cache;
import dev.hone.policy.decoder.Decoder;
import dev.hone.policy.decoder.Layout;
import dev.hone.policy.decoder.Prefix;
import dev.hone.policy.libtorch.Tensors;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Reads queries, and then parts of a [PromptTrie] after each of them: every input looks at its
/// query and at the inputs it follows, which a cache remembers. For one thread, which holds it
/// open.
final class TreeReading implements AutoCloseable {

    private static final int FIRST_ROOM = 64;

    private final Layout layout;
    private final Decoder decoder;
    private final PromptTrie trie;
    private final PointerScope scope = new PointerScope();
    private final InferenceMode inference = new InferenceMode();

    /// In the order of the cache's rows.
    private List<QuerySearch> rows;

    private List<boolean[]> visible = List.of();
    private @Nullable Cache cache;
    private int used;
    private int room;

    TreeReading(Layout layout, Decoder decoder, PromptTrie trie, List<QuerySearch> searches) {
        this.layout = layout;
        this.decoder = decoder;
        this.trie = trie;
        this.rows = searches;
    }

    /// Reads the queries, and asks where the prompts begin.
    void begin(List<int[]> queries, double reward) {
        Prefix prefix = Prefix.of(layout, queries, true);
        used = prefix.kept();
        room = used + FIRST_ROOM;
        cache = decoder.cache(rows.size(), room);
        visible = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            int start = row * prefix.slots();
            visible.add(Arrays.copyOfRange(prefix.visible(), start, start + used));
        }
        try (PointerScope round = new PointerScope()) {
            // The slot before the prompt, where it is padding, is overwritten by the first input.
            Tensor hidden = decoder.read(prefix, reward, cache);
            List<Question> questions = new ArrayList<>();
            for (int row = 0; row < rows.size() && trie.branchings().getFirst().node() < 0; row++) {
                questions.add(new Question(row, row, 0));
            }
            ask(hidden, questions);
        }
    }

    int unfinished() {
        return (int) rows.stream().filter(row -> !row.finished()).count();
    }

    /// Reads for every search that is not finished what it wants to know next.
    ///
    /// @param most inputs for each, unless one step needs more
    void round(int most) {
        if (2 * unfinished() <= rows.size()) {
            forgetFinished();
        }
        List<QuerySearch.Plan> plans =
                rows.stream()
                        .map(row -> row.finished() ? QuerySearch.Plan.NOTHING : row.plan(most))
                        .toList();
        int width = plans.stream().mapToInt(plan -> plan.inputs().size()).max().orElse(0);
        if (used + width > room) {
            room = 2 * (used + width);
            move(allRows());
        }
        try (PointerScope round = new PointerScope()) {
            Tensor hidden = read(plans, width);
            List<Question> questions = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                for (int branching : plans.get(row).branchings()) {
                    int slot = rows.get(row).slot(trie.branchings().get(branching).node());
                    questions.add(new Question(row, row * width + slot - used, branching));
                }
            }
            used += width;
            ask(hidden, questions);
        }
    }

    /// @param hidden index of the state that answers it
    private record Question(int row, int hidden, int branching) {}

    private Tensor read(List<QuerySearch.Plan> plans, int width) { // [B·R, d]
        int b = rows.size();
        int seen = used + width;
        int[] tokens = new int[b * width];
        int[] positions = new int[b * width];
        boolean[] mask = new boolean[b * width * seen];
        for (int row = 0; row < b; row++) {
            QuerySearch search = rows.get(row);
            List<Integer> inputs = plans.get(row).inputs();
            for (int i = 0; i < width; i++) {
                int at = row * width + i;
                positions[at] = layout.promptStart();
                System.arraycopy(visible.get(row), 0, mask, at * seen, visible.get(row).length);
                if (i < inputs.size()) {
                    int input = inputs.get(i);
                    tokens[at] = trie.token(input);
                    positions[at] += trie.depth(input);
                    search.put(input, used + i);
                    for (int before = input; before >= 0; before = trie.parent(before)) {
                        mask[at * seen + search.slot(before)] = true;
                    }
                }
            }
        }
        return decoder.read(tokens, positions, b, used, Objects.requireNonNull(cache), mask);
    }

    /// All of it with one product of matrices, of which only the logits of each question's own
    /// tokens are used.
    private void ask(Tensor hidden, List<Question> questions) {
        if (!questions.isEmpty()) {
            int[] wanted = questions.stream().mapToInt(Question::hidden).toArray();
            int[] tokens =
                    questions.stream()
                            .flatMapToInt(question -> Arrays.stream(tokens(question)))
                            .distinct()
                            .sorted()
                            .toArray();
            Tensor states = hidden.index_select(0, decoder.beside(Tensor.create(wanted)));
            Tensor words = decoder.tokens().index_select(0, decoder.beside(Tensor.create(tokens)));
            float[] logits = Tensors.floats(linear(decoder.finish(states), words)); // [N, tokens]
            for (int i = 0; i < wanted.length; i++) {
                int[] own = tokens(questions.get(i));
                float[] answers = new float[own.length];
                for (int choice = 0; choice < own.length; choice++) {
                    int column = Arrays.binarySearch(tokens, own[choice]);
                    answers[choice] = logits[i * tokens.length + column];
                }
                rows.get(questions.get(i).row()).learn(questions.get(i).branching(), answers);
            }
        }
        rows.forEach(QuerySearch::survey);
    }

    private int[] tokens(Question question) {
        return trie.branchings().get(question.branching()).tokens();
    }

    private void forgetFinished() {
        int[] kept = Arrays.stream(allRows()).filter(row -> !rows.get(row).finished()).toArray();
        move(kept);
        List<QuerySearch> searches = rows;
        List<boolean[]> before = visible;
        rows = Arrays.stream(kept).mapToObj(searches::get).toList();
        visible = Arrays.stream(kept).mapToObj(before::get).toList();
    }

    private void move(int[] kept) {
        Tensor index = decoder.beside(Tensor.create(kept));
        cache = Objects.requireNonNull(cache).moved(index, used, room);
    }

    private int[] allRows() {
        int[] all = new int[rows.size()];
        Arrays.setAll(all, row -> row);
        return all;
    }

    @Override
    public void close() {
        inference.close();
        scope.close();
    }
}
