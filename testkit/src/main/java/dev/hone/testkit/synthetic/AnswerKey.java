package dev.hone.testkit.synthetic;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The examples whose answers the synthetic model knows, and how to find in a question which
/// example it is about and what the prompt was.
final class AnswerKey {

    /// Stands for the prompt while a template is taken apart; no data contains it.
    private static final String MARK = "\uE000prompt\uE000";

    private final List<Entry> entries;

    /// Knows all splits of the task.
    AnswerKey(Task task) {
        Splits splits = task.splits();
        this.entries =
                Stream.of(
                                splits.train(),
                                splits.validation(),
                                splits.test(),
                                splits.format(),
                                splits.fewShot())
                        .flatMap(Dataset::stream)
                        .map(example -> Entry.of(task.template(), example))
                        .sorted(Comparator.comparingInt(Entry::length).reversed())
                        .toList();
    }

    /// The example a question is about, with its prompt; null when it is about none.
    @Nullable Question read(String question) {
        for (Entry entry : entries) {
            String prompt = entry.promptIn(question);
            if (prompt != null) {
                return new Question(entry.example(), prompt);
            }
        }
        return null;
    }

    /// Another example's target, chosen by the input: plausible, and wrong.
    String wrongAnswer(Example example) {
        int start = Math.floorMod(example.input().hashCode(), entries.size());
        for (int i = 0; i < entries.size(); i++) {
            String other = entries.get((start + i) % entries.size()).example().target();
            if (!example.references().contains(other)) {
                return other;
            }
        }
        return "I do not know.";
    }

    record Question(Example example, String prompt) {}

    /// What stands before and after the prompt in the question about an example.
    private record Entry(Example example, String before, String after, String alone) {

        static Entry of(Template template, Example example) {
            String[] around = template.render(new Prompt(MARK), example).split(MARK, 2);
            String alone = template.render(Prompt.EMPTY, example);
            return new Entry(example, around[0], around[1], alone);
        }

        int length() {
            return before.length() + after.length();
        }

        @Nullable String promptIn(String question) {
            if (question.equals(alone)) {
                return "";
            }
            boolean fits =
                    question.length() >= length()
                            && question.startsWith(before)
                            && question.endsWith(after);
            return fits
                    ? question.substring(before.length(), question.length() - after.length())
                    : null;
        }
    }
}
