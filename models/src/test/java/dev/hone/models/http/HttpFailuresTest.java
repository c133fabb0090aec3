package dev.hone.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.model.ModelException;

import org.junit.jupiter.api.Test;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;

class HttpFailuresTest {

    @Test
    void anUnknownHostIsRefusedAndNamed() {
        Endpoint endpoint =
                Endpoint.of("openai", "", "http://nowhere.invalid/v1", "OPENAI_BASE_URL", null, "");
        Throwable thrown =
                new ConnectException()
                        .initCause(
                                new ConnectException().initCause(new UnresolvedAddressException()));

        assertThat(HttpFailures.ofBrokenCall(endpoint, thrown))
                .isInstanceOf(ModelException.Refused.class)
                .hasMessageContainingAll("nowhere.invalid", "OPENAI_BASE_URL");
    }
}
