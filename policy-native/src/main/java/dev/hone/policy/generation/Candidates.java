package dev.hone.policy.generation;

/// The tokens that may come next, for every row: B rows, C candidates each.
///
/// @param tokens [B × C]
/// @param logits [B × C]
record Candidates(int each, int[] tokens, float[] logits) {

    /// The best two of a row; of equal ones, the smaller token comes first.
    Pair best(int row) {
        int first = -1;
        int second = -1;
        for (int i = row * each; i < (row + 1) * each; i++) {
            if (first < 0 || before(i, first)) {
                second = first;
                first = i;
            } else if (second < 0 || before(i, second)) {
                second = i;
            }
        }
        return second < 0
                ? new Pair(tokens[first], logits[first], tokens[first], Float.NEGATIVE_INFINITY)
                : new Pair(tokens[first], logits[first], tokens[second], logits[second]);
    }

    private boolean before(int i, int j) {
        return logits[i] > logits[j] || (logits[i] == logits[j] && tokens[i] < tokens[j]);
    }

    /// @param firstLogit at least `secondLogit`
    record Pair(int first, float firstLogit, int second, float secondLogit) {}
}
