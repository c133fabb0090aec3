package dev.hone.ledger;

import dev.hone.Digest;
import dev.hone.limit.Amount;
import dev.hone.limit.AttemptLog;
import dev.hone.model.ModelRequest;
import dev.hone.run.RunId;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The requests of one model that are on their way: brings together the [LedgeredModel], which
/// writes answers, and the budgets, which know of every attempt. Equal requests are never on their
/// way at the same time. Thread-safe.
final class Flights implements AttemptLog {

    private final Ledger ledger;
    private final RunId run;
    private final ConcurrentMap<ModelRequest, Flight> underWay = new ConcurrentHashMap<>();

    Flights(Ledger ledger, RunId run) {
        this.ledger = ledger;
        this.run = run;
    }

    Flight open(ModelRequest request, Digest key) {
        Flight flight = new Flight(ledger, run, key);
        underWay.put(request, flight);
        return flight;
    }

    void close(ModelRequest request) {
        Flight flight = underWay.remove(request);
        if (flight != null) {
            flight.close();
        }
    }

    @Override
    public Entry begin(ModelRequest request, Amount most, Duration time) {
        Flight flight = underWay.get(request);
        if (flight == null) {
            throw new IllegalStateException("A request was sent that passed no ledger.");
        }
        return flight.begin(request.settings().model(), most, time);
    }
}
