package io.florin.node.session.rules;

import io.florin.protocol.session.SessionView;
import java.time.Instant;

/**
 * Tries at a secret that is looked at elsewhere.
 *
 * @param locked whether the last one is taken
 * @param forgottenAt when the count is forgotten, and the lock with it
 */
public record Guard(int tries, boolean locked, Instant forgottenAt) {
    SessionView.Guard view() {
        return new SessionView.Guard(tries, locked ? forgottenAt : null);
    }
}
