package io.florin.sandbox.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * What a backup is of; {@code backup.json} in its folder.
 *
 * @param format of the folder; another one is not read
 * @param florin the version that took it
 * @param postgres the server's, as in {@code server_version_num}
 * @param systemIdentifier of the server; what is restored keeps it, and with it the journal's era
 * @param startedAt by the server's clock
 * @param completeUntil what was acknowledged before this time is in the backup
 * @param startLsn where the replay of its WAL begins
 * @param stopLsn how far the replay has to come
 * @param digest of the heads of all wallets' chains, of a moment before its end
 * @param files how many the manifest has
 * @param bytes of all of them
 * @param manifestSha256 of the file {@code manifest}
 */
public record BackupNote(
        int format,
        String florin,
        int postgres,
        String systemIdentifier,
        String startedAt,
        String completeUntil,
        String startLsn,
        String stopLsn,
        String digest,
        int files,
        long bytes,
        String manifestSha256) {
    static final String FILE = "backup.json";
    static final int FORMAT = 1;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    int postgresMajor() {
        return postgres / 10_000;
    }

    static BackupNote parse(String json) throws JsonProcessingException {
        return JSON.readValue(json, BackupNote.class);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of texts and numbers is JSON", e);
        }
    }
}
