package io.florin.protocol.session;

import io.florin.protocol.account.Ids;

/**
 * Names one session of one app (tenant). The text form {@code app/id} is the sharding entity id and
 * part of the persistence id, hence for ever.
 */
public record SessionId(String app, String id) {
    public SessionId {
        Ids.require("app", app);
        Ids.require("session id", id);
    }

    public static SessionId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("A session is named app/id.");
        return new SessionId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return app + "/" + id;
    }
}
