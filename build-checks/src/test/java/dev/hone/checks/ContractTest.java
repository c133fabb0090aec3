package dev.hone.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Whoever implements a published interface runs that interface's contract tests: for every class
/// that implements, say, `LanguageModel` some test extends `LanguageModelContract` and names the
/// class.
class ContractTest {

    private static final List<String> INTERFACES =
            List.of(
                    "dev.hone.model.LanguageModel",
                    "dev.hone.ledger.Ledger",
                    "dev.hone.evaluation.Evaluator",
                    "dev.hone.optimizer.Optimizer");

    /// Classes (by simple name) that run no contract, each with its reason.
    private static final Map<String, String> WITHOUT_CONTRACT =
            Map.of("ReplayedModel", "answers only what a ledger holds; ReplayCommandTest runs it");

    @Test
    void everyImplementationRunsTheContract() {
        List<String> missing = new ArrayList<>();
        for (String type : INTERFACES) {
            String contract = type.substring(type.lastIndexOf('.') + 1) + "Contract";
            for (JavaClass implementation : Project.classes()) {
                if (isShipped(implementation)
                        && implementation.isAssignableTo(type)
                        && !WITHOUT_CONTRACT.containsKey(implementation.getSimpleName())
                        && !isTested(contract, implementation.getSimpleName())) {
                    missing.add(implementation.getName() + " has no test that extends " + contract);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void exceptionsStillExist() {
        List<String> names = Project.classes().stream().map(JavaClass::getSimpleName).toList();

        assertThat(names).containsAll(WITHOUT_CONTRACT.keySet());
    }

    private static boolean isShipped(JavaClass type) {
        String room = type.getPackageName();
        return !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && !type.isAnonymousClass()
                && !room.startsWith("dev.hone.testkit")
                && !room.startsWith("dev.hone.bench");
    }

    private static boolean isTested(String contract, String implementation) {
        Pattern extending = Pattern.compile("\\bextends\\s+" + contract + "\\b");
        Pattern naming = Pattern.compile("\\b" + implementation + "\\b");
        return Project.testSources().stream()
                .map(SourceFile::text)
                .anyMatch(text -> extending.matcher(text).find() && naming.matcher(text).find());
    }
}
