/**
 * Work that one node of the cluster does again and again, and another one when that is gone: {@link
 * io.florin.node.task.ClusterTask}.
 */
@NullMarked
package io.florin.node.task;

import org.jspecify.annotations.NullMarked;
