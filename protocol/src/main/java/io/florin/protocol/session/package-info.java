/**
 * One persistent actor per session, behind the door {@link io.florin.protocol.session.Sessions}: a
 * login, a conversation, a one-time code, or the count of wrong tries at a secret.
 */
@NullMarked
package io.florin.protocol.session;

import org.jspecify.annotations.NullMarked;
