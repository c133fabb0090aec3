package dev.hone.cli.session;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;
import dev.hone.testkit.synthetic.ResponseSurface;
import dev.hone.testkit.synthetic.SyntheticModel;

/// `synthetic:FILE.json`: the model with a known response surface, which shows Hone at work without
/// a key. It knows the answers of the task it is asked about.
final class SyntheticProvider implements ModelProvider {

    static final String SCHEME = "synthetic";

    private final Task task;

    SyntheticProvider(Splits splits, Template template) {
        this.task = Task.of(SCHEME, splits, template, (text, e) -> text, (prediction, e) -> 0);
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public String usage() {
        return SCHEME + ":FILE.json";
    }

    @Override
    public ConnectedModel create(ModelSpec spec, ModelContext context) {
        if (spec.name().isEmpty()) {
            throw new InputException(
                    "The model \""
                            + spec
                            + "\" names no file. Right would be synthetic:skills.json;"
                            + " examples/synthetic/skills.json shows one.");
        }
        ResponseSurface surface =
                ResponseSurface.read(context.workingDirectory().resolve(spec.name()));
        String identity = spec + "@" + Digest.of(surface.toString()).abbreviated();
        return new ConnectedModel(new SyntheticModel(surface, task), identity, () -> true);
    }
}
