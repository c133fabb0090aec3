package dev.hone.models.recorded;

import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;

import java.nio.file.Path;

/// `recorded:FILE.jsonl`: answers from a [recording][RecordedModel]. Its identity names the file
/// and the digest of its content, so that a changed recording is another model.
public final class RecordedProvider implements ModelProvider {

    @Override
    public String scheme() {
        return "recorded";
    }

    @Override
    public String usage() {
        return "recorded:FILE.jsonl";
    }

    @Override
    public ConnectedModel create(ModelSpec spec, ModelContext context) {
        spec.requireName(usage());
        Path file = context.workingDirectory().resolve(spec.name());
        RecordedModel model = RecordedModel.read(file);
        String identity =
                "recorded:" + file.getFileName() + "@sha256:" + model.digest().abbreviated();
        return new ConnectedModel(model, identity, () -> true);
    }
}
