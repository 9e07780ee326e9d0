package io.florin.node.session;

import io.florin.protocol.session.SessionId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Which sessions a user has, by the read side. */
@FunctionalInterface
public interface Roster {
    CompletionStage<List<SessionId>> ofUser(String app, String user);
}
