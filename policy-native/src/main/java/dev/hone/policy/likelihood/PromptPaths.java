package dev.hone.policy.likelihood;

import java.util.Arrays;

/// What a choice in a [PromptTrie] leads to: a prompt, another branching, or both, where one prompt
/// goes on from where another ends.
final class PromptPaths {

    static final int NONE = -1;

    private final int[][] prompts;
    private final int[][] branchings;
    private final int[] firstBelow;
    private final int promptAtRoot;

    /// @param count prompts of the trie
    PromptPaths(PromptTrie trie, int count) {
        int size = trie.branchings().size();
        prompts = new int[size][];
        branchings = new int[size][];
        for (int branching = 0; branching < size; branching++) {
            int width = trie.branchings().get(branching).tokens().length;
            prompts[branching] = filled(width, NONE);
            branchings[branching] = filled(width, NONE);
        }
        firstBelow = filled(size, count);
        int atRoot = NONE;
        for (int prompt = count - 1; prompt >= 0; prompt--) {
            PromptTrie.Choice last = null;
            for (PromptTrie.Choice choice : trie.path(prompt)) {
                if (last != null) {
                    branchings[last.branching()][last.choice()] = choice.branching();
                }
                firstBelow[choice.branching()] = prompt;
                last = choice;
            }
            if (last == null) {
                atRoot = prompt;
            } else {
                prompts[last.branching()][last.choice()] = prompt;
            }
        }
        promptAtRoot = atRoot;
    }

    /// The first of the prompts that no branching is needed for, or [#NONE].
    int promptAtRoot() {
        return promptAtRoot;
    }

    /// The first of the prompts that end with a choice, or [#NONE].
    int prompt(int branching, int choice) {
        return prompts[branching][choice];
    }

    /// The branching that follows a choice, or [#NONE].
    int next(int branching, int choice) {
        return branchings[branching][choice];
    }

    int choices(int branching) {
        return prompts[branching].length;
    }

    /// The first of all prompts that a branching leads to.
    int firstBelow(int branching) {
        return firstBelow[branching];
    }

    private static int[] filled(int length, int value) {
        int[] all = new int[length];
        Arrays.fill(all, value);
        return all;
    }
}
