package dev.hone.optimizer.gpo;

/// How the edit budget changes over the steps (paper, "Update Method": fixed, or decay by a line or
/// a cosine, each with or without warm-up).
///
/// Steps count from 1 to `total`. Budgets are cut to whole words, as in the official code: the
/// cosine from 50 to 10 over 18 steps is 49 48 47 45 42 40 36 33 30 26 23 20 17 14 12 11 10 10.
public sealed interface Schedule {

    /// @param step from 1
    /// @param total the planned number of steps, at least `step`
    EditBudget at(int step, int total);

    /// No budget at all.
    record Unlimited() implements Schedule {

        @Override
        public EditBudget at(int step, int total) {
            return EditBudget.UNLIMITED;
        }
    }

    /// The same budget at every step.
    record Fixed(int words) implements Schedule {

        @Override
        public EditBudget at(int step, int total) {
            return new EditBudget(words);
        }
    }

    /// `start - (start - end) · step / total`
    record Linear(int start, int end) implements Schedule {

        @Override
        public EditBudget at(int step, int total) {
            return new EditBudget((int) (start - (double) (start - end) / total * step));
        }
    }

    /// `end + (start - end) · ½ (1 + cos(π · step / total))`
    record Cosine(int start, int end) implements Schedule {

        @Override
        public EditBudget at(int step, int total) {
            double progress = (double) step / total;
            return new EditBudget(
                    (int) (end + (start - end) * 0.5 * (1 + Math.cos(Math.PI * progress))));
        }
    }

    /// A line from 0 up to the inner schedule's start over the first `steps` steps (exclusive),
    /// then the inner schedule over the steps that are left. Where none are left, the line's end.
    ///
    /// @param start the budget the line leads to
    record WarmUp(Schedule after, int start, int steps) implements Schedule {

        @Override
        public EditBudget at(int step, int total) {
            if (step < steps) {
                return new EditBudget((int) ((double) start * step / steps));
            }
            return total == steps ? new EditBudget(start) : after.at(step - steps, total - steps);
        }
    }
}
