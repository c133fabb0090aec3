package dev.hone.checks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What may import what. The picture is in `ARCHITECTURE.md`.
class ArchitectureTest {

    private static final String ROOT_PACKAGE = "dev.hone";

    /// A class of an earlier package imports none of a later one.
    private static final List<String> ARROWS =
            List.of(
                    "dev.hone",
                    "dev.hone.model",
                    "dev.hone.evaluation",
                    "dev.hone.run",
                    "dev.hone.optimizer.trajectory",
                    "dev.hone.optimizer",
                    "dev.hone.optimizer.gpo");

    private static final int FEWEST_CLASSES = 60;

    private final JavaClasses classes = Project.classes();

    @Test
    void theScanSeesEverySourceFileOfEveryModule() {
        List<String> compiled = classes.stream().map(JavaClass::getName).toList();
        List<String> written =
                Project.mainSources().stream()
                        .filter(file -> !file.isPackageInfo())
                        .map(SourceFile::className)
                        .toList();

        assertThat(compiled).containsAll(written);
        assertThat(compiled).hasSizeGreaterThan(FEWEST_CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(classes);
    }

    @Test
    void theRootPackageImportsNoSubpackage() {
        noClasses()
                .that()
                .resideInAPackage(ROOT_PACKAGE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hone.*..")
                .check(classes);
    }

    @Test
    void arrowsOfTheSearchPointOneWay() {
        for (int index = 0; index < ARROWS.size() - 1; index++) {
            noClasses()
                    .that()
                    .resideInAPackage(ARROWS.get(index))
                    .should()
                    .dependOnClassesThat(
                            isInOneOf(Set.copyOf(ARROWS.subList(index + 1, ARROWS.size()))))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void searchAndLedgerKnowNothingOfEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.hone.ledger..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hone.optimizer..")
                .check(classes);
        noClasses()
                .that(isInOneOf(Set.copyOf(ARROWS)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hone.ledger..")
                .check(classes);
    }

    @Test
    void everyPackageLivesInOneModule() {
        Map<String, String> moduleOf = new HashMap<>();
        for (String module : Project.modules()) {
            for (String name : packagesOf(module)) {
                String other = moduleOf.putIfAbsent(name, module);
                assertThat(other).as("module of %s besides %s", name, module).isNull();
            }
        }
    }

    @Test
    void coreDependsOnNoOtherModule() {
        Set<String> core = packagesOf("core");

        noClasses()
                .should()
                .dependOnClassesThat(
                        describe(
                                "live in another module",
                                type -> isOurs(type) && !core.contains(type.getPackageName())))
                .check(Project.classes("core"));
    }

    @Test
    void nothingDependsOnTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hone.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hone.cli..")
                .check(classes);
    }

    private static Set<String> packagesOf(String module) {
        return Project.sources(module, "main").stream()
                .map(SourceFile::className)
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toSet());
    }

    private static DescribedPredicate<JavaClass> isInOneOf(Collection<String> packages) {
        return describe(
                "live in one of " + packages, type -> packages.contains(type.getPackageName()));
    }

    private static boolean isOurs(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT_PACKAGE) || name.startsWith(ROOT_PACKAGE + ".");
    }

    /// Every package is a slice of its own; a package and its subpackage are two.
    private static final class ByPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isOurs(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of Hone";
        }
    }
}
