package dev.hone.models.langchain4j;

import dev.hone.model.ModelException;
import dev.hone.models.http.Secrets;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;

import org.jspecify.annotations.Nullable;

/// Says what LangChain4j's exceptions mean for asking again.
final class ChatFailures {

    private ChatFailures() {}

    /// Exceptions of our own [Transport][dev.hone.models.http.Transport] come back as they were
    /// thrown.
    static ModelException translated(RuntimeException thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof ModelException ours) {
                return ours;
            }
        }
        String said = Secrets.hiddenIn(String.valueOf(thrown.getMessage()), null);
        Throwable cause = Secrets.ifClean(thrown);
        return switch (thrown) {
            case AuthenticationException e ->
                    new ModelException.Refused("The key was refused: " + said, cause);
            case ModelNotFoundException e ->
                    new ModelException.Refused("The model is unknown: " + said, cause);
            case UnresolvedModelServerException e ->
                    new ModelException.Refused("The host is unknown: " + said, cause);
            case ContentFilteredException e ->
                    new ModelException.Rejected("The answer was withheld: " + said, cause);
            case InvalidRequestException e ->
                    new ModelException.Rejected("The request was rejected: " + said, cause);
            case UnsupportedFeatureException e ->
                    new ModelException.Rejected("The model cannot do that: " + said, cause);
            case IllegalArgumentException e ->
                    new ModelException.Rejected("The request was rejected: " + said, cause);
            case RateLimitException e -> busy(said, cause);
            default -> new ModelException.Transient("The call failed: " + said, cause);
        };
    }

    private static ModelException busy(String said, @Nullable Throwable cause) {
        return new ModelException.Transient("Too many requests: " + said, null, true, cause);
    }
}
