package dev.hone.report;

import dev.hone.run.RunEvent.CandidatesProposed;

import java.util.List;

/// What the optimizer model was asked.
record MetaPrompt(String title, String details, Excerpt text) {

    private static final int TEXT = 12_000;

    static List<MetaPrompt> of(List<CandidatesProposed> events) {
        return events.stream().map(MetaPrompt::of).toList();
    }

    private static MetaPrompt of(CandidatesProposed event) {
        String budget =
                event.editBudget().isPresent()
                        ? "edit budget " + event.editBudget().getAsInt() + " words"
                        : "no edit budget";
        int proposals = event.proposals().size();
        return new MetaPrompt(
                "Step " + event.step(),
                budget + ", " + proposals + (proposals == 1 ? " proposal" : " proposals"),
                Excerpt.of(event.metaPrompt(), TEXT));
    }
}
