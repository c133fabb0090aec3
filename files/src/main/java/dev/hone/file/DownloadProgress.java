package dev.hone.file;

/// Is told how a download goes on, in the thread that downloads.
@FunctionalInterface
public interface DownloadProgress {

    /// Hears nothing.
    DownloadProgress SILENT = (bytes, total) -> {};

    /// @param bytes how many are on the disk, those of earlier attempts included; ascends within an
    ///   attempt
    /// @param total how many there will be; -1 when the server does not say
    void reached(long bytes, long total);
}
