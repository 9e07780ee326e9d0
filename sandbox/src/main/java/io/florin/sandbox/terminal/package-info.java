/**
 * What a person at a terminal sees. {@link io.florin.sandbox.terminal.Progress} is told what is
 * going on; {@link io.florin.sandbox.terminal.CommandFailed} carries the one sentence a failed
 * command ends with.
 */
@NullMarked
package io.florin.sandbox.terminal;

import org.jspecify.annotations.NullMarked;
