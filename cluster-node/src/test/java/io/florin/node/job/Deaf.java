package io.florin.node.job;

import java.util.concurrent.CountDownLatch;

/** A run that goes on when it is interrupted. */
final class Deaf implements JobHandler {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public Outcome run(Run run) {
        begun.countDown();
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
        return new Outcome.Succeeded("{}");
    }
}
