/**
 * Who uses an app: {@link io.florin.protocol.user.User}, behind the door {@link
 * io.florin.protocol.user.Users}; and the keys of programs, behind {@link
 * io.florin.protocol.user.ApiKeys}.
 */
@NullMarked
package io.florin.protocol.user;

import org.jspecify.annotations.NullMarked;
