package dev.hone.data;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class DatasetReaderTest {

    @TempDir Path folder;

    @Test
    void suggestsAFileOfASimilarName() {
        Problems.file(folder, "train.jsonl", "");
        Problems.file(folder, "notes.txt", "");

        Problems.of(folder.resolve("trian.jsonl"))
                .hasMessage("%s does not exist. Did you mean \"train.jsonl\"?");
        Problems.of(folder.resolve("questions.json"))
                .hasMessage("%s does not exist. Its folder has: notes.txt, train.jsonl.");
    }

    @Test
    void doesNotListManyFiles() {
        for (int i = 0; i < 20; i++) {
            Problems.file(folder, "part-" + i + ".csv", "");
        }

        Problems.of(folder.resolve("questions.json")).hasMessage("%s does not exist.");
    }

    @Test
    void saysWhenTheFolderIsMissingToo() {
        Problems.of(folder.resolve("nowhere/train.jsonl"))
                .hasMessage("%s does not exist, nor does its folder.");
    }

    @Test
    void namesTheFilesInAFolder() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("data"));
        Problems.of(inner).hasMessage("%s is a folder. Name a file in it.");
        Problems.file(inner, "b.csv", "");
        Problems.file(inner, "a.csv", "");

        Problems.of(inner).hasMessage("%s is a folder. Name one of its files: a.csv, b.csv.");
    }

    @Test
    void knowsFilesByTheirExtension() {
        Problems.of(Problems.file(folder, "data.txt", "a"))
                .hasMessage(
                        "%s has the unknown extension \"txt\". Known: csv, json, jsonl, ndjson.");
        Problems.of(Problems.file(folder, "data", "a"))
                .hasMessage(
                        "%s has no extension that says what it is. Known: csv, json, jsonl,"
                                + " ndjson.");
        Problems.of(Problems.file(folder, "data.JSONL", ""))
                .hasMessage("%s has no rows. At least one is needed.");
    }

    @Test
    void namesTheArtifactThatReadsParquet() {
        Problems.of(Problems.file(folder, "data.parquet", "PAR1"))
                .hasMessage(
                        "%s is a Parquet file, which this build of Hone cannot read. Add the"
                                + " artifact dev.hone:hone-parquet to the class path, or save the"
                                + " data as JSONL.");
    }
}
