package dev.hone.checks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// What compiled code may not do: print, roll its own dice, read the clock, hide behind an empty
/// name.
class ForbiddenCodeTest {

    private static final Pattern EMPTY_NAME =
            Pattern.compile(".*(Impl|Util|Utils|Helper|Helpers|Manager)|(Base|Abstract)[A-Z].*");
    private static final Pattern EMPTY_PACKAGE =
            Pattern.compile(".*\\.(util|utils|common|helper|helpers|base|misc)(\\..*)?");

    private final JavaClasses classes = Project.classes();

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that(arePrintingNothing())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(describe("prints a stack trace", this::printsStackTrace))
                .because("results go to stdout and progress to stderr, by the command line alone")
                .check(classes);
    }

    @Test
    void randomNumbersComeFromSeededStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hone.bench..")
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SplittableRandom.class)
                .orShould()
                .callMethod(Collections.class, "shuffle", List.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .because("a run replays from its seed: take a RandomGenerator as an argument")
                .check(classes);
    }

    @Test
    void onlyTheCommandLineReadsTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hone.cli..", "dev.hone.bench..")
                .should()
                .callMethodWhere(describe("reads the clock", this::readsClock))
                .orShould()
                .callConstructorWhere(describe("reads the clock", this::readsClock))
                .because("a run replays: take an InstantSource as an argument")
                .check(classes);
    }

    @Test
    void nothingLogsToJavaUtilLogging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(classes);
    }

    @Test
    void namesSayWhatAClassDoes() {
        List<String> empty =
                Project.mainSources().stream()
                        .map(SourceFile::className)
                        .filter(name -> isEmptyName(name) || EMPTY_PACKAGE.matcher(name).matches())
                        .toList();

        assertThat(empty).as("names that say nothing").isEmpty();
    }

    private static boolean isEmptyName(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return EMPTY_NAME.matcher(simple).matches();
    }

    private static DescribedPredicate<JavaClass> arePrintingNothing() {
        return describe(
                "are neither the command line nor a program of testkit, recipe or bench",
                type ->
                        !isIn(type, "dev.hone.cli")
                                && !isIn(type, "dev.hone.bench")
                                && !(isIn(type, "dev.hone.testkit") && isProgram(type))
                                && !(isIn(type, "dev.hone.recipe") && isProgram(type)));
    }

    private static boolean isIn(JavaClass type, String room) {
        return type.getPackageName().equals(room) || type.getPackageName().startsWith(room + ".");
    }

    private static boolean isProgram(JavaClass type) {
        return type.tryGetMethod("main", String[].class).isPresent();
    }

    private boolean printsStackTrace(JavaMethodCall call) {
        return call.getTarget().getName().equals("printStackTrace")
                && call.getTarget().getRawParameterTypes().isEmpty();
    }

    private boolean readsClock(JavaMethodCall call) {
        String owner = ownerOf(call);
        String method = call.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" -> method.equals("currentTimeMillis");
            case "java.time.Clock" -> method.startsWith("system") || method.startsWith("tick");
            case "java.time.InstantSource" -> method.equals("system");
            default -> owner.startsWith("java.time.") && method.equals("now");
        };
    }

    private boolean readsClock(JavaConstructorCall call) {
        return ownerOf(call).equals(Date.class.getName())
                && call.getTarget().getRawParameterTypes().isEmpty();
    }

    private static String ownerOf(JavaAccess<?> access) {
        return access.getTargetOwner().getName();
    }
}
