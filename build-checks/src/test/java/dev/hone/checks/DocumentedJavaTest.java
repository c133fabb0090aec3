package dev.hone.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The Java in the documentation compiles. A block is either a whole source file or methods;
/// methods are put into a class behind [#IMPORTS].
class DocumentedJavaTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```");
    private static final Pattern WHOLE_FILE = Pattern.compile("(?m)^(package|import|public) ");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:final )?(?:class|record|interface|enum) (\\w+)");

    private static final String IMPORTS =
            """
            import dev.hone.*;
            import dev.hone.answer.*;
            import dev.hone.evaluation.*;
            import dev.hone.limit.*;
            import dev.hone.metric.*;
            import dev.hone.model.*;
            import dev.hone.models.*;
            import dev.hone.models.langchain4j.*;
            import dev.hone.optimizer.*;
            import dev.hone.optimizer.gpo.*;
            import dev.langchain4j.model.chat.ChatModel;
            """;

    private static final int FEWEST_BLOCKS = 3;

    @TempDir private Path classes;

    @Test
    void everyBlockCompiles() {
        List<Source> sources = new ArrayList<>();
        for (Path page : Project.pages()) {
            String name = Project.ROOT.relativize(page).toString();
            BLOCK.matcher(Project.text(page))
                    .results()
                    .forEach(block -> sources.add(source(name, block.group(1), sources.size())));
        }

        assertThat(sources).hasSizeGreaterThanOrEqualTo(FEWEST_BLOCKS);
        for (Source source : sources) {
            assertThat(errors(source)).as(source.page).isEmpty();
        }
    }

    private static Source source(String page, String code, int number) {
        if (!WHOLE_FILE.matcher(code).find()) {
            String type = "Snippet" + number;
            return new Source(page, type, IMPORTS + "class " + type + " {\n" + code + "}\n");
        }
        var type = PUBLIC_TYPE.matcher(code);
        return new Source(page, type.find() ? type.group(1) : "Snippet" + number, code);
    }

    private String errors(Source source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of(
                        "--release",
                        "21",
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
        boolean compiled =
                compiler.getTask(messages, null, null, options, null, List.of(source)).call();
        return compiled ? "" : messages.toString();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String page;
        private final String code;

        Source(String page, String type, String code) {
            super(URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE);
            this.page = page;
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
