package io.florin.node.user;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.database.Database;
import io.florin.persistence.user.SigningKeyTable;
import io.florin.protocol.user.SigningKeys;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The door to signing keys over their table. */
public final class SqlSigningKeys implements SigningKeys {
    private final SigningKeyTable keys;
    private final BlockingCalls calls;

    public SqlSigningKeys(Database database, BlockingCalls calls) {
        this.keys = new SigningKeyTable(database);
        this.calls = calls;
    }

    @Override
    public CompletionStage<List<SigningKey>> all() {
        return calls.call(keys::all);
    }

    @Override
    public CompletionStage<Boolean> add(SigningKey key) {
        return calls.call(() -> keys.add(key));
    }

    @Override
    public CompletionStage<Void> removeBefore(long number) {
        return calls.run(() -> keys.removeBefore(number));
    }
}
