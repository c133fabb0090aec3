package dev.hone.optimizer.gpo;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;
import dev.hone.optimizer.search.OptimizerModel;
import dev.hone.run.RunListener;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Asks the optimizer model for candidates, all of a step's in one request, and sorts out what
/// comes back.
final class Proposer {

    private final OptimizerModel model;
    private final GpoConfig config;
    private final Drafts drafts;

    Proposer(Task task, OptimizerModel model, GpoConfig config, RunListener listener) {
        this.model = model;
        this.config = config;
        this.drafts = new Drafts(task, listener);
    }

    /// The usable candidates, each once, in the order they came.
    ///
    /// @param known the prompts whose scores are known already
    List<Prompt> propose(
            int step, MetaPrompt metaPrompt, Prompt parent, EditBudget budget, Set<Prompt> known) {
        List<Draft> written = written(step, metaPrompt, parent, budget);
        return drafts.sort(step, metaPrompt.text(), budget.asOptional(), written, known);
    }

    private List<Draft> written(int step, MetaPrompt metaPrompt, Prompt parent, EditBudget budget) {
        List<Message> question = List.of(Message.user(metaPrompt.text()));
        List<Completion> completions =
                model.sample(question, config.candidates(), "candidates/" + step);
        List<Draft> written = new ArrayList<>();
        for (Completion completion : completions) {
            Draft draft = read(completion, parent);
            boolean broken = draft.isUsable() && !budget.allows(draft.editDistance());
            if (broken && config.overBudget() == GpoConfig.OverBudget.ASK_AGAIN) {
                String stream = "candidates/" + step + "/again/" + written.size();
                draft = askAgain(question, draft, budget, stream);
            }
            written.add(draft);
        }
        return written;
    }

    private Draft askAgain(List<Message> question, Draft broken, EditBudget budget, String stream) {
        List<Message> conversation = new ArrayList<>(question);
        conversation.add(
                Message.assistant(
                        MetaPrompt.TAGS.start() + broken.prompt().text() + MetaPrompt.TAGS.end()));
        conversation.add(
                Message.user(
                        """
                        This changes %d words of the current prompt, and at most %d may change. \
                        Write it again with fewer changes, between %s and %s.\
                        """
                                .formatted(
                                        broken.editDistance(),
                                        budget.words(),
                                        MetaPrompt.TAGS.start(),
                                        MetaPrompt.TAGS.end())));
        Draft second = read(model.sample(conversation, 1, stream).getFirst(), broken.parent());
        return second.isUsable() ? second : broken;
    }

    private Draft read(Completion completion, Prompt parent) {
        Draft draft = drafts.checked(Draft.of(MetaPrompt.read(completion.text()), parent));
        if (draft.prompt().text().contains(MetaPrompt.PLACEHOLDER)) {
            return draft.rejected("contains the placeholder " + MetaPrompt.PLACEHOLDER);
        }
        return MetaPrompt.TAGS.isCutOff(completion)
                ? draft.rejected("cut off by the token limit")
                : draft;
    }
}
