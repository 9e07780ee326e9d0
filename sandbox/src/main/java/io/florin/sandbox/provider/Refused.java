package io.florin.sandbox.provider;

/** Ends a call with the provider's own error, from however deep in a rule. */
public final class Refused extends RuntimeException {
    private final transient Answer answer;

    public Refused(Answer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }
}
