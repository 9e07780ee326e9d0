/**
 * A physical backup of the books in a folder, and the way back. {@link
 * io.florin.sandbox.backup.Backup} fills the folder while the server works on: its files under
 * {@code data}, with the WAL that makes them one moment's; secrets only when asked for; {@code
 * manifest} with the size and the SHA-256 of each; {@code backup.json}, which says what it is of.
 * {@link io.florin.sandbox.backup.Restore} takes nothing from such a folder that is not in the
 * manifest, or not as it says.
 */
@NullMarked
package io.florin.sandbox.backup;

import org.jspecify.annotations.NullMarked;
