package io.florin.node.ai;

import io.florin.persistence.job.ModelAnswer;
import io.florin.persistence.job.ModelAnswerTable;
import java.util.Optional;

/** The answers that jobs have got so far, durably. Calls block. */
public interface Answers {
    Optional<ModelAnswer> find(long seq);

    /** The job's answer from now on: this one, or an earlier one if there is one. */
    ModelAnswer keep(long seq, ModelAnswer answer);

    /** The next attempt asks again. */
    void discard(long seq);

    static Answers in(ModelAnswerTable table) {
        return new Answers() {
            @Override
            public Optional<ModelAnswer> find(long seq) {
                return table.find(seq);
            }

            @Override
            public ModelAnswer keep(long seq, ModelAnswer answer) {
                return table.keep(seq, answer);
            }

            @Override
            public void discard(long seq) {
                table.discard(seq);
            }
        };
    }
}
