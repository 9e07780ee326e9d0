package io.florin.sandbox.provider;

/** One layer of a simulator: what it answers to a call. Called from many threads. */
@FunctionalInterface
public interface Handler {
    Answer answer(Call call) throws InterruptedException;
}
