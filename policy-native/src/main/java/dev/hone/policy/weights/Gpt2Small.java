package dev.hone.policy.weights;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.Download;
import dev.hone.file.DownloadProgress;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the pretrained GPT-2 small comes from: 124 million parameters, 548 MB.
public final class Gpt2Small {

    /// The environment variable that names another address.
    public static final String VARIABLE = "HONE_GPT2_URL";

    /// The address the files lie under unless one is given.
    public static final URI DEFAULT =
            URI.create("https://huggingface.co/openai-community/gpt2/resolve/main/");

    /// The small one first: a wrong address shows at once.
    private static final List<String> FILES =
            List.of(PretrainedFolder.CONFIG, PretrainedFolder.WEIGHTS);

    private Gpt2Small() {}

    /// The address that the environment says, else [#DEFAULT].
    ///
    /// @throws InputException when it says something that is no address
    public static URI base(Map<String, String> environment) {
        String address = environment.getOrDefault(VARIABLE, "").strip();
        if (address.isEmpty()) {
            return DEFAULT;
        }
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new InputException(
                    VARIABLE
                            + " is "
                            + Excerpt.of(address)
                            + ". It must be the address of the folder that holds config.json and"
                            + " model.safetensors.",
                    e);
        }
    }

    /// Downloads `config.json` and `model.safetensors` into a folder, unless they are there, and
    /// reads it. Nobody's checksum is built in: the first download is trusted and its checksum
    /// kept, see [dev.hone.file.Checksums].
    ///
    /// @param base the address of the folder, with or without a slash at its end; what follows a
    ///   question mark is dropped
    /// @throws InputException when a file is not there, too large or wrong
    /// @throws dev.hone.HoneException when the connection fails: the same call again goes on
    public static PretrainedFolder get(
            URI base, Path folder, Download download, DownloadProgress progress) {
        for (String name : FILES) {
            download.fetch(under(base, name), folder.resolve(name), Optional.empty(), progress);
        }
        return PretrainedFolder.read(folder);
    }

    private static URI under(URI base, String name) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return base.resolve(path.endsWith("/") ? path + name : path + "/" + name);
    }
}
