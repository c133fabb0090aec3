package dev.hone.optimizer.search;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.Proposal;
import dev.hone.run.RunListener;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Sorts out what the optimizer model wrote, and tells of it.
public final class Drafts {

    /// What the report says of a prompt that the model did not write quite so.
    private static final String REPAIRED = "repaired";

    private final PromptRules rules;
    private final RunListener listener;

    public Drafts(Task task, RunListener listener) {
        this.rules = new PromptRules(task.template());
        this.listener = listener;
    }

    /// The draft with what every prompt of the task must keep, or turned down where it lacks that.
    public Draft checked(Draft draft) {
        return rules.applied(draft);
    }

    /// The usable prompts, each once, in the order they came.
    ///
    /// @param request what the model was asked
    /// @param editBudget how many words it was allowed to change; empty for no limit
    /// @param known the prompts whose scores are known already
    public List<Prompt> sort(
            int step,
            String request,
            OptionalInt editBudget,
            List<Draft> drafts,
            Set<Prompt> known) {
        List<Proposal> proposals = new ArrayList<>();
        Set<Prompt> usable = new LinkedHashSet<>();
        for (Draft written : drafts) {
            Draft draft = checked(written);
            proposals.add(
                    new Proposal(
                            draft.prompt(),
                            draft.parent(),
                            draft.editDistance(),
                            status(draft, usable, known),
                            draft.isUsable() && draft.isRepaired() ? REPAIRED : draft.reject()));
        }
        listener.on(new RunEvent.CandidatesProposed(step, request, editBudget, proposals));
        return List.copyOf(usable);
    }

    private static Proposal.Status status(Draft draft, Set<Prompt> usable, Set<Prompt> known) {
        if (!draft.isUsable()) {
            return Proposal.Status.REJECTED;
        }
        boolean isNew = usable.add(draft.prompt()) && !known.contains(draft.prompt());
        return isNew ? Proposal.Status.NEW : Proposal.Status.DUPLICATE;
    }
}
