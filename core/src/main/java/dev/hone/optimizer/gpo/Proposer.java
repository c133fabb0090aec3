package dev.hone.optimizer.gpo;

import dev.hone.Prompt;
import dev.hone.model.Completion;
import dev.hone.model.Message;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.Proposal;
import dev.hone.run.RunListener;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Asks the optimizer model for candidates, all of a step's in one request, and sorts out what
/// comes back.
final class Proposer {

    /// Longer answers are no prompts; a hostile model must not fill memory and meta-prompts.
    private static final int MAX_CHARACTERS = 20_000;

    private final OptimizerModel model;
    private final GpoConfig config;
    private final RunListener listener;

    Proposer(OptimizerModel model, GpoConfig config, RunListener listener) {
        this.model = model;
        this.config = config;
        this.listener = listener;
    }

    /// The usable candidates, each once, in the order they came.
    ///
    /// @param known the prompts whose scores are known already
    List<Prompt> propose(
            int step, MetaPrompt metaPrompt, Prompt parent, EditBudget budget, Set<Prompt> known) {
        List<Proposal> proposals = new ArrayList<>();
        Set<Prompt> candidates = new LinkedHashSet<>();
        for (Answer answer : answers(step, metaPrompt, parent, budget)) {
            Prompt prompt = answer.prompt();
            Proposal.Status status;
            if (!answer.isUsable()) {
                status = Proposal.Status.REJECTED;
            } else if (!candidates.add(prompt) || known.contains(prompt)) {
                status = Proposal.Status.DUPLICATE;
            } else {
                status = Proposal.Status.NEW;
            }
            proposals.add(
                    new Proposal(prompt, parent, answer.editDistance(), status, answer.reject()));
        }
        listener.on(
                new RunEvent.CandidatesProposed(
                        step, metaPrompt.text(), budget.asOptional(), proposals));
        return List.copyOf(candidates);
    }

    private List<Answer> answers(
            int step, MetaPrompt metaPrompt, Prompt parent, EditBudget budget) {
        List<Message> question = List.of(Message.user(metaPrompt.text()));
        List<Completion> completions =
                model.sample(question, config.candidates(), "candidates/" + step);
        List<Answer> answers = new ArrayList<>();
        for (Completion completion : completions) {
            Answer answer = read(completion, parent);
            boolean broken = answer.isUsable() && !budget.allows(answer.editDistance());
            if (broken && config.overBudget() == GpoConfig.OverBudget.ASK_AGAIN) {
                String stream = "candidates/" + step + "/again/" + answers.size();
                answer = askAgain(question, answer, parent, budget, stream);
            }
            answers.add(answer);
        }
        return answers;
    }

    private Answer askAgain(
            List<Message> question,
            Answer broken,
            Prompt parent,
            EditBudget budget,
            String stream) {
        List<Message> conversation = new ArrayList<>(question);
        conversation.add(
                Message.assistant(
                        MetaPrompt.START_TAG + broken.prompt().text() + MetaPrompt.END_TAG));
        conversation.add(
                Message.user(
                        """
                        This changes %d words of the current prompt, and at most %d may change. \
                        Write it again with fewer changes, between %s and %s.\
                        """
                                .formatted(
                                        broken.editDistance(),
                                        budget.words(),
                                        MetaPrompt.START_TAG,
                                        MetaPrompt.END_TAG)));
        Answer second = read(model.sample(conversation, 1, stream).getFirst(), parent);
        return second.isUsable() ? second : broken;
    }

    private static Answer read(Completion completion, Prompt parent) {
        String text = completion.text();
        Prompt prompt = new Prompt(MetaPrompt.polish(MetaPrompt.extract(text)));
        String reject = "";
        if (prompt.isEmpty()) {
            reject = "empty";
        } else if (prompt.text().contains(MetaPrompt.PLACEHOLDER)) {
            reject = "contains the placeholder " + MetaPrompt.PLACEHOLDER;
        } else if (completion.finishReason() == Completion.FinishReason.LENGTH
                && !text.contains(MetaPrompt.END_TAG)) {
            reject = "cut off by the token limit";
        } else if (prompt.text().length() > MAX_CHARACTERS) {
            reject = "longer than " + MAX_CHARACTERS + " characters";
            prompt = new Prompt(prompt.text().substring(0, MAX_CHARACTERS));
        }
        return new Answer(prompt, WordEdits.between(parent, prompt), reject);
    }

    /// A prompt as read from one completion.
    ///
    /// @param reject why it is no usable prompt; empty when it is one
    private record Answer(Prompt prompt, int editDistance, String reject) {

        boolean isUsable() {
            return reject.isEmpty();
        }
    }
}
