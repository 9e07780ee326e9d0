/**
 * Everything about people on a node, started in one go: {@link io.florin.node.people.People} hands
 * out the doors to users, keys, the audit trail and requests for money.
 */
@NullMarked
package io.florin.node.people;

import org.jspecify.annotations.NullMarked;
