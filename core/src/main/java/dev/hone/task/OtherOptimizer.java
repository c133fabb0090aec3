package dev.hone.task;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Another optimizer named on the command line starts from its own defaults: the options in the
/// file were written for the one that is named there.
final class OtherOptimizer {

    private static final String SECTION = TaskKeys.FREE + ".";
    private static final String NAME = SECTION + "name";

    /// Who searches where nobody is named.
    static final String USUAL = "gpo";

    private OtherOptimizer() {}

    /// Takes the options of the file's optimizer, its preset among them, out of what is given where
    /// the overrides name another one.
    ///
    /// @param given as the file has it
    /// @return what was taken out, without the section's name, sorted
    static List<String> leaveOut(Map<String, Setting> given, Map<String, String> overrides) {
        String typed = overrides.get(NAME);
        Setting own = given.get(NAME);
        String named = own == null ? USUAL : own.text().strip();
        if (typed == null || Settings.meaning(typed).strip().equals(named)) {
            return List.of();
        }
        List<String> options =
                given.keySet().stream()
                        .filter(key -> key.startsWith(SECTION) && !key.equals(NAME))
                        .sorted()
                        .toList();
        given.keySet().removeAll(Set.copyOf(options));
        return options.stream().map(key -> key.substring(SECTION.length())).toList();
    }
}
