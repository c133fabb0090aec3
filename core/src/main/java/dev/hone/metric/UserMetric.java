package dev.hone.metric;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Metric;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/// Loads a metric that a user wrote.
final class UserMetric {

    private static final int LONGEST_CAUSE = 200;

    private UserMetric() {}

    /// @throws InputException when the class is missing, is no metric, or cannot be made
    static Metric load(String className) {
        Class<?> type = find(className);
        if (!Metric.class.isAssignableFrom(type)) {
            throw wrong(className, "does not implement " + Metric.class.getName() + ".", null);
        }
        if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
            throw wrong(className, "must be public and not abstract.", null);
        }
        try {
            return (Metric) type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            throw wrong(className, "needs a public constructor without parameters.", e);
        } catch (InvocationTargetException e) {
            throw wrong(className, "failed in its constructor: " + shown(e.getCause()) + ".", e);
        } catch (ReflectiveOperationException e) {
            throw wrong(className, "cannot be made: " + e.getMessage() + ".", e);
        }
    }

    private static Class<?> find(String className) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? UserMetric.class.getClassLoader() : context;
        try {
            return Class.forName(className, true, loader);
        } catch (UnsupportedClassVersionError e) {
            throw wrong(
                    className,
                    "was compiled for a newer Java than this one ("
                            + Runtime.version().feature()
                            + "). Compile it with javac --release 21.",
                    e);
        } catch (ExceptionInInitializerError e) {
            throw wrong(
                    className,
                    "failed when it was loaded, in a static field or block: "
                            + shown(e.getCause())
                            + ".",
                    e);
        } catch (ClassNotFoundException | LinkageError e) {
            throw wrong(
                    className,
                    "is not on the class path. Write its full name, for example"
                            + " java:com.example.MyMetric, and give ./hone its folder or jar in"
                            + " HONE_CLASSPATH.",
                    e);
        }
    }

    private static String shown(@Nullable Throwable cause) {
        return Excerpt.of(String.valueOf(cause), LONGEST_CAUSE);
    }

    private static InputException wrong(String className, String what, @Nullable Throwable cause) {
        return new InputException(
                "metric \"java:" + Excerpt.of(className) + "\": the class " + what, cause);
    }
}
