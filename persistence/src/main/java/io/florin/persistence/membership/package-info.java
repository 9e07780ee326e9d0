/**
 * Which nodes live: {@link io.florin.persistence.membership.NodeTable} has one row per node, kept
 * fresh by the node and judged by the database's clock. {@link
 * io.florin.persistence.membership.Outlook} is the look at it before a node starts.
 */
@NullMarked
package io.florin.persistence.membership;

import org.jspecify.annotations.NullMarked;
