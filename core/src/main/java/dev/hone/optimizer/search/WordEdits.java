package dev.hone.optimizer.search;

import dev.hone.Prompt;

/// The word-level edit distance between two prompts: the fewest words to insert, delete or replace.
/// Words are what stands between white space, compared to the character.
///
/// The paper's edit budget is a request in the meta-prompt; this measures what became of it.
public final class WordEdits {

    private WordEdits() {}

    /// 0 or more; 0 when the prompts differ in white space at most. Time grows with the product of
    /// the lengths, memory with the second's length.
    public static int between(Prompt from, Prompt to) {
        String[] a = words(from);
        String[] b = words(to);
        int[] previous = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int[] current = new int[b.length + 1];
            current[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int replaced = previous[j - 1] + (a[i - 1].equals(b[j - 1]) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length];
    }

    /// How many words a prompt has.
    public static int count(Prompt prompt) {
        return prompt.wordCount();
    }

    private static String[] words(Prompt prompt) {
        String text = prompt.text().strip();
        return text.isEmpty() ? new String[0] : text.split("\\s+");
    }
}
