/// Reads data sets from Parquet files, without Hadoop.
///
/// Nothing here is called by name: with this artifact on the class path,
/// [DatasetFormat][dev.hone.data.DatasetFormat]s are found that know `.parquet`. Start at
/// [ParquetFormat][dev.hone.parquet.ParquetFormat].
@NullMarked
package dev.hone.parquet;

import org.jspecify.annotations.NullMarked;
