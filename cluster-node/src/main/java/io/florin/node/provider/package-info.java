/**
 * What all kinds of providers have in common: one that fails again and again is given a rest by its
 * {@link io.florin.node.provider.Circuit}, which is also what the node's health says of it.
 */
@NullMarked
package io.florin.node.provider;

import org.jspecify.annotations.NullMarked;
