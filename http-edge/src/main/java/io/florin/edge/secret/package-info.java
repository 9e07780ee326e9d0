/**
 * What is done with secrets, so that none is kept or compared in the clear: {@link
 * io.florin.edge.secret.Passwords} (Argon2id), {@link io.florin.edge.secret.Vault} (what must be
 * read again), {@link io.florin.edge.secret.Totp}, {@link io.florin.edge.secret.RandomSecrets}.
 */
@NullMarked
package io.florin.edge.secret;

import org.jspecify.annotations.NullMarked;
