/**
 * The rules of one session, free of clock, I/O and framework: {@link
 * io.florin.node.session.rules.Session} is the state, {@link
 * io.florin.node.session.rules.SessionRules} decides. Everything that ends by time ends by the time
 * of the decision, so no timer is needed to be right.
 */
@NullMarked
package io.florin.node.session.rules;

import org.jspecify.annotations.NullMarked;
