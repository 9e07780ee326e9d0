package io.florin.edge.answer;

import io.florin.edge.json.JsonObject;
import io.florin.protocol.account.Note;

/** What the caller wanted remembered: memo and metadata, each left out when there is none. */
public final class NoteJson {
    private NoteJson() {}

    public static JsonObject.Builder add(Note note, JsonObject.Builder object) {
        object.text("memo", note.memo());
        return note.metadata().isEmpty() ? object : object.texts("metadata", note.metadata());
    }
}
