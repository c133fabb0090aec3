package dev.hone.task;

import java.util.List;

/// A value as the user wrote it.
///
/// @param texts one, or the entries of a list
/// @param place where it stands: `task.yaml, line 7` or `--set limits.retries=3`
record Setting(List<String> texts, String place) {

    Setting {
        texts = List.copyOf(texts);
    }

    String text() {
        return String.join(", ", texts);
    }
}
