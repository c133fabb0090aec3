package dev.hone.ledger;

import dev.hone.Digest;
import dev.hone.limit.Cancellation;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.run.RunId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/// Answers from the ledger, and asks the model only for what the ledger lacks; the answer is
/// durable before anyone sees it.
///
/// Of any number of equal requests at the same time one goes to the model, and all get its answer
/// or its exception. A failure is not remembered: the next equal request asks again. While another
/// process asks for the same, its answer is waited for, at most 10 minutes.
public final class LedgeredModel implements LanguageModel {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final LanguageModel model;
    private final Ledger ledger;
    private final Flights flights;
    private final UsageMeter meter;
    private final Cancellation cancellation;
    private final ConcurrentMap<Digest, CompletableFuture<RecordedAnswer>> inFlight =
            new ConcurrentHashMap<>();

    /// For a model without budgets: its attempts are not written down.
    ///
    /// @param run pays for what is asked
    public LedgeredModel(
            LanguageModel model,
            Ledger ledger,
            RunId run,
            UsageMeter meter,
            Cancellation cancellation) {
        this(model, ledger, new Flights(ledger, run), meter, cancellation);
    }

    /// @param flights which the budgets of this model know as well
    LedgeredModel(
            LanguageModel model,
            Ledger ledger,
            Flights flights,
            UsageMeter meter,
            Cancellation cancellation) {
        this.model = model;
        this.ledger = ledger;
        this.flights = flights;
        this.meter = meter;
        this.cancellation = cancellation;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        cancellation.check();
        Digest key = request.digest();
        try {
            RecordedAnswer answer = answer(key, request);
            meter.used(key, answer);
            return answer.response();
        } catch (ModelException e) {
            if (wasAsked(e)) {
                meter.failed(key);
            }
            throw e;
        }
    }

    private static boolean wasAsked(ModelException failure) {
        return switch (failure) {
            case ModelException.Transient e -> true;
            case ModelException.Rejected e -> true;
            case ModelException.Refused e -> true;
            case ModelException.BudgetExhausted e -> false;
            case ModelException.Interrupted e -> false;
        };
    }

    // The ledger is asked inside the flight: asked before it, an answer that lands between the look
    // and the take-off would be paid for again.
    private RecordedAnswer answer(Digest key, ModelRequest request) {
        CompletableFuture<RecordedAnswer> flight = new CompletableFuture<>();
        CompletableFuture<RecordedAnswer> ahead = inFlight.putIfAbsent(key, flight);
        if (ahead != null) {
            return follow(ahead);
        }
        try {
            RecordedAnswer answer = known(key).orElse(null);
            if (answer == null) {
                answer = askUnlessAnother(key, request);
            }
            flight.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            flight.completeExceptionally(e);
            throw e;
        } finally {
            inFlight.remove(key);
        }
    }

    /// Looks before claiming where claiming is dear: one look under the claim is the one that
    /// counts.
    private Optional<RecordedAnswer> known(Digest key) {
        return ledger.claimsCheaply() ? Optional.empty() : ledger.find(key);
    }

    // The ledger is asked under the claim: the answer of another may have come until then.
    private RecordedAnswer askUnlessAnother(Digest key, ModelRequest request) {
        try (Claim claim = claimed(key)) {
            return ledger.find(key).orElseGet(() -> ask(key, request));
        }
    }

    private Claim claimed(Digest key) {
        for (Duration waited = Duration.ZERO;
                waited.compareTo(LONGEST_WAIT) < 0;
                waited = waited.plus(LOOK_AGAIN)) {
            Optional<Claim> claim = ledger.claim(key);
            if (claim.isPresent()) {
                return claim.get();
            }
            try {
                cancellation.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelException.Interrupted("The run was interrupted.", e);
            }
        }
        return () -> {};
    }

    private RecordedAnswer ask(Digest key, ModelRequest request) {
        Flight flight = flights.open(request, key);
        try {
            return flight.record(request, generated(request));
        } finally {
            flights.close(request);
        }
    }

    private ModelResponse generated(ModelRequest request) {
        ModelResponse response = model.generate(request);
        if (response.completions().size() != request.samples()) {
            throw new ModelException.Transient(
                    request.settings().model()
                            + " gave "
                            + response.completions().size()
                            + " completions where "
                            + request.samples()
                            + " were asked for; the answer was not recorded.",
                    null);
        }
        return response;
    }

    private static RecordedAnswer follow(CompletableFuture<RecordedAnswer> ahead) {
        try {
            return ahead.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("The run was interrupted.", e);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static RuntimeException unwrapped(@Nullable Throwable failure) {
        return switch (failure) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(failure);
        };
    }
}
