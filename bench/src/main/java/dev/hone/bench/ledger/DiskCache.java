package dev.hone.bench.ledger;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Python's diskcache, the store under DSPy and TextGrad, in a process of its own:
/// `bench/python/diskcache_ledger.py`. Its default settings do not sync every put.
record DiskCache(double puts, double durablePuts, double gets) {

    /// Null when `bench/python/install-diskcache.sh` has not been run.
    static @Nullable DiskCache measure(Path bench, Path folder, int answers, int threads)
            throws IOException {
        Path python = bench.resolve("target/python-diskcache/bin/python");
        if (!Files.exists(python)) {
            return null;
        }
        Process process =
                new ProcessBuilder(
                                python.toString(),
                                bench.resolve("python/diskcache_ledger.py").toString(),
                                folder.resolve("diskcache").toString(),
                                Integer.toString(answers),
                                Integer.toString(threads))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("bench/python/diskcache_ledger.py ended without a result.");
            }
            String[] rates = line.split(" ");
            return new DiskCache(
                    Double.parseDouble(rates[0]),
                    Double.parseDouble(rates[1]),
                    Double.parseDouble(rates[2]));
        }
    }
}
