package dev.hone.optimizer.opro;

import dev.hone.Example;
import dev.hone.Task;
import dev.hone.optimizer.search.Tags;
import dev.hone.optimizer.trajectory.ScoredPrompt;

import java.util.List;
import java.util.StringJoiner;

/// What OPRO asks: instructions with scores in ascending order, exemplars with a placeholder where
/// the instruction goes, and the request for another one that is better (paper, figure 3). The
/// paper's structure in Hone's own words.
record OproMetaPrompt(String text) {

    static final String PLACEHOLDER = "<INS>";

    /// @param shown in ascending order of their scores; may be empty
    /// @param exemplars may be empty
    static OproMetaPrompt of(Task task, List<ScoredPrompt> shown, List<Example> exemplars) {
        StringJoiner parts = new StringJoiner("\n\n");
        if (!shown.isEmpty()) {
            parts.add(
                    "Here are some texts with their scores, in ascending order. A score is a whole"
                            + " number from 0 to 100; higher is better.");
            shown.forEach(
                    entry ->
                            parts.add(
                                    "text:\n"
                                            + entry.text()
                                            + "\nscore:\n"
                                            + Math.round(100 * entry.score())));
        }
        if (!exemplars.isEmpty()) {
            parts.add(
                    """
                    The following examples show how a text is used: it takes the place of %s in each \
                    input, and the output that follows is right if it equals the one given here.\
                    """
                            .formatted(PLACEHOLDER));
            exemplars.forEach(
                    example ->
                            parts.add(
                                    "input:\n"
                                            + task.template()
                                                    .renderWhole(
                                                            task.template().standIn(PLACEHOLDER),
                                                            example)
                                            + "\noutput:\n"
                                            + example.target()));
        }
        parts.add(
                """
                Write a new text that differs from all of these and scores as high as possible. It \
                will stand %s. Put it between %s and %s.\
                """
                        .formatted(
                                task.template().position().description(),
                                Tags.PROMPT.start(),
                                Tags.PROMPT.end()));
        return new OproMetaPrompt(parts.toString());
    }
}
