package dev.hone.data;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// The formats at hand, by file extension.
final class DatasetFormats {

    private static final List<DatasetFormat> BUILT_IN =
            List.of(new JsonlFormat(), new JsonFormat(), new CsvFormat());

    private DatasetFormats() {}

    static DatasetFormat of(Path file) {
        Map<String, DatasetFormat> formats = byExtension();
        String extension = extension(file);
        DatasetFormat format = formats.get(extension);
        if (format != null) {
            return format;
        }
        if (extension.equals("parquet")) {
            throw new InputException(
                    file
                            + " is a Parquet file, which this build of Hone cannot read. Add the"
                            + " artifact dev.hone:hone-parquet to the class path, or save the data"
                            + " as JSONL.");
        }
        String problem =
                extension.isEmpty()
                        ? " has no extension that says what it is."
                        : " has the unknown extension \"" + Excerpt.of(extension) + "\".";
        throw new InputException(file + problem + Suggestion.of(extension, formats.keySet()));
    }

    private static Map<String, DatasetFormat> byExtension() {
        Map<String, DatasetFormat> formats = new TreeMap<>();
        ServiceLoader.load(DatasetFormat.class).forEach(format -> add(formats, format));
        BUILT_IN.forEach(format -> add(formats, format));
        return formats;
    }

    private static void add(Map<String, DatasetFormat> formats, DatasetFormat format) {
        format.extensions().forEach(extension -> formats.put(extension, format));
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT)
                .transform(found -> name.contains(".") ? found : "");
    }
}
