package dev.hone.cli.ledger;

import java.util.Locale;

/// Sizes of files as people read them.
final class Bytes {

    private static final int KILO = 1000;

    private Bytes() {}

    /// As `12.3 MB`, in powers of 1,000.
    static String shown(long bytes) {
        if (bytes < KILO) {
            return bytes + " bytes";
        }
        double size = bytes;
        String unit = "";
        for (String next : new String[] {"kB", "MB", "GB"}) {
            if (size < KILO) {
                break;
            }
            size /= KILO;
            unit = next;
        }
        return String.format(Locale.ROOT, "%,.1f %s", size, unit);
    }
}
