package io.florin.node.ai;

/** What is wrong with a payload, in a sentence for the caller. */
final class PayloadFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    PayloadFault(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
