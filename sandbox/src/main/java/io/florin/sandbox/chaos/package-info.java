/**
 * Faults on purpose, under load, and a judgement after each. {@link io.florin.sandbox.chaos.Chaos}
 * is the run: a {@link io.florin.sandbox.chaos.Schedule} says which {@link
 * io.florin.sandbox.chaos.Fault} comes next, a load of clients writes what was acknowledged to it
 * into the {@link io.florin.sandbox.chaos.Book}, and after each healing a judge compares the book
 * with what the nodes say. What faults are done to is behind {@link
 * io.florin.sandbox.chaos.Grounds}.
 */
@NullMarked
package io.florin.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
