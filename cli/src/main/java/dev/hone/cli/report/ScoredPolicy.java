package dev.hone.cli.report;

import dev.hone.cli.terminal.Text;
import dev.hone.policy.loop.PolicyEvaluation;

import java.util.Locale;

/// A policy in a table of prompts.
///
/// @param folder of the policy, as it was typed
public record ScoredPolicy(String folder, PolicyEvaluation evaluation) {

    String label() {
        int examples = evaluation.policy().prompts().size();
        return String.format(
                Locale.ROOT,
                "policy %s: %,d prompts, %,d of %,d examples fall back",
                Text.oneLine(folder),
                evaluation.choice().distinct(),
                evaluation.choice().fallBacks(),
                examples);
    }
}
