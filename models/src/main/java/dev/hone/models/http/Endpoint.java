package dev.hone.models.http;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.model.ModelException;
import dev.hone.models.provider.ModelSpec;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a provider is called, and the variables of the environment that say so.
///
/// @param provider the scheme, for messages
/// @param baseUrl without a slash at its end, without user, query and fragment
/// @param own whether this is the provider's own, usual address
/// @param urlVariable the environment variable that sets the base URL
/// @param keyVariable the environment variable that holds the key; null for providers without keys
/// @param key the secret itself; null when none is set. Never printed.
public record Endpoint(
        String provider,
        String baseUrl,
        boolean own,
        String urlVariable,
        @Nullable String keyVariable,
        @Nullable String key) {

    /// The server a variable of the environment names.
    ///
    /// @param set what the variable holds; null for the usual address
    /// @throws InputException when it holds no usable URL
    public static Endpoint of(
            String provider,
            String usualUrl,
            @Nullable String set,
            String urlVariable,
            @Nullable String keyVariable,
            @Nullable String key) {
        String baseUrl = set == null ? usualUrl : cleaned(set, urlVariable);
        return new Endpoint(
                provider, baseUrl, baseUrl.equals(usualUrl), urlVariable, keyVariable, key);
    }

    URI resolve(String path) {
        return URI.create(baseUrl + path);
    }

    /// The spec, and `@` with the base URL when this is not the provider's own address.
    public String identity(ModelSpec spec) {
        return own ? spec.toString() : spec + "@" + baseUrl;
    }

    /// Names server and key together, without telling the key: what a provider counts requests by.
    public String account() {
        return Digest.of("account", baseUrl, key == null ? "" : key).hex();
    }

    /// The key, or an error that says which variable to set.
    ///
    /// @param instead what else helps; starts with a space, or is empty
    /// @throws ModelException.Refused when there is no key
    public String requireKey(String instead) {
        if (key == null) {
            throw new ModelException.Refused(
                    this
                            + " needs a key. Set the environment variable "
                            + keyVariable
                            + ", or "
                            + keyVariable
                            + "_FILE to a file that only you can read."
                            + instead,
                    null);
        }
        return key;
    }

    /// Leaves the key out.
    @Override
    public String toString() {
        return provider + " at " + baseUrl;
    }

    private static String cleaned(String url, String variable) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The exception quotes the URL, which may hold a password.
            throw new InputException(
                    variable + " is not a URL. Write for example http://127.0.0.1:8000/v1.");
        }
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new InputException(
                    variable
                            + " must be a URL that starts with http:// or https:// and names a"
                            + " host, for example http://127.0.0.1:8000/v1.");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new InputException(
                    variable
                            + " must not contain a user, a password, ? or #: it is written into"
                            + " results. Keys belong into a variable of their own.");
        }
        return url.replaceAll("/+$", "");
    }
}
