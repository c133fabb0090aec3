package dev.hone.recipe.training;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import dev.hone.recipe.network.LlamaConfig;
import dev.hone.recipe.network.LlamaNetwork;
import dev.hone.recipe.network.LlamaParameters;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads the batches of a step at once, a thread each, and adds up their gradients. Networks as
/// small as this one gain nothing from several threads within a product of matrices.
final class Workers implements AutoCloseable {

    private final LlamaConfig config;
    private final List<LlamaParameters> parameters = new ArrayList<>();
    private final List<LlamaNetwork> networks = new ArrayList<>();
    private final ExecutorService threads;

    /// @param parameters that collect all gradients
    /// @param network of these parameters
    Workers(LlamaConfig config, LlamaParameters parameters, LlamaNetwork network, int count) {
        this.config = config;
        this.parameters.add(parameters);
        this.networks.add(network);
        while (networks.size() < count) {
            LlamaParameters twin = parameters.twin();
            this.parameters.add(twin);
            networks.add(new LlamaNetwork(config, twin));
        }
        threads = Executors.newFixedThreadPool(count, Thread.ofPlatform().daemon().factory());
    }

    int count() {
        return networks.size();
    }

    /// Leaves the gradient of the mean loss in the first parameters, which had none.
    ///
    /// @param batches as many as there are workers
    /// @param places of all batches together
    /// @return what each batch adds to the mean loss
    List<Double> read(List<LessonBatch> batches, int places) {
        List<Future<Double>> readings = new ArrayList<>();
        for (int worker = 0; worker < batches.size(); worker++) {
            readings.add(threads.submit(reading(worker, batches.get(worker), places)));
        }
        List<Double> losses = readings.stream().map(Workers::result).toList();
        for (LlamaParameters others : parameters.subList(1, parameters.size())) {
            parameters.getFirst().takeGradients(others);
        }
        return losses;
    }

    private Callable<Double> reading(int worker, LessonBatch batch, int places) {
        LlamaNetwork network = networks.get(worker);
        return () -> {
            torch.set_num_threads(1);
            try (PointerScope scope = new PointerScope()) {
                double share = (double) batch.places().length / places;
                Tensor loss = loss(network, batch).mul(new Scalar(share));
                loss.backward();
                return loss.item_double();
            }
        };
    }

    private Tensor loss(LlamaNetwork network, LessonBatch batch) {
        Tensor hidden = network.hidden(batch.input()).reshape(-1, config.width()); // [B T, d]
        Tensor answers = hidden.index_select(0, batch.answerPlaces()); // [N, d]
        return cross_entropy_loss(network.logits(answers), batch.answerTokens());
    }

    private static double result(Future<Double> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Teaching was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A batch could not be read.", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
