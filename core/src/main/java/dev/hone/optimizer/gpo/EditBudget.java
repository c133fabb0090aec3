package dev.hone.optimizer.gpo;

import java.util.OptionalInt;

/// How many words of the current prompt the optimizer model may change: GPO's counterpart of the
/// learning rate.
///
/// @param words 0 or more; [#UNLIMITED] has no limit
public record EditBudget(int words) {

    /// No limit: the meta-prompt says nothing of a budget.
    public static final EditBudget UNLIMITED = new EditBudget(Integer.MAX_VALUE);

    public EditBudget {
        if (words < 0) {
            throw new IllegalArgumentException("words (" + words + ") must be 0 or more.");
        }
    }

    public boolean isLimited() {
        return words != UNLIMITED.words;
    }

    public boolean allows(int editDistance) {
        return editDistance <= words;
    }

    OptionalInt asOptional() {
        return isLimited() ? OptionalInt.of(words) : OptionalInt.empty();
    }
}
