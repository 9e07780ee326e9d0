package io.florin.edge.answer;

import io.florin.edge.json.Field;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.LedgerTypes;
import io.florin.protocol.account.Note;

/** What is remembered beside the money, each part left out when there is none. */
public final class NoteJson {
    /** A field of everything that has a note. */
    public static final Field<String> SCHEDULE =
            Field.optional(
                    "schedule",
                    LedgerTypes.SCHEDULE,
                    "The version of the app's fees and limits that applied.");

    private NoteJson() {}

    public static JsonObject.Builder add(Note note, JsonObject.Builder object) {
        object.text("memo", note.memo());
        if (!note.metadata().isEmpty()) object.texts("metadata", note.metadata());
        return object.text("schedule", note.schedule());
    }
}
