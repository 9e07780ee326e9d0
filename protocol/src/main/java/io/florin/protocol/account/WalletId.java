package io.florin.protocol.account;

/**
 * Names one wallet of one app (tenant). The text form {@code app/id} is the sharding entity id and
 * part of the persistence id, hence for ever.
 */
public record WalletId(String app, String id) implements Account, Comparable<WalletId> {
    public WalletId {
        Ids.require("app", app);
        Ids.require("wallet id", id);
    }

    public static WalletId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("A wallet is named app/id.");
        }
        return new WalletId(text.substring(0, slash), text.substring(slash + 1));
    }

    public WalletId sibling(String otherId) {
        return new WalletId(app, otherId);
    }

    @Override
    public String name() {
        return id;
    }

    @Override
    public int compareTo(WalletId other) {
        int byApp = app.compareTo(other.app);
        return byApp != 0 ? byApp : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return app + "/" + id;
    }
}
