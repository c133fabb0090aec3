package dev.hone.ledger.postgres;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a ledger is in PostgreSQL: `jdbc:postgresql://HOST[:PORT]/DATABASE[?NAME=VALUE&…]`.
///
/// Secrets are kept apart from the rest: [#toString()] has none and may be shown and written down.
/// Only the driver's parameters that say where and how to connect are taken; others could load
/// classes and write files.
public final class PostgresUrl {

    public static final String PREFIX = "jdbc:postgresql:";

    private static final String RIGHT = " Right would be jdbc:postgresql://db.example.com/hone.";
    private static final Pattern ADDRESS =
            Pattern.compile("//([A-Za-z0-9._:,\\[\\]%-]+)/([^/?#;=&]+)");
    private static final String PASSWORD = "password";
    private static final String USER = "user";
    private static final List<String> SECRETS = List.of(PASSWORD, "sslpassword");
    private static final List<String> PARAMETERS =
            List.of(
                    USER,
                    PASSWORD,
                    "currentSchema",
                    "ApplicationName",
                    "sslmode",
                    "sslrootcert",
                    "sslcert",
                    "sslkey",
                    "sslpassword",
                    "channelBinding",
                    "gssEncMode",
                    "connectTimeout",
                    "socketTimeout",
                    "loginTimeout",
                    "tcpKeepAlive",
                    "targetServerType",
                    "hostRecheckSeconds",
                    "loadBalanceHosts");

    /// A lost network must not keep a run waiting for ever; the driver's own socket has no
    /// time-out.
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "ApplicationName", "hone",
                    "connectTimeout", "10",
                    "socketTimeout", "150",
                    "tcpKeepAlive", "true");

    private final String text;
    private final String address;
    private final Map<String, String> parameters;

    private PostgresUrl(String text, String address, Map<String, String> parameters) {
        this.text = text;
        this.address = address;
        this.parameters = parameters;
    }

    /// @param environment whose `PGUSER` and `PGPASSWORD` count where the URL names none; without a
    ///   password the driver looks into `~/.pgpass`
    /// @throws InputException when the URL is wrong; the message holds no secret
    public static PostgresUrl of(String url, Map<String, String> environment) {
        int question = url.indexOf('?');
        String address = question < 0 ? url : url.substring(0, question);
        if (address.contains("@")) {
            throw new InputException(
                    "The ledger's URL has an @ before its parameters. The user is a parameter, and"
                            + " the password is best left to PGPASSWORD or ~/.pgpass. Right would"
                            + " be jdbc:postgresql://db.example.com/hone?user=NAME.");
        }
        Matcher parts =
                ADDRESS.matcher(
                        address.startsWith(PREFIX) ? address.substring(PREFIX.length()) : "");
        if (!parts.matches()) {
            throw new InputException(
                    "The ledger's URL is \""
                            + Excerpt.of(address.split("[?#;=&]", 2)[0])
                            + "\", which names no host and database."
                            + RIGHT);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        if (question >= 0 && question + 1 < url.length()) {
            for (String parameter : url.substring(question + 1).split("&", -1)) {
                String name = add(parameter, parameters);
                if (!SECRETS.contains(name)) {
                    open.add(parameter);
                }
            }
        }
        addFrom(environment, "PGUSER", USER, parameters);
        addFrom(environment, "PGPASSWORD", PASSWORD, parameters);
        DEFAULTS.forEach(parameters::putIfAbsent);
        String text = open.isEmpty() ? address : address + "?" + String.join("&", open);
        return new PostgresUrl(text, address, parameters);
    }

    /// Returns the name.
    private static String add(String parameter, Map<String, String> parameters) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        if (!PARAMETERS.contains(name)) {
            throw new InputException(
                    "The ledger's URL has a parameter \""
                            + Excerpt.of(name)
                            + "\", which Hone does not take."
                            + Suggestion.of(name, PARAMETERS));
        }
        if (equals < 0 || equals + 1 == parameter.length()) {
            throw new InputException(
                    "The ledger's URL has a parameter " + name + " without a value." + RIGHT);
        }
        String value = decoded(name, parameter.substring(equals + 1));
        if (parameters.putIfAbsent(name, value) != null) {
            throw new InputException("The ledger's URL has the parameter " + name + " twice.");
        }
        return name;
    }

    private static String decoded(String name, String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Without the cause: it quotes the value, which may be a password.
            throw new InputException(
                    "The ledger's URL has a parameter "
                            + name
                            + " with a % that begins no escape. Write % as %25.");
        }
    }

    private static void addFrom(
            Map<String, String> environment,
            String variable,
            String name,
            Map<String, String> parameters) {
        String value = environment.get(variable);
        if (value != null && !value.isEmpty()) {
            parameters.putIfAbsent(name, value);
        }
    }

    /// For the driver: host and database only.
    String address() {
        return address;
    }

    /// For the driver: everything else.
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(parameters);
        return properties;
    }

    /// @return null for that of the operating system
    @Nullable String user() {
        return parameters.get(USER);
    }

    /// The text without the secrets that it may hold.
    String redacted(String message) {
        String clean = message;
        for (String name : SECRETS) {
            String secret = parameters.get(name);
            if (secret != null) {
                clean = clean.replace(secret, "***");
            }
        }
        return clean;
    }

    /// The URL as it was given, without its secrets.
    @Override
    public String toString() {
        return text;
    }
}
