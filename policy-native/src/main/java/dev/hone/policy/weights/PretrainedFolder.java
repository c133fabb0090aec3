package dev.hone.policy.weights;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.Checksums;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// A pretrained GPT-2 as Hugging Face keeps it: `config.json` and `model.safetensors` in one
/// folder.
///
/// The names are Hugging Face's without the prefix `transformer.`, which files may have or not:
/// `wte.weight` [vocabulary, width], `wpe.weight` [positions, width], `ln_f.weight`, and for each
/// layer from 0 `h.0.ln_1.weight`, `h.0.attn.c_attn.weight` [width, 3 width],
/// `h.0.attn.c_proj.weight` [width, width], `h.0.ln_2.weight`, `h.0.mlp.c_fc.weight` [width, 4
/// width], `h.0.mlp.c_proj.weight` [4 width, width], each with its `bias`. Matrices of a layer are
/// [in, out], the transpose of what a linear layer of PyTorch keeps.
///
/// The output layer is the token embedding, so `lm_head.weight` is not among them; neither are the
/// causal masks `attn.bias` and `attn.masked_bias`, which files of the past hold.
///
/// @param tensors all of them, F32, F16 or BF16, in the order of the network
public record PretrainedFolder(Path folder, Gpt2Config config, Map<String, Tensor> tensors) {

    static final String WEIGHTS = "model.safetensors";
    static final String CONFIG = "config.json";
    private static final String PREFIX = "transformer.";
    private static final String HEAD = "lm_head.weight";
    private static final Pattern MASK = Pattern.compile("h\\.\\d{1,9}\\.attn\\.(masked_)?bias");

    public PretrainedFolder {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /// Reads and checks both files; the weights stay on the disk until they are used. A file that
    /// was downloaded without a known checksum is compared with its first download, by [Checksums].
    ///
    /// @throws InputException when a file is missing or broken, or the tensors are not those that
    ///   the configuration says: the first wrong shape is named, or all missing and unexpected
    ///   names
    public static PretrainedFolder read(Path folder) {
        Checksums.check(folder.resolve(CONFIG));
        Checksums.check(folder.resolve(WEIGHTS));
        Gpt2Config config = Gpt2Config.read(folder.resolve(CONFIG));
        Safetensors file = Safetensors.read(folder.resolve(WEIGHTS));
        Map<String, Tensor> found = canonical(file);
        Map<String, List<Long>> shapes = Gpt2Shapes.of(config);
        checkNames(file, found, shapes);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, List<Long>> entry : shapes.entrySet()) {
            Tensor tensor = Objects.requireNonNull(found.get(entry.getKey()));
            checkShape(file, tensor, entry.getValue());
            tensors.put(entry.getKey(), tensor);
        }
        PretrainedFolder read = new PretrainedFolder(folder, config, tensors);
        Tensor head = found.get(HEAD);
        if (head != null) {
            checkTied(file, head, read.tensor("wte.weight"));
        }
        return read;
    }

    /// @param name as in the description of this record
    /// @throws IllegalArgumentException when there is none of that name
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("GPT-2 has no tensor " + Excerpt.of(name) + ".");
        }
        return tensor;
    }

    private static Map<String, Tensor> canonical(Safetensors file) {
        Map<String, Tensor> found = new HashMap<>();
        file.tensors()
                .forEach(
                        (name, tensor) -> {
                            String canonical =
                                    name.startsWith(PREFIX)
                                            ? name.substring(PREFIX.length())
                                            : name;
                            if (found.put(canonical, tensor) != null) {
                                throw new InputException(
                                        file.file()
                                                + " holds "
                                                + Excerpt.of(canonical)
                                                + " twice, with the prefix transformer. and"
                                                + " without. It must hold it once.");
                            }
                        });
        return found;
    }

    private static void checkNames(
            Safetensors file, Map<String, Tensor> found, Map<String, List<Long>> shapes) {
        List<String> missing =
                shapes.keySet().stream().filter(name -> !found.containsKey(name)).toList();
        List<String> unexpected =
                found.keySet().stream()
                        .filter(name -> !shapes.containsKey(name))
                        .filter(name -> !name.equals(HEAD) && !MASK.matcher(name).matches())
                        .sorted()
                        .toList();
        List<String> complaints = new ArrayList<>();
        if (!missing.isEmpty()) {
            complaints.add("missing: " + Names.listed(missing));
        }
        if (!unexpected.isEmpty()) {
            complaints.add("unexpected: " + Names.listed(unexpected));
        }
        if (!complaints.isEmpty()) {
            throw new InputException(
                    file.file()
                            + " does not hold the tensors of the GPT-2 that its config.json says: "
                            + String.join("; ", complaints)
                            + ".");
        }
    }

    private static void checkShape(Safetensors file, Tensor tensor, List<Long> shape) {
        if (!tensor.shape().equals(shape)) {
            throw new InputException(
                    file.file()
                            + ": the tensor "
                            + Excerpt.of(tensor.name())
                            + " has the shape "
                            + tensor.shape()
                            + ". By config.json it must be "
                            + shape
                            + ".");
        }
        if (!tensor.dtype().readsAsFloat()) {
            throw new InputException(
                    file.file()
                            + ": the tensor "
                            + Excerpt.of(tensor.name())
                            + " holds "
                            + tensor.dtype()
                            + ". It must hold F32, F16 or BF16.");
        }
    }

    private static void checkTied(Safetensors file, Tensor head, Tensor embedding) {
        checkShape(file, head, embedding.shape());
        if (head.dtype() != embedding.dtype() || !head.data().equals(embedding.data())) {
            throw new InputException(
                    file.file()
                            + ": lm_head.weight is not wte.weight. In a GPT-2 they are one; weights"
                            + " of a network where they are two cannot be used.");
        }
    }
}
